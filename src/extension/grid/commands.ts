import * as vscode from 'vscode';
import { gridCommands } from '../../protocol/views.ts';
import { showFailure } from '../failures.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { fileOf } from './find-dataset.ts';
import { contextOf, openArguments } from './messages.ts';
import type { GridProvider } from './provider.ts';
import { writeEditsOf } from './write-edits.ts';

/** Commands on datasets as grids, and those that a grid carries out itself. */
export function registerGridCommands(product: Product, provider: GridProvider): vscode.Disposable {
  const register = (name: string, work: (argument: unknown) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(`betterSynth.${name}`, (argument: unknown) =>
      work(argument).catch((error: unknown) => showFailure(product.log, error)),
    );
  return vscode.Disposable.from(
    register('dataset.open', async (argument) => {
      if (argument instanceof vscode.Uri) return provider.open(argument, null);
      await openGrid(product, provider, argument);
    }),
    register('dataset.writeEdits', async (argument) => {
      const dataset = await datasetOf(product, argument);
      if (dataset !== undefined) await writeEditsOf(product, dataset);
    }),
    ...gridCommands.map((name) =>
      register(`grid.${name}`, async (argument) => {
        // A link of the walkthrough is used from another editor; what is tagged, a person must have seen.
        const inView = provider.activePage !== undefined;
        if (!inView) await openGrid(product, provider, undefined);
        if (inView || !name.startsWith('tag-'))
          provider.activePage?.tell('command', { name, data: contextOf(argument) });
      }),
    ),
  );
}

async function openGrid(product: Product, provider: GridProvider, argument: unknown): Promise<void> {
  const dataset = await datasetOf(product, argument);
  const { filter = null, beside = false } = openArguments.safeParse(argument).data ?? {};
  if (dataset !== undefined) await provider.open(await fileOf(product, dataset), filter, beside);
}

/** The dataset that a command was asked for: that of a file, that of a folder, or the one that the user picks. */
async function datasetOf({ datasets }: Product, argument: unknown): Promise<DatasetFolder | undefined> {
  if (argument instanceof vscode.Uri) return datasets.of(argument);
  const folder = openArguments.safeParse(argument).data?.folder;
  return datasets.all.find(({ uri, file }) => file === null && uri.toString() === folder) ?? (await datasets.pick());
}
