import * as vscode from 'vscode';
import type { ForwardedMethod, GridMethods } from '../../protocol/views.ts';
import { answering, commonAnswers, openPicture, type OwnAnswers } from '../pages/own-answers.ts';
import { differenceUris, differenceTitle } from './difference.ts';
import type { DatasetDocument } from './document.ts';

type Own = Exclude<keyof GridMethods, ForwardedMethod>;

/** What the editor answers itself. Edits and tags go through the document, which can take them back. */
const own: OwnAnswers<GridMethods, Own, DatasetDocument> = {
  ...commonAnswers,
  first: (document) => document.first.take(),
  edit: (document, edits) => document.edit(edits),
  replace: (document, replacement) => document.replace(replacement),
  tag: (document, change) => document.tag(change),
  save: async (document) => {
    await document.settle();
    return document.saved();
  },
  'open-picture': ({ engine }, { path }) => openPicture(engine, path),
  'show-difference': async (_, { id, before, after }) => {
    const [left, right] = differenceUris(id, before, after);
    await vscode.commands.executeCommand('vscode.diff', left, right, differenceTitle(id));
    return null;
  },
};

/** Answers a checked question of a grid. */
export const answer = answering<GridMethods, Own, DatasetDocument>(own);
