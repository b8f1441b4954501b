import { ProductError } from '../../../../protocol/errors.ts';
import { column, type Batch } from '../../../store/columns.ts';
import { assertSingleSelect } from '../../../store/select-only.ts';
import { selectRows } from '../../../store/rows.ts';
import type { Flow } from '../../flow.ts';
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
  const bad = (why: string, cause: unknown): ProductError =>
    new ProductError('usage', `synthesize: \`where: ${where}\` is no condition: ${why}`, {
      where: `stage ${stage}`,
      next: "It is one boolean SQL expression over samples, scores, clusters and tags, such as  image_text_similarity < 0.3  or  list_contains(tags, 'redo').",
      cause,
    });
  const select = async (sql: string): Promise<Batch> => {
    try {
      await assertSingleSelect(session.duck, sql);
      return await selectRows(session.duck, sql);
    } catch (error) {
      if (error instanceof ProductError && error.kind !== 'usage') throw error;
      throw bad(error instanceof Error ? error.message.split('\n')[0]! : String(error), error);
    }
  };
  await viewsOf(session, flow);
  const answers = `(SELECT id, (\n${where}\n) AS let FROM ${joined})`;
  // DuckDB would take numbers and texts for conditions, too.
  const [type = 'BOOLEAN'] = column(await select(`SELECT typeof(let) AS type FROM ${answers} LIMIT 1`), 'type', 'text');
  if (type !== 'BOOLEAN') throw bad(`it is ${type}, not BOOLEAN`, undefined);
  const rows = await select(`SELECT r.row FROM sample_rows r JOIN ${answers} a USING (id) WHERE a.let`);
  const wanted = new Uint8Array(flow.rows);
  for (const row of column(rows, 'row', 'int')) wanted[row] = 1;
  return wanted;
}
