import * as vscode from 'vscode';
import type { Answer, Ask, EngineMethod, RecipeText } from '../../protocol/engine.ts';
import { failureOf } from '../../protocol/failure.ts';
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
export class RecipeEngine {
  readonly #product: Product;

  constructor(product: Product) {
    this.#product = product;
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
    const dataset = this.datasetOf(document) ?? datasetAt(vscode.Uri.joinPath(document.uri, '..'));
    const recipe: RecipeText = { path: document.uri.fsPath, text: document.getText() };
    try {
      return await this.#product.engines.of(dataset).ask(method, { ...recipe, ...more }, token);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'cancelled') this.#product.log.debug(`${method}: ${failureText(failure)}`);
      return null;
    }
  }
}
