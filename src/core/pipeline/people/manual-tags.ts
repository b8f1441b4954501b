/** Tags that overrule filters and selections. */
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import type { Chain } from '../chain.ts';
import type { Session } from '../session.ts';
import { tagTable } from './tables.ts';

/** The tags of one moment, as a table: for a run, which must see the same at each of its stages. */
export type TagsThen = 'tags_of_run';

/** Keeps the tags of now aside. */
export async function rememberTags(session: Session): Promise<TagsThen> {
  await tagTable(session);
  await session.duck.run('CREATE OR REPLACE TABLE tags_of_run AS SELECT id, tag FROM tags');
  return 'tags_of_run';
}

/**
 * The rows of a chain's samples that are tagged `keep` (1) and `drop` (-1); a sample with both is kept: nothing is lost
 * by mistake.
 * @param then by default the tags of now
 */
export async function manualTags(session: Session, { samples }: Chain, then?: TagsThen): Promise<Map<number, 1 | -1>> {
  if (then === undefined) await tagTable(session);
  const sql = `SELECT s.row, max(CASE t.tag WHEN 'keep' THEN 1 ELSE -1 END)::INTEGER AS verdict
    FROM ${then ?? 'tags'} t JOIN ${samples} s ON s.id = t.id WHERE t.tag IN ('keep', 'drop') GROUP BY s.row ORDER BY s.row`;
  const batch = await selectRows(session.duck, sql);
  const verdicts = column(batch, 'verdict', 'int') as ArrayLike<number> as ArrayLike<1 | -1>;
  return new Map(Array.from(column(batch, 'row', 'int'), (row, i) => [row, verdicts[i]!]));
}
