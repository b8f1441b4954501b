import * as vscode from 'vscode';
import type { Ask } from '../../protocol/engine.ts';
import type { ForwardedMethod, GridMethods } from '../../protocol/views.ts';
import { differenceUris, differenceTitle } from './difference.ts';
import type { DatasetDocument } from './document.ts';

type Own = Exclude<keyof GridMethods, ForwardedMethod>;
type OwnAnswers = {
  readonly [M in Own]: (document: DatasetDocument, ask: GridMethods[M]['ask']) => Promise<GridMethods[M]['answer']>;
};

/** What the editor answers itself. Edits and tags go through the document, which can take them back. */
const own: OwnAnswers = {
  first: (document) => document.first.take(),
  edit: (document, edits) => document.edit(edits),
  replace: (document, replacement) => document.replace(replacement),
  tag: (document, change) => document.tag(change),
  save: async (document) => {
    await document.settle();
    return document.saved();
  },
  'open-picture': async ({ engine }, { path }) => {
    const file = await engine.ask('picture/path', { path });
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
    return null;
  },
  'show-difference': async (_, { id, before, after }) => {
    const [left, right] = differenceUris(id, before, after);
    await vscode.commands.executeCommand('vscode.diff', left, right, differenceTitle(id));
    return null;
  },
  'restart-engine': async () => {
    await vscode.commands.executeCommand('betterSynth.engine.restart');
    return null;
  },
  copy: async (_, { text }) => {
    await vscode.env.clipboard.writeText(text);
    return null;
  },
};

/** Answers a checked question of a page. @throws what the engine answers, or what is refused here */
export async function answer<M extends keyof GridMethods>(
  document: DatasetDocument,
  method: M,
  ask: GridMethods[M]['ask'],
  token: vscode.CancellationToken,
): Promise<GridMethods[M]['answer']> {
  if (isOwn(method)) return own[method](document, ask as never);
  const forwarded = method as Exclude<M, Own> & ForwardedMethod;
  return document.engine.ask(forwarded, ask as Ask<typeof forwarded>, token);
}

function isOwn<M extends keyof GridMethods>(method: M): method is M & Own {
  return Object.hasOwn(own, method);
}
