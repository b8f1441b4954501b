/** What an export with pictures consists of, and which folders are one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import { exportFormats, type ExportFormat } from '../../recipe/recipe.ts';

/** How pictures are taken along. */
export const imageModes = ['copy', 'hardlink', 'tar'] as const;
/** One of them. */
export type ImageMode = (typeof imageModes)[number];

/** The file that lists the pictures. */
export const manifestName = 'manifest.jsonl';
/** The dataset card. */
export const cardName = 'README.md';

/** The file of the records; null for a format that names no pictures. */
export function recordsName(format: ExportFormat): string | null {
  switch (format) {
    case 'edits':
      return null;
    case 'data-juicer':
      return 'data.jsonl';
    case 'csv':
    case 'parquet':
      return `data.${format}`;
    case 'llava':
    case 'clusters-by-image':
    case 'clusters-by-cluster':
      return 'data.json';
  }
}

/**
 * Makes sure that a folder holds nothing but what such an export wrote: only then may another take its place.
 * @throws ProductError `usage`
 */
export function assertReplaceable(folder: string): void {
  const listed = listedIn(join(folder, manifestName));
  const known = new Set<string | null>(listed ?? []);
  if (listed !== null) for (const name of [manifestName, cardName, ...exportFormats.map(recordsName)]) known.add(name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const names = files.map(({ parentPath, name }) =>
    join(parentPath, name)
      .slice(folder.length + 1)
      .replaceAll(sep, '/'),
  );
  const strange = names.find((name) => !known.has(name));
  if (strange === undefined) return;
  throw new ProductError('usage', `${folder} holds ${strange}, which no export wrote: it is not replaced.`, {
    where: join(folder, strange),
    safe: 'Nothing was written.',
    next: 'Name another folder, or move that file away.',
  });
}

/** The paths in a manifest; null where there is none. */
function listedIn(manifest: string): string[] | null {
  try {
    const lines = readFileSync(manifest, 'utf8').trimEnd().split('\n');
    return lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as { path: string }).path);
  } catch {
    return null;
  }
}
