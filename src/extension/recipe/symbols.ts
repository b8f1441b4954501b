import * as vscode from 'vscode';
import type { OutlinedStage } from '../../protocol/recipe-language.ts';
import { positionOf } from './ranges.ts';
import type { RecipeEngine } from './recipe-files.ts';

/** Stages and operators, for the outline and breadcrumbs. */
export class Symbols implements vscode.DocumentSymbolProvider {
  readonly #engine: RecipeEngine;

  constructor(engine: RecipeEngine) {
    this.#engine = engine;
  }

  async provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[]> {
    const outline = await this.#engine.ask('recipe/outline', document, {}, token);
    const { stages } = outline ?? { stages: [] };
    const end = document.lineAt(document.lineCount - 1).range.end;
    return stages.map((stage, i) => stageSymbol(document, stage, endBefore(document, stages[i + 1]) ?? end));
  }
}

function stageSymbol(document: vscode.TextDocument, stage: OutlinedStage, end: vscode.Position): vscode.DocumentSymbol {
  const start = positionOf(stage);
  const symbol = new vscode.DocumentSymbol(
    ...([stage.name, stage.kind, vscode.SymbolKind.Module] as const),
    new vscode.Range(start, end),
    new vscode.Range(start, start),
  );
  symbol.children = stage.operators.map((operator) => {
    const { range } = document.lineAt(operator.line - 1);
    const own = new vscode.Range(positionOf(operator), range.end);
    const thresholds = operator.parameters.map(({ name, value }) => `${name}: ${value}`).join(', ');
    return new vscode.DocumentSymbol(operator.label, thresholds, vscode.SymbolKind.Method, own, own);
  });
  return symbol;
}

/** Before the next stage: the end of the line in front of it, or, on one line with it, where it begins. */
function endBefore(document: vscode.TextDocument, next: OutlinedStage | undefined): vscode.Position | undefined {
  if (next === undefined) return undefined;
  const start = positionOf(next);
  const first = document.lineAt(start.line).text.slice(0, start.character).trim();
  return /^-?$/.test(first) && start.line > 0 ? document.lineAt(start.line - 1).range.end : start;
}
