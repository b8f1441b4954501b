/** A part of the demo dataset, small enough for a test. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTruth, type Truth } from '../../scripts/demo/truth.ts';

/** What is shipped. */
export const demoDataset = resolve(import.meta.dirname, '../../demo/dataset');

/**
 * Copies what `wanted` picks into a folder, with the samples that these repeat, and returns its truth. Lines that are not
 * copied stay as blank lines: ids that count lines are the same.
 */
export function copyDemo(folder: string, wanted: (kind: string, line: number) => boolean): Truth {
  const truth = readTruth(demoDataset) as Record<string, Truth[string] & { of?: string }>;
  const ids = Object.keys(truth);
  const picked = new Set(ids.filter((id, line) => wanted(truth[id]!.kind, line)));
  for (const id of [...picked]) if (truth[id]!.of !== undefined) picked.add(truth[id]!.of);
  const lines = readFileSync(join(demoDataset, 'data.jsonl'), 'utf8').trimEnd().split('\n');
  const copied = lines.map((line, i) => (picked.has(ids[i]!) ? line : ''));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'data.jsonl'), copied.map((line) => `${line}\n`).join(''));
  for (const [path] of copied.join('\n').matchAll(/images\/[\w/-]+\.\w+/g)) {
    if (existsSync(join(demoDataset, path))) cpSync(join(demoDataset, path), join(folder, path));
  }
  return Object.fromEntries([...picked].map((id) => [id, truth[id]!]));
}
