import * as vscode from 'vscode';
import type { OutlinedStage } from '../../protocol/recipe-language.ts';
import { recipeName } from '../find-datasets.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { numberText } from '../../base/number-text.ts';
import type { RecipeEngine } from './recipe-files.ts';

/** Above each stage: what can be done with it, and what it did last. */
export class StageLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #product: Product;
  readonly #engine: RecipeEngine;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #followed = new Map<string, vscode.Disposable>();
  readonly #trusted = vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(product: Product, engine: RecipeEngine) {
    this.#product = product;
    this.#engine = engine;
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const dataset = this.#engine.datasetOf(document);
    if (dataset === undefined) return [];
    this.#follow(dataset);
    const outline = await this.#engine.ask('recipe/outline', document, {}, token);
    // Tasks run the folder's own recipe.
    const runs = vscode.workspace.isTrusted && document.uri.path.endsWith(`/${recipeName}`);
    return (outline?.stages ?? []).flatMap((stage) => {
      const range = document.lineAt(stage.line - 1).range;
      const commands = [...(runs ? runCommands(dataset, stage) : []), ...lastCommand(dataset, stage)];
      return commands.map((command) => new vscode.CodeLens(range, command));
    });
  }

  dispose(): void {
    for (const subscription of [this.#changed, this.#trusted, ...this.#followed.values()]) subscription.dispose();
  }

  #follow(dataset: DatasetFolder): void {
    const key = dataset.uri.toString();
    if (this.#followed.has(key)) return;
    const engine = this.#product.engines.of(dataset);
    this.#followed.set(
      key,
      engine.on('changed', () => this.#changed.fire()),
    );
  }
}

function runCommands({ uri }: DatasetFolder, { name: stage }: OutlinedStage): vscode.Command[] {
  const about = [{ folder: uri.toString(), stage }];
  return [
    { title: vscode.l10n.t('$(play) Run stage'), command: 'betterSynth.stage.run', arguments: about },
    { title: vscode.l10n.t('Preview on 20'), command: 'betterSynth.recipe.preview', arguments: about },
    { title: vscode.l10n.t('Dry run'), command: 'betterSynth.recipe.dryRun', arguments: about },
  ];
}

function lastCommand({ uri }: DatasetFolder, { name: stage, last }: OutlinedStage): vscode.Command[] {
  if (last === null) return [];
  const kept =
    last.kept === last.in
      ? vscode.l10n.t('last: {0} kept', numberText(last.kept))
      : vscode.l10n.t('last: {0} of {1} kept', numberText(last.kept), numberText(last.in));
  const failed = last.failed > 0 ? `, ${vscode.l10n.t('{0} failed', numberText(last.failed))}` : '';
  const stale = last.stale ? ` (${vscode.l10n.t('stale')})` : '';
  const about = { folder: uri.toString(), stage, ...(last.run === undefined ? {} : { n: last.run }) };
  return [{ title: `${kept}${failed}${stale}`, command: 'betterSynth.run.openReport', arguments: [about] }];
}
