import * as vscode from 'vscode';
import type { PanelForwarded, PanelMethods } from '../../protocol/panels.ts';
import type { GridProvider } from '../grid/provider.ts';
import type { Engine } from '../product.ts';
import { answering, commonAnswers, openPicture, type OwnAnswers } from '../pages/own-answers.ts';
import { chooseLogs, forgetLog, knownLogs } from './choose-log.ts';
import { goToRecipe } from './go-to-recipe.ts';
import { saveFile } from './save-file.ts';
import { writeThresholds } from './write-thresholds.ts';

/** What answers need of the editor around a panel. */
export interface PanelPlace {
  readonly engine: Engine;
  readonly grids: GridProvider;
  /** Remembers logs that were chosen. */
  readonly memory: vscode.Memento;
}

type Own = Exclude<keyof PanelMethods, PanelForwarded>;

/** What the editor answers itself. */
const own: OwnAnswers<PanelMethods, Own, PanelPlace> = {
  ...commonAnswers,
  'show-samples': ({ engine }, { filter }) => execute('dataset.open', { ...about(engine), filter, beside: true }),
  'lead-grid': ({ engine, grids }, { filter }) => Promise.resolve({ led: grids.lead(engine.dataset, filter) }),
  'open-panel': ({ engine }, { panel, subject }) => execute(`${panel}.open`, { ...about(engine), subject }),
  'go-to-recipe': ({ engine }, place) => goToRecipe(engine, place),
  'run-stage': ({ engine }, { stage }) => execute('stage.run', { ...about(engine), stage }),
  'write-thresholds': ({ engine }, ask) => writeThresholds(engine, ask),
  'save-file': ({ engine }, file) => saveFile(engine.dataset.uri, file),
  'open-picture': ({ engine }, { path }) => openPicture(engine, path, vscode.ViewColumn.Beside),
  'choose-log': ({ engine, memory }, { dropped }) => chooseLogs(engine, memory, dropped),
  'known-logs': ({ engine, memory }) => knownLogs(engine, memory),
  'forget-log': ({ engine, memory }, { path }) => forgetLog(engine, memory, path),
};

/** Answers a checked question of a panel. */
export const answerPanel = answering<PanelMethods, Own, PanelPlace>(own);

function about({ dataset }: Engine): { folder: string } {
  return { folder: dataset.uri.toString() };
}

async function execute(command: string, given: object): Promise<null> {
  await vscode.commands.executeCommand(`betterSynth.${command}`, given);
  return null;
}
