import * as vscode from 'vscode';
import { ProductError } from '../protocol/errors.ts';

/**
 * Stops what must not happen in Restricted Mode. Stands at each place that starts a run, writes, or decodes: a hidden
 * button is no lock.
 * @throws ProductError `refused`
 */
export function assertTrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw new ProductError(
    'refused',
    vscode.l10n.t('This workspace is in Restricted Mode: Better Synth only shows it.'),
    {
      safe: vscode.l10n.t('Nothing was started or written.'),
      next: vscode.l10n.t('Trust the workspace to run stages, edit captions and export.'),
    },
  );
}
