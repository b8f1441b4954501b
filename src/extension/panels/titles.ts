import * as vscode from 'vscode';
import type { PanelName } from '../../protocol/panels.ts';
import { commands } from '../contributions/commands.ts';

/** What a panel's tab says. */
export function panelTitle(name: PanelName, dataset: string): string {
  return `${titles()[name]}: ${dataset}`;
}

/** What stands before it: the icon of the command that opens the panel. */
export function panelIcon(name: PanelName): vscode.ThemeIcon {
  const { icon = '' } = commands.get(`betterSynth.${name}.open`) ?? {};
  return new vscode.ThemeIcon(icon.slice('$('.length, -1));
}

function titles(): Readonly<Record<PanelName, string>> {
  return {
    scores: vscode.l10n.t('Scores'),
    lab: vscode.l10n.t('Threshold Lab'),
    map: vscode.l10n.t('Map'),
    training: vscode.l10n.t('Training'),
    compare: vscode.l10n.t('Compare'),
    ledger: vscode.l10n.t('Ledger'),
  };
}
