import * as vscode from 'vscode';
import { placeOf, positionOf } from './ranges.ts';
import type { RecipeEngine } from './recipe-files.ts';

/** Tells what the engine knows about a word. */
export class Hovers implements vscode.HoverProvider {
  readonly #engine: RecipeEngine;

  constructor(engine: RecipeEngine) {
    this.#engine = engine;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    const found = await this.#engine.ask('recipe/hover', document, placeOf(position), token);
    if (found === null) return null;
    const markdown = new vscode.MarkdownString(found.markdown);
    markdown.isTrusted = false;
    markdown.supportHtml = false;
    return new vscode.Hover(markdown, new vscode.Range(positionOf(found.start), positionOf(found.end)));
  }
}
