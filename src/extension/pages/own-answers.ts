import * as vscode from 'vscode';
import type { EngineMethod } from '../../protocol/engine.ts';
import type { Engine } from '../product.ts';

type MethodsOf<Methods> = { readonly [M in keyof Methods]: { readonly ask: unknown; readonly answer: unknown } };

/** What the editor answers itself, by question; the others are the engine's. */
export type OwnAnswers<Methods extends MethodsOf<Methods>, Own extends keyof Methods, Place> = {
  readonly [M in Own]: (place: Place, ask: Methods[M]['ask']) => Promise<Methods[M]['answer']>;
};

/** Answers a checked question of a page. @throws what the engine answers, or what is refused here */
export type AnswerQuestion<Methods extends MethodsOf<Methods>, Place> = <M extends keyof Methods>(
  place: Place,
  method: M,
  ask: Methods[M]['ask'],
  token: vscode.CancellationToken,
) => Promise<Methods[M]['answer']>;

/** Answers the questions of a page: the editor what is its own, the engine everything else. */
export function answering<
  Methods extends MethodsOf<Methods>,
  Own extends keyof Methods,
  Place extends { readonly engine: Engine },
>(own: OwnAnswers<Methods, Own, Place>): AnswerQuestion<Methods, Place> {
  return (place, method, ask, token) => {
    if (Object.hasOwn(own, method)) return own[method as unknown as Own](place, ask);
    return place.engine.ask(method as EngineMethod, ask as never, token);
  };
}

/** What the editor answers every page. */
export const commonAnswers = {
  'restart-engine': async () => {
    await vscode.commands.executeCommand('betterSynth.engine.restart');
    return null;
  },
  copy: async (_: unknown, { text }: { readonly text: string }) => {
    await vscode.env.clipboard.writeText(text);
    return null;
  },
};

/** Opens a picture of a dataset in the editor. */
export async function openPicture(engine: Engine, path: string, column?: vscode.ViewColumn): Promise<null> {
  const file = await engine.ask('picture/path', { path });
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file), ...(column === undefined ? [] : [column]));
  return null;
}
