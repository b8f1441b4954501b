import * as vscode from 'vscode';
import { plainLines } from '../plain-lines.ts';

const scheme = 'better-synth-caption';
/** Characters of an id that a title has room for. */
const idLength = 60;

/** Two documents that hold a caption as it was and as it is: the address carries the text, so they outlive a reload. */
export function differenceUris(id: string, before: string, after: string): [vscode.Uri, vscode.Uri] {
  const name = shownId(id).replaceAll('/', '_');
  return [
    vscode.Uri.from({ scheme, path: `/before/${name}.txt`, query: before }),
    vscode.Uri.from({ scheme, path: `/after/${name}.txt`, query: after }),
  ];
}

/** The title of the editor that shows them. */
export function differenceTitle(id: string): string {
  return vscode.l10n.t('Caption of {0}: original and present', shownId(id));
}

/** Shows such documents. */
export function registerDifferences(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query }) => query,
  });
}

function shownId(id: string): string {
  return plainLines(id).replaceAll('\n', ' ').slice(0, idLength);
}
