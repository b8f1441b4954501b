/** The views that `query` offers, over the parts of the recipe run last and over what people did. */
import { quoteName, quoteText, type Duck } from '../store/duck.ts';
import type { Import } from '../store/state/registry.ts';
import { captionSql } from './caption-sql.ts';
import { presentTexts, rowsWithin } from './chain.ts';
import { lastPartOf, measurementsOf, partOf, statisticSql, statisticsOf } from './completed.ts';
import { identityOf, type Flow } from './flow.ts';
import { imported } from './imported.ts';
import { sizesSuffix } from './measure/measurement.ts';
import { lastFlow } from './last-flow.ts';
import { peopleTables } from './people/tables.ts';
import type { Session } from './session.ts';
import type { PartRole } from './stages/stage-context.ts';

/** Makes the views anew for the dataset as it is now. */
export async function createViews(session: Session): Promise<{ dataset: Import; flow: Flow }> {
  const dataset = await imported(session);
  const { flow } = await lastFlow(session, dataset);
  await viewsOf(session, flow);
  return { dataset, flow };
}

/** Makes the views anew over what the stages of a flow left. */
export async function viewsOf(session: Session, flow: Flow): Promise<void> {
  await peopleTables(session, flow.chain);
  const of = identityOf(flow);
  if (made.get(session.duck) === of) return;
  made.delete(session.duck);
  const view = (name: string, sql: string): Promise<unknown> =>
    session.duck.run(`CREATE OR REPLACE VIEW ${name} AS ${sql}`);
  await view('sample_rows', `SELECT row, id, parent_row FROM ${flow.chain.samples}`);
  await view('samples', samplesSql(flow));
  await view('texts', await textsSql(session, flow));
  await view('decisions', await decisionsSql(session, flow));
  await view('scores', await scoresSql(session, flow));
  await view('measurements', await measurementsSql(session, flow));
  await view(
    'clusters',
    await lastPart(
      session,
      flow,
      'clusters',
      'cluster, distance AS distance_to_center',
      'NULL::INTEGER AS cluster, NULL::DOUBLE AS distance_to_center',
    ),
  );
  await view('selected', await lastPart(session, flow, 'selected', 'times', 'NULL::INTEGER AS times'));
  await view(
    'training',
    await lastPart(session, flow, 'training', 'step, loss', 'NULL::INTEGER AS step, NULL::DOUBLE AS loss'),
  );
  await view('captions', await captionsSql(session, flow));
  made.set(session.duck, of);
}

/** Of which flow the views of a database are; what people did stands in tables. */
const made = new WeakMap<Duck, string>();

/**
 * The view `samples`. The tables of edits must be there.
 * @param only only these rows, which are found at once
 */
export function samplesSql(flow: Flow, only?: readonly number[]): string {
  const present = 'coalesce(n.text, p.text)';
  const within = (column: string): string => (only === undefined ? 'true' : rowsWithin(column, only));
  const columns = ['id', 'line', 'source_id', 'born', 'images', 'parent', 'origin'];
  return `SELECT p.id, p.line, p.source_id, ${present} AS text, ${captionSql(present)} AS caption, p.born AS original_text,
      p.images, p.parent, p.origin, p.row IN (SELECT row FROM edited_now WHERE ${within('row')}) AS edited
    FROM (${presentTexts(flow.chain, columns, only)}) p
    LEFT JOIN (SELECT row, text FROM edited_since WHERE ${within('row')}) n ON n.row = p.row ORDER BY p.row`;
}

async function textsSql(session: Session, flow: Flow): Promise<string> {
  const selects: string[] = [];
  for (const stage of flow.completed) {
    const part = partOf(stage, 'texts');
    if (part === undefined) continue;
    const source = await session.store.source([part.part]);
    selects.push(
      `SELECT r.id, ${quoteText(stage.name)} AS stage, p.text FROM ${source} p JOIN sample_rows r ON r.row = p.row`,
    );
  }
  return unionOf(selects, ['id', 'stage', 'text']);
}

/**
 * The view `decisions`: one row per sample that enters a stage; a stage that decides nothing keeps all.
 * @param only only these rows, which are found at once
 */
