import * as vscode from 'vscode';
import type { MadeFile } from '../../protocol/panels.ts';

/** Saves what a panel made, where the person says; `saved` is false where nobody said it. */
export async function saveFile(folder: vscode.Uri, { name, content }: MadeFile): Promise<{ saved: boolean }> {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (file === undefined) return { saved: false };
  const bytes = 'text' in content ? Buffer.from(content.text) : Buffer.from(content.base64, 'base64');
  await vscode.workspace.fs.writeFile(file, bytes);
  return { saved: true };
}
