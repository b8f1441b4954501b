import { ProductError } from '../../../../protocol/errors.ts';
import { nearest } from '../../../recipe/nearest.ts';
import type { Stage } from '../../../recipe/recipe.ts';
import { column, type Batch } from '../../../store/columns.ts';
import { quoteName, type Duck } from '../../../store/duck.ts';
import { assertSingleSelect, unsteadyFunctions } from '../../../store/select-only.ts';
import { selectRows } from '../../../store/rows.ts';
import type { Flow } from '../../flow.ts';
import { editsTable } from '../../people/tables.ts';
import type { Session } from '../../session.ts';
import { viewsOf } from '../../views.ts';

/** Samples with their scores, clusters and tags, as `where` sees them. */
const joined = `(SELECT * FROM samples LEFT JOIN scores USING (id) LEFT JOIN clusters USING (id)
  LEFT JOIN (SELECT id, list(tag ORDER BY tag) AS tags FROM tags GROUP BY id) USING (id))`;

/**
 * The rows that a stage's `where` lets through: 1 by row.
 * @param where one boolean SQL expression over samples joined with scores, clusters and tags, as the stages before left them
 * @throws ProductError `usage` when it is not one, or names what is not there
 */
export async function rowsWhere(session: Session, flow: Flow, stage: string, where: string): Promise<Uint8Array> {
  await viewsOf(session, flow);
  await editsTable(session);
  await assertCondition(session.duck, stage, where);
  const sql = `SELECT r.row FROM sample_rows r JOIN ${answersOf(where)} a USING (id) WHERE a.let`;
  const rows = await select(session.duck, sql, stage, where);
  const wanted = new Uint8Array(flow.rows);
  for (const row of column(rows, 'row', 'int')) wanted[row] = 1;
  return wanted;
}

/**
 * Binds the `where` of each stage before any of them has run, to the columns that the stages before it will leave.
 * @param start the flow before the first stage
 * @param found told of each condition that is none, as {@link rowsWhere} would throw it
 */
export async function bindConditions(
  session: Session,
  start: Flow,
  stages: readonly Stage[],
  found: (stage: string, error: ProductError) => void,
): Promise<void> {
  for (const [index, stage] of stages.entries()) {
    if (stage.kind !== 'synthesize' || stage.where === null) continue;
    await viewsOf(session, start);
    await editsTable(session);
    await session.duck.run(`CREATE OR REPLACE VIEW scores AS ${scoresToCome(stages.slice(0, index))}`);
    try {
      await assertCondition(session.duck, stage.name, stage.where);
    } catch (error) {
      if (!(error instanceof ProductError) || error.kind !== 'usage') throw error;
      found(stage.name, error);
    }
  }
}

/** The view `scores` with the columns that stages will measure, and no rows. */
function scoresToCome(stages: readonly Stage[]): string {
  const types = new Map<string, string>();
  for (const { operator } of stages.flatMap((stage) => ('process' in stage ? stage.process : []))) {
    if (operator.kind !== 'filter') continue;
    for (const { key, per, hidden } of operator.statistics)
      if (hidden !== true) types.set(key, per === 'sample' ? 'DOUBLE' : 'DOUBLE[]');
  }
  const columns = [...types].map(([key, type]) => `, NULL::${type} AS ${quoteName(key)}`);
  return `SELECT id${columns.join('')} FROM sample_rows WHERE false`;
}

function answersOf(where: string): string {
  return `(SELECT id, (\n${where}\n) AS let FROM ${joined})`;
}

/** DuckDB would take numbers and texts for conditions, too, and chance and the clock. The join is empty: nothing is computed. */
async function assertCondition(duck: Duck, stage: string, where: string): Promise<void> {
  const sql = `SELECT typeof(a.let) AS type FROM (SELECT 1) LEFT JOIN ${answersOf(where)} a ON false`;
  const type = column(await select(duck, sql, stage, where), 'type', 'text')[0]!;
  if (type !== 'BOOLEAN') throw noCondition(stage, where, `it is ${type}, not BOOLEAN`, undefined);
  const [unsteady] = await unsteadyFunctions(duck, sql);
  if (unsteady !== undefined)
    throw noCondition(
      stage,
      where,
      `${unsteady}() says something else each time, and so would a resumed run`,
      undefined,
    );
}

async function select(duck: Duck, sql: string, stage: string, where: string): Promise<Batch> {
  try {
    await assertSingleSelect(duck, sql);
    return await selectRows(duck, sql);
  } catch (error) {
    if (error instanceof ProductError && error.kind !== 'usage') throw error;
    const said = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    throw noCondition(stage, where, (await unknownColumn(duck, said)) ?? said, error);
  }
}

/** What DuckDB says of a name that is not there, with the nearest one that is; null for any other complaint. */
async function unknownColumn(duck: Duck, said: string): Promise<string | null> {
  const name = /Referenced column "([^"]+)" not found/.exec(said)?.[1];
  if (name === undefined) return null;
  const known = (await duck.run(`SELECT * FROM ${joined} LIMIT 0`)).columnNames();
  const near = nearest(name, known);
  const hint = near === undefined ? `; there are ${known.join(', ')}` : `. Did you mean "${near}"?`;
  return `there is no column "${name}"${hint}`;
}

function noCondition(stage: string, where: string, why: string, cause: unknown): ProductError {
  return new ProductError('usage', `synthesize: \`where: ${where}\` is no condition: ${why}`, {
    where: `stage ${stage}`,
    next: "It is one boolean SQL expression over samples, scores, clusters and tags, such as  image_text_similarity < 0.3  or  list_contains(tags, 'redo').",
    cause,
  });
}
