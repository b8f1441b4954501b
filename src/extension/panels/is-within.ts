import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path lies below a folder. On another drive it has no way from there, and is absolute. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way.split(sep)[0] !== '..' && !isAbsolute(way);
}
