import * as vscode from 'vscode';
import { ProductError } from '../protocol/errors.ts';
import type { Engine } from './product.ts';

/** Says before any place is asked for that there is nothing to write. @throws ProductError where nobody has edited a caption */
export async function assertEdited(engine: Engine): Promise<void> {
  const { edits } = await engine.ask('overview', null);
  if (edits > 0) return;
  throw new ProductError('usage', vscode.l10n.t('Nobody has edited a caption of this dataset yet.'), {
    next: vscode.l10n.t('Press F2 on a card of the grid to edit its caption.'),
  });
}
