import { createVSIX } from '@vscode/vsce';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { stage } from './stage.ts';
import type { Target } from './targets.ts';

/** The folder has all that is needed, and its pages link within it. */
const asItLies = { dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true };

/** Where the VSIX of a platform is put. */
export function vsixOf(target: Target): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return join(root, `better-synth-${target}-${version}.vsix`);
}

/** Builds the product and packs the VSIX of a platform. @returns its path */
export async function pack(target: Target): Promise<string> {
  const packagePath = vsixOf(target);
  await createVSIX({ cwd: stage(target), target, packagePath, ...asItLies });
  return packagePath;
}
