import { importedBefore } from '../core/pipeline/imported.ts';
import { ledgerOf } from '../core/pipeline/ledger/ledger.ts';
import type { LedgerMethods } from '../protocol/ledger.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';

/** Answers about where every input row ended. */
export function ledgerHandlers(opened: () => OpenDataset): Handlers<keyof LedgerMethods> {
  return {
    'ledger/open': () =>
      opened().use((session, flow) => ledgerOf(session, flow, importedBefore(session)?.part.rows ?? flow.rows)),
  };
}
