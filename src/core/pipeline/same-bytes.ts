import { column } from '../store/columns.ts';
import { quoteText } from '../store/duck.ts';
import { selectRows } from '../store/rows.ts';
import { partsOfRole } from '../store/state/stages.ts';
import type { Session } from './session.ts';

/** Picture paths, and those of other files that had the same bytes when they were looked at last. */
export async function sameBytes(
  { duck, state, store }: Pick<Session, 'duck' | 'state' | 'store'>,
  paths: readonly string[],
): Promise<string[]> {
  const parts = partsOfRole(state, 'pictures').filter(({ part }) => store.isThere(part));
  if (paths.length === 0 || parts.length === 0) return [...paths];
  const sources = await Promise.all(parts.map(({ part }) => store.source([part])));
  const seen = sources.map((source, age) => `SELECT path, sha256, ${age} AS age FROM ${source}`).join(' UNION ALL ');
  // Of a file that was looked at twice, the newest counts.
  const newest = (where: string): string =>
    `SELECT path, arg_min_null(sha256, age) AS sha256 FROM (${seen}) WHERE path IN (${where}) GROUP BY path`;
  const known = await selectRows(duck, newest(listed(paths)));
  const hashes = column(known, 'sha256', 'text').filter((hash) => hash !== null);
  if (hashes.length === 0) return [...paths];
  const having = `SELECT path FROM (${seen}) WHERE sha256 IN (${listed(hashes)})`;
  const found = await selectRows(
    duck,
    `SELECT path FROM (${newest(having)}) WHERE sha256 IN (${listed(hashes)}) ORDER BY path`,
  );
  return [...new Set([...paths, ...column(found, 'path', 'text').map((path) => path!)])];
}

function listed(texts: readonly string[]): string {
  return texts.map(quoteText).join(', ');
}
