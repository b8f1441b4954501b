import * as vscode from 'vscode';
import type { Completion } from '../../protocol/recipe-language.ts';
import { placeOf } from './ranges.ts';
import type { RecipeEngine } from './recipe-files.ts';

/** Characters after which something can be offered. */
export const completionTriggers: readonly string[] = [' ', '-', '{', '[', ',', ':', '/', '"', "'"];

/** The word that a completion replaces, as the engine sees it. */
const word = /\w[\w./-]*/;

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  stage: vscode.CompletionItemKind.Module,
  operator: vscode.CompletionItemKind.Function,
  parameter: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
};

/** Offers what the engine knows to fit. */
export class Completions implements vscode.CompletionItemProvider {
  readonly #engine: RecipeEngine;

  constructor(engine: RecipeEngine) {
    this.#engine = engine;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const offers = (await this.#engine.ask('recipe/complete', document, placeOf(position), token)) ?? [];
    const range = document.getWordRangeAtPosition(position, word) ?? new vscode.Range(position, position);
    return offers.map((offer, index) => itemOf(offer, range, index));
  }
}

function itemOf({ label, kind, detail, documentation, insert }: Completion, range: vscode.Range, index: number) {
  const item = new vscode.CompletionItem(label, kinds[kind]);
  item.detail = detail;
  if (documentation !== null) item.documentation = new vscode.MarkdownString(documentation);
  item.insertText = snippetOf(insert);
  item.range = range;
  // In the engine's order.
  item.sortText = String(index).padStart(4, '0');
  return item;
}

/** A text as the editor inserts it: only `$0` is a mark. */
function snippetOf(insert: string): vscode.SnippetString {
  const at = insert.indexOf('$0');
  const snippet = new vscode.SnippetString().appendText(at < 0 ? insert : insert.slice(0, at));
  if (at >= 0) snippet.appendTabstop(0).appendText(insert.slice(at + 2));
  return snippet;
}
