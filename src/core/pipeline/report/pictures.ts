import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GridRow } from '../../../protocol/grid.ts';
import type { Thumbnails } from '../grid/thumbnails.ts';

/** A row's first picture as an address that holds it, or why there is none. */
export type PictureData = { readonly address: string } | { readonly reason: string };

/** Reads the thumbnails of rows' first pictures, by path. @throws DOMException `AbortError` when the signal aborts */
export async function pictureData(
  thumbnails: Thumbnails,
  rows: readonly GridRow[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PictureData>> {
  const paths = [...new Set(rows.flatMap(({ images }) => images.slice(0, 1)))];
  const made = await thumbnails.make(
    paths.map((path) => ({ path })),
    signal,
  );
  const read = made.map(async (one): Promise<[string, PictureData]> => {
    if ('reason' in one) return [one.path, { reason: one.reason }];
    const bytes = await readFile(join(thumbnails.folder, one.name));
    return [one.path, { address: `data:image/webp;base64,${bytes.toString('base64')}` }];
  });
  return new Map(await Promise.all(read));
}
