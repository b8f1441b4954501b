/** What is shipped beside the programs: the decoder's program and the demo. Every program takes it from here. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ProfileStore } from '../endpoint/profiles.ts';
import { defaultModelCache } from '../models/model-places.ts';
import type { RunMachines } from './stages/stage-of-run.ts';

/** What this program brings along: the decoder's program, where models lie, and the user's endpoints. */
export function machines(): RunMachines {
  return {
    decoder: decoderEntry(),
    models: { demo: demoFolder('models'), cache: defaultModelCache(process.env) },
    endpoint: (profile) => ProfileStore.open(process.env).resolve(profile),
  };
}

/** A folder of the demo that is shipped, beside the build and the sources. */
export function demoFolder(name: 'dataset' | 'models'): string {
  const built = fileURLToPath(new URL(`../demo/${name}`, import.meta.url));
  const source = fileURLToPath(new URL(`../../../demo/${name}`, import.meta.url));
  return existsSync(source) && !existsSync(built) ? source : built;
}

/** Beside this program in a build, in the sources otherwise. */
function decoderEntry(): string {
  const built = fileURLToPath(new URL('./decoder.js', import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL('../models/decoder.ts', import.meta.url));
}
