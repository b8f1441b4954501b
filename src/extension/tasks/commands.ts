import * as vscode from 'vscode';
import { datasetOf } from '../commands/dataset-of.ts';
import { registerCommand, type CommandArguments } from '../commands/register-command.ts';
import type { CommandId } from '../contributions/commands.ts';
import type { ActiveRuns, DatasetFolder, Product } from '../product.ts';
import { assertTrusted } from '../trust.ts';
import { outlineOf } from './outline.ts';
import { previewSamples, type RunRequest } from './run-request.ts';
import type { RunShower } from './run-shower.ts';

/** *Run Stage…*, *Run All*, *Preview*, *Dry Run*, *Resume*, *Cancel* and *Show*. */
export function registerRunCommands(product: Product, runs: ActiveRuns, shower: RunShower): vscode.Disposable {
  const starting = (
    id: CommandId,
    request: (given: CommandArguments, dataset: DatasetFolder) => Promise<RunRequest | null>,
  ): vscode.Disposable =>
    registerCommand(product, id, async (given) => {
      assertTrusted();
      const dataset = await datasetOf(product, given);
      const asked = dataset === undefined ? null : await request(given, dataset);
      if (dataset !== undefined && asked !== null) await shower.start(dataset, asked);
    });
  const ofStage = ({ stage }: CommandArguments): RunRequest => (stage === undefined ? {} : { stage });
  return vscode.Disposable.from(
    starting('betterSynth.stage.run', async (given, dataset) => {
      const stage = given.stage ?? (await pickStage(product, dataset));
      return stage === undefined ? null : { stage };
    }),
    starting('betterSynth.recipe.runAll', () => Promise.resolve({})),
    // What is up to date is taken as it is: to go on is to run.
    starting('betterSynth.run.resume', () => Promise.resolve({})),
    starting('betterSynth.recipe.preview', (given) => Promise.resolve({ ...ofStage(given), sample: previewSamples })),
    starting('betterSynth.recipe.dryRun', (given) => Promise.resolve({ ...ofStage(given), dryRun: true })),
    registerCommand(product, 'betterSynth.run.cancel', (given) => cancel(product, runs, given)),
    registerCommand(product, 'betterSynth.run.show', async (given) => {
      const dataset = theOneOf(runs, given)?.dataset ?? (await datasetOf(product, given));
      if (dataset !== undefined) await shower.show(dataset);
    }),
  );
}

async function cancel(product: Product, runs: ActiveRuns, given: CommandArguments): Promise<void> {
  assertTrusted();
  const run = theOneOf(runs, given);
  const dataset = run?.dataset ?? (await datasetOf(product, given));
  if (dataset === undefined) return;
  const engine = product.engines.of(dataset);
  const n = run?.progress.n ?? (await engine.ask('runs/active', null))?.n;
  if (n === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No run goes on in {0}.', dataset.name));
    return;
  }
  await engine.ask('runs/stop', { n });
}

/** The run that goes on in the named dataset, or the only one. */
function theOneOf({ all }: ActiveRuns, { folder }: CommandArguments): ActiveRuns['all'][number] | undefined {
  if (folder !== undefined) return all.find(({ dataset }) => dataset.uri.toString() === folder);
  return all.length === 1 ? all[0] : undefined;
}

async function pickStage(product: Product, dataset: DatasetFolder): Promise<string | undefined> {
  const outline = await outlineOf(product.engines.of(dataset));
  const items = (outline?.stages ?? []).map(({ name, kind, last }) => ({
    label: name,
    description: kind,
    ...(last === null ? {} : { detail: lastText(last) }),
  }));
  const placeHolder = vscode.l10n.t('Which stage? What is not up to date before it runs, too.');
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.label;
}

function lastText(last: { readonly kept: number; readonly in: number; readonly stale: boolean }): string {
  const counts = vscode.l10n.t('last: {0} of {1} kept', last.kept, last.in);
  return last.stale ? `${counts} · ${vscode.l10n.t('not up to date')}` : counts;
}
