import { isAbsolute, relative, resolve } from 'node:path';
import type { Problem } from '../protocol/records.ts';
import { plainText } from '../base/plain-text.ts';

/**
 * A problem as compilers write them, for editors and CI to find its place: `file:line:column: severity code: message`. The
 * file is relative where it lies below the current folder.
 * @param folder that of the problem's file
 */
export function problemLine({ file, line, column, severity, code, message }: Problem, folder: string): string {
  const path = resolve(folder, file);
  const near = relative(process.cwd(), path);
  const shown = near.startsWith('..') || isAbsolute(near) ? path : near;
  return plainText(`${shown}:${line ?? 1}:${column ?? 1}: ${severity} ${code}: ${message}`);
}
