import { basename } from 'node:path';
import { ProductError } from '../protocol/errors.ts';

/** Nothing is done in a workspace that is not trusted. */
export function untrusted(folder: string): ProductError {
  return new ProductError('refused', 'This workspace is not trusted: nothing is run, written or decoded in it.', {
    where: folder,
    safe: 'Nothing was changed.',
    next: 'Trust the workspace (command “Workspaces: Manage Workspace Trust”), then try again.',
  });
}

/** A file that is not the recipe's can only be looked at. */
export function onlyLines(file: string): ProductError {
  return new ProductError('usage', `${basename(file)} is not the dataset of this folder's recipe.`, {
    where: file,
    safe: 'It can be looked at.',
    next: 'Name it in better-synth.yaml as `dataset:` to work with it.',
  });
}
