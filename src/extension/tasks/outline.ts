import * as vscode from 'vscode';
import type { RecipeOutline } from '../../protocol/recipe-language.ts';
import type { Engine } from '../product.ts';

/** The stages of a dataset's recipe as it stands in its editor, or on the disk; null where there is none to read. */
export async function outlineOf(engine: Engine): Promise<RecipeOutline | null> {
  const { recipe } = engine.dataset;
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === recipe.toString());
  const text = open?.getText() ?? (await read(recipe));
  return text === null ? null : engine.ask('recipe/outline', { path: recipe.fsPath, text });
}

async function read(uri: vscode.Uri): Promise<string | null> {
  return vscode.workspace.fs.readFile(uri).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => null,
  );
}
