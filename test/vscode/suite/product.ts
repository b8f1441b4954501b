import * as vscode from 'vscode';

/** The manifest of the extension, as far as the suites ask it. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

/** The extension that is tested. @throws Error where it is not installed */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.all.find(
    ({ packageJSON }) => (packageJSON as { name: string }).name === 'better-synth',
  );
  if (found === undefined) throw new Error('Better Synth is not installed.');
  return found;
}

/** A file of the opened folder. */
export function file(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Asks until the answer satisfies; the last answer after ten seconds. */
export async function eventually<T>(ask: () => T | Thenable<T>, satisfies: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
