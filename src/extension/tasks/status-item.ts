import * as vscode from 'vscode';
import { plainText } from '../../base/plain-text.ts';
import type { ActiveRun, ActiveRuns } from '../product.ts';
import { progressText, whatText } from './stage-text.ts';

/** One item in the status bar, only while a run goes on. */
export function statusItem(runs: ActiveRuns): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('betterSynth.run', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Better Synth run');
  item.command = 'betterSynth.run.show';
  const show = (): void => {
    const [run] = runs.all;
    if (run === undefined) return item.hide();
    const text = textOf(run);
    item.text = `$(sync~spin) ${text.replaceAll('$(', '$ (')}`;
    item.tooltip = tooltipOf(run);
    item.accessibilityInformation = {
      label: vscode.l10n.t('Run {0} of {1}: {2}', run.progress.n, run.dataset.name, text),
    };
    item.show();
  };
  show();
  return vscode.Disposable.from(item, runs.onDidChange(show));
}

/** The latest stage of a run, and where it stands. */
export function textOf({ progress, speed }: ActiveRun): string {
  const { n, now, stages, done } = progress;
  if (now !== null) return `${plainText(now.stage)} ${progressText(now, speed)}`;
  const next = stages[done.length];
  return next === undefined ? vscode.l10n.t('run {0}', n) : plainText(next);
}

function tooltipOf({ dataset, progress }: ActiveRun): string {
  const { n, now, stages, done } = progress;
  const doing = now === null ? '' : ` · ${plainText(now.stage)}: ${whatText(now.what, vscode.l10n.t)}`;
  const count = vscode.l10n.t('{0} of {1} stages done', done.length, stages.length);
  return `${vscode.l10n.t('Run {0} of {1}', n, dataset.name)} · ${count}${doing}`;
}
