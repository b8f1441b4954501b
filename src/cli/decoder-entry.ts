import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The decoder program: beside this one in a build, in the sources otherwise. */
export function decoderEntry(): string {
  const built = fileURLToPath(new URL('./decoder.js', import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL('../core/models/decoder.ts', import.meta.url));
}
