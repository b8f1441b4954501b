import * as vscode from 'vscode';
import type { TextPlace } from '../../protocol/recipe-language.ts';
import type { Problem } from '../../protocol/records.ts';

/** A place of the engine's as the editor counts. */
export function positionOf({ line, column }: TextPlace): vscode.Position {
  return new vscode.Position(line - 1, column - 1);
}

/** A place of the editor's as the engine counts. */
export function placeOf({ line, character }: vscode.Position): TextPlace {
  return { line: line + 1, column: character + 1 };
}

/** What a problem marks. @param document where it is open: a mark may go over several lines there */
export function rangeOf({ line = 1, column = 1, length = 1 }: Problem, document?: vscode.TextDocument): vscode.Range {
  const start = positionOf({ line, column });
  const end = document?.positionAt(document.offsetAt(start) + length);
  return new vscode.Range(start, end ?? start.translate(0, length));
}
