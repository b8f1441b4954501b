/** The desktop VS Code, as @vscode/test-electron finds or downloads it. */
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../package/root.ts';

const cachePath = join(root, '.vscode-test');
/** Says why it could not be had; removed, it is tried again. */
const refusal = join(cachePath, 'no-desktop.txt');

/** The desktop's program, or why there is none. */
export type Desktop = { readonly program: string } | { readonly why: string };

/** Finds the desktop or downloads it. A failure is remembered, so that it costs its seconds once. */
export async function desktop(): Promise<Desktop> {
  if (existsSync(refusal)) return { why: readFileSync(refusal, 'utf8') };
  try {
    return { program: await downloadAndUnzipVSCode({ version: 'stable', cachePath, timeout: 15_000 }) };
  } catch (error) {
    const why = `The desktop VS Code cannot be downloaded: ${error instanceof Error ? error.message : String(error)}`;
    mkdirSync(cachePath, { recursive: true });
    writeFileSync(refusal, why);
    return { why };
  }
}
