import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './html.ts';

/** What a page is made of. */
export interface PageContent<Start> {
  /** The name of its bundle. */
  readonly bundle: string;
  readonly title: string;
  /** The folder of its pictures; null: none is known. */
  readonly thumbnails: vscode.Uri | null;
  /** What it begins with, beside what every page does. */
  readonly start: Omit<Start, keyof CommonStart>;
}

/** What every page begins with. */
interface CommonStart {
  readonly thumbnails: string;
  readonly restricted: boolean;
  readonly language: string;
  readonly words: Readonly<Record<string, string>>;
}

/** Makes a page of a panel or an editor: it may load its bundle and its pictures, and nothing else. */
export function makePage<Start extends CommonStart>(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { bundle, title, thumbnails, start }: PageContent<Start>,
): void {
  const bundles = vscode.Uri.joinPath(extension, 'dist', 'webview');
  const address = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(bundles, file)).toString();
  const common: CommonStart = {
    thumbnails: thumbnails === null ? '' : webview.asWebviewUri(thumbnails).toString(),
    restricted: !vscode.workspace.isTrusted,
    language: vscode.env.language,
    words: vscode.l10n.bundle ?? {},
  };
  webview.options = {
    enableScripts: true,
    localResourceRoots: thumbnails === null ? [bundles] : [bundles, thumbnails],
  };
  webview.html = pageHtml({
    cspSource: webview.cspSource,
    script: address(`${bundle}.js`),
    style: address(`${bundle}.css`),
    nonce: randomBytes(16).toString('base64'),
    title,
    start: { ...start, ...common },
  });
}