export async function decisionsSql(session: Session, flow: Flow, only?: readonly number[]): Promise<string> {
  const selects: string[] = [];
  const within = only === undefined ? 'true' : rowsWithin('r.row', only);
  let entering = 'SELECT row FROM sample_rows WHERE parent_row IS NULL';
  for (const stage of flow.completed) {
    const name = quoteText(stage.name);
    const part = partOf(stage, 'decisions');
    if (part === undefined) {
      selects.push(
        `SELECT ${name} AS stage, r.id, 'kept' AS outcome, NULL::VARCHAR AS operator, NULL::VARCHAR AS reason FROM sample_rows r WHERE r.row IN (${entering}) AND ${within}`,
      );
      continue;
    }
    const source = await session.store.source([part.part]);
    selects.push(
      `SELECT ${name} AS stage, r.id, p.outcome, p.operator, p.reason FROM ${source} p JOIN sample_rows r ON r.row = p.row WHERE ${within}`,
    );
    entering = `SELECT row FROM ${source} WHERE outcome = 'kept'`;
    const created = partOf(stage, 'created');
    if (created !== undefined) entering += ` UNION ALL SELECT row FROM ${await session.store.source([created.part])}`;
  }
  return unionOf(selects, ['stage', 'id', 'outcome', 'operator', 'reason']);
}

/** What models answered: a row per caption, with the sample that it became, and one per answer that is none. */
async function captionsSql(session: Session, flow: Flow): Promise<string> {
  const selects: string[] = [];
  for (const stage of flow.completed) {
    const part = partOf(stage, 'captions');
    if (part === undefined) continue;
    selects.push(
      `SELECT c.id, r.id AS parent, ${quoteText(stage.name)} AS stage, p.model, p.prompt, p.text, p.outcome, p.n, p.reason
        FROM ${await session.store.source([part.part])} p JOIN sample_rows r ON r.row = p.row LEFT JOIN sample_rows c ON c.row = p.child`,
    );
  }
  if (selects.length > 0) return selects.join(' UNION ALL ');
  const none = (name: string): string => `NULL::${name === 'n' ? 'INTEGER' : 'VARCHAR'} AS ${name}`;
  const names = ['id', 'parent', 'stage', 'model', 'prompt', 'text', 'outcome', 'n', 'reason'];
  return `SELECT ${names.map(none).join(', ')} WHERE false`;
}

/**
 * The view `scores`. The tables of edits must be there.
 * @param only only these rows, which are found at once
 */
export async function scoresSql(session: Session, flow: Flow, only?: readonly number[]): Promise<string> {
  const joins: string[] = [];
  const columns: string[] = [];
  const within = (column: string): string => (only === undefined ? 'true' : rowsWithin(column, only));
  const edited = `(SELECT row FROM edited_since WHERE ${within('row')})`;
  for (const [i, key] of statisticsOf(flow.completed).entries()) {
    const values = await statisticSql(session, flow.completed, key, true, edited);
    joins.push(`LEFT JOIN (SELECT * FROM (${values}) WHERE ${within('row')}) k${i} ON k${i}.row = r.row`);
    columns.push(`, k${i}.value AS ${quoteName(key)}`);
  }
  const where = flow.completed.length === 0 ? 'false' : within('r.row');
  return `SELECT r.id${columns.join('')} FROM sample_rows r ${joins.join(' ')} WHERE ${where} ORDER BY r.row`;
}

async function measurementsSql(session: Session, flow: Flow): Promise<string> {
  const selects: string[] = [];
  for (const stage of flow.completed) {
    const part = partOf(stage, 'scores');
    if (part === undefined) continue;
    const source = await session.store.source([part.part]);
    for (const { label, columns, model } of measurementsOf(stage)) {
      for (const { name, key, type } of columns) {
        if (type === 'text' || key.endsWith(sizesSuffix)) continue;
        const value = type === 'double' ? `[p.${name}]` : `p.${name}`;
        const fixed = [stage.name, label, key].map(quoteText);
        selects.push(`SELECT ${fixed[0]} AS stage, r.id, ${fixed[1]} AS operator, ${fixed[2]} AS key, ${value} AS value, ${model === undefined ? 'NULL::VARCHAR' : quoteText(model)} AS model
          FROM ${source} p JOIN sample_rows r ON r.row = p.row WHERE p.${name} IS NOT NULL`);
      }
    }
  }
  return selects.length > 0
    ? selects.join(' UNION ALL ')
    : 'SELECT NULL::VARCHAR AS stage, NULL::VARCHAR AS id, NULL::VARCHAR AS operator, NULL::VARCHAR AS key, NULL::DOUBLE[] AS value, NULL::VARCHAR AS model WHERE false';
}

/** The part of the last stage that left one of this role, with ids. */
async function lastPart(session: Session, flow: Flow, role: PartRole, columns: string, empty: string): Promise<string> {
  const part = lastPartOf(flow.completed, role);
  if (part === undefined) return `SELECT NULL::VARCHAR AS id, ${empty} WHERE false`;
  return `SELECT r.id, ${columns} FROM ${await session.store.source([part.part])} p JOIN sample_rows r ON r.row = p.row`;
}

function unionOf(selects: readonly string[], texts: readonly string[]): string {
  if (selects.length > 0) return selects.join(' UNION ALL ');
  return `SELECT ${texts.map((name) => `NULL::VARCHAR AS ${name}`).join(', ')} WHERE false`;
}
