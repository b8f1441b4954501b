/** Where the models that a recipe names lie on the disk. */
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** The places where a model's reference can lead. */
export interface ModelPlaces {
  /** Of the demo models, `…/demo/models`. */
  readonly demo: string;
  /** Of models with a hub id, `$XDG_CACHE_HOME/better-synth/models`. */
  readonly cache: string;
  /** The folder that relative references start from: the recipe's. */
  readonly base: string;
}

/** `name` or `owner/name`, as the Hugging Face hub allows them. */
const hubId = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?$/;
const demoId = /^demo\/([a-z0-9][a-z0-9-]*)$/;

/**
 * The folder where a reference is looked for, whether it exists or not: `demo/<name>` among the demo models; a folder
 * if it is absolute, starts with `./` or `../`, or exists beside the recipe; else a hub id in the cache.
 */
export function modelPath(reference: string, { demo, cache, base }: ModelPlaces): string {
  const name = demoId.exec(reference)?.[1];
  if (name !== undefined) return join(demo, name);
  const folder = resolve(base, reference);
  const isPath = isAbsolute(reference) || /^\.\.?([/\\]|$)/.test(reference) || !hubId.test(reference);
  return isPath || isFolder(folder) ? folder : join(cache, ...reference.split('/'));
}

/** The folder of models with a hub id. A relative `$XDG_CACHE_HOME` counts as none, as its specification demands. */
export function defaultModelCache(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(named) ? named : join(homedir(), '.cache'), 'better-synth', 'models');
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
