/** The pictures that an export's records name, each once, in the order of their first use. */
import { column } from '../../store/columns.ts';
import { selectBatches } from '../../store/rows.ts';
import { presentRows } from '../chain.ts';
import type { ExportSource } from './rows.ts';

/**
 * Batches of paths, relative to the dataset folder and in their shortest spelling: `./a//b.png` is `a/b.png`.
 * @param single only samples with exactly one picture are in the export
 */
export async function* picturesUsed(source: ExportSource, single: boolean): AsyncGenerator<readonly string[]> {
  const { session, flow } = source;
  const rows = presentRows(flow.chain, ['images']);
  const within = single ? 'WHERE len(list_distinct(images)) = 1' : '';
  const listed = `SELECT row, unnest(images) AS listed FROM (${rows}) ${within}`;
  const sql = `SELECT path FROM (SELECT row, ${shortestPath('listed')} AS path FROM (${listed})) GROUP BY path ORDER BY min(row), path`;
  for await (const batch of selectBatches(session.duck, sql, 2048)) {
    yield column(batch, 'path', 'text').map((path) => path!);
  }
}

/** SQL of a path in its shortest spelling: without empty names, and names of one dot. @param path SQL */
export function shortestPath(path: string): string {
  const slashes = process.platform === 'win32' ? `replace(${path}, '\\', '/')` : path;
  return `regexp_replace(regexp_replace(${slashes}, '/+', '/', 'g'), '(^|/)(\\./)+', '\\1', 'g')`;
}
