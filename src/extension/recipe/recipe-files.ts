import * as vscode from 'vscode';
import type { Answer, Ask, EngineMethod, RecipeText } from '../../protocol/engine.ts';
import { failureOf } from '../../protocol/failure.ts';
import { displayLanguage } from '../display-language.ts';
import { failureText } from '../failures.ts';
import { datasetAt, recipeName } from '../find-datasets.ts';
import type { DatasetFolder, Product } from '../product.ts';

/** Files that are recipes. */
export const recipeFiles: vscode.DocumentSelector = [
  { scheme: 'file', pattern: `**/${recipeName}` },
  { scheme: 'file', pattern: '**/*.synth.yaml' },
];

/** Whether a document is a recipe. */
export function isRecipe(document: vscode.TextDocument): boolean {
  return vscode.languages.match(recipeFiles, document) > 0;
}

type RecipeMethod = Extract<EngineMethod, `recipe/${string}`>;

/** Asks the engine of a recipe's dataset about the recipe as it stands in the editor. */
export class RecipeEngine implements vscode.Disposable {
  readonly #product: Product;
  readonly #closing: vscode.Disposable;

  constructor(product: Product) {
    this.#product = product;
    this.#closing = vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document));
  }

  dispose(): void {
    this.#closing.dispose();
  }

  /** The dataset that a recipe belongs to. */
  datasetOf(document: vscode.TextDocument): DatasetFolder | undefined {
    return this.#product.datasets.of(document.uri);
  }

  /**
   * A recipe that belongs to no dataset of the workspace is one of the folder in which it lies, whatever else is there.
   * Null where the engine does not answer: that is logged, and said elsewhere.
   */
  async ask<M extends RecipeMethod>(
    method: M,
    document: vscode.TextDocument,
    more: Omit<Ask<M>, keyof RecipeText>,
    token?: vscode.CancellationToken,
  ): Promise<Answer<M> | null> {
    const dataset = this.datasetOf(document) ?? strayDataset(document);
    const recipe: RecipeText = { path: document.uri.fsPath, text: document.getText(), language: displayLanguage() };
    try {
      return await this.#product.engines.of(dataset).ask(method, { ...recipe, ...more }, token);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'cancelled') this.#product.log.debug(`${method}: ${failureText(failure)}`);
      return null;
    }
  }

  /** An engine that was started for recipes which belong to no dataset goes with the last of them. */
  #closed(document: vscode.TextDocument): void {
    if (!isRecipe(document) || this.datasetOf(document) !== undefined) return;
    const dataset = strayDataset(document);
    const isBeside = (other: vscode.TextDocument): boolean =>
      isRecipe(other) && strayDataset(other).uri.toString() === dataset.uri.toString();
    if (!vscode.workspace.textDocuments.some(isBeside)) this.#product.engines.release(dataset);
  }
}

function strayDataset({ uri }: vscode.TextDocument): DatasetFolder {
  return datasetAt(vscode.Uri.joinPath(uri, '..'));
}
