import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ChosenLogs } from '../../protocol/panels.ts';
import type { Engine } from '../product.ts';

/** More logs than these are nobody's: the oldest goes. */
const most = 64;

/** Has somebody choose logs of trainings in the editor's dialog, or say that dropped ones are meant. */
export async function chooseLogs(
  engine: Engine,
  memory: vscode.Memento,
  dropped: readonly string[],
): Promise<ChosenLogs> {
  const chosen = dropped.length > 0 ? await confirmed(dropped) : await picked(engine);
  return remember(engine, memory, [...chosenLogs(engine, memory), ...chosen]);
}

/** The logs that were chosen before. The engine, which may be a new one, is told. */
export function knownLogs(engine: Engine, memory: vscode.Memento): Promise<ChosenLogs> {
  return tell(engine, chosenLogs(engine, memory));
}

/** Forgets a log; the file stays. */
export function forgetLog(engine: Engine, memory: vscode.Memento, path: string): Promise<ChosenLogs> {
  return remember(
    engine,
    memory,
    chosenLogs(engine, memory).filter((known) => known !== path),
  );
}

async function picked({ dataset }: Engine): Promise<string[]> {
  const files = await vscode.window.showOpenDialog({
    canSelectMany: true,
    defaultUri: dataset.uri,
    openLabel: vscode.l10n.t('Open Log'),
    title: vscode.l10n.t('Open logs of trainings'),
    filters: {
      [vscode.l10n.t('Logs of trainings')]: ['log', 'txt', 'out', 'err', 'json', 'jsonl'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return (files ?? []).map(({ fsPath }) => fsPath);
}

/** A page may say anything: only a person lets a file be read. */
async function confirmed(dropped: readonly string[]): Promise<readonly string[]> {
  const open = vscode.l10n.t('Open');
  const options = { modal: true, detail: dropped.join('\n') };
  const question = vscode.l10n.t('Read these logs: {0}?', dropped.map((path) => basename(path)).join(', '));
  return (await vscode.window.showInformationMessage(question, options, open)) === open ? dropped : [];
}

function keyOf({ dataset }: Pick<Engine, 'dataset'>): string {
  return `betterSynth.logs ${dataset.uri.toString()}`;
}

/** The logs that were chosen for a dataset. */
export function chosenLogs(of: Pick<Engine, 'dataset'>, memory: vscode.Memento): readonly string[] {
  return memory.get<string[]>(keyOf(of), []);
}

async function remember(engine: Engine, memory: vscode.Memento, paths: readonly string[]): Promise<ChosenLogs> {
  const kept = [...new Set(paths)].slice(-most);
  await memory.update(keyOf(engine), kept);
  return tell(engine, kept);
}

async function tell(engine: Engine, paths: readonly string[]): Promise<ChosenLogs> {
  await engine.ask('training/logs', { paths });
  return { paths };
}
