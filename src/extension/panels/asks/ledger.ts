import { nothing } from '../../pages/asks.ts';

/** The shapes of the questions about where every input row ended. */
export const ledgerAsks = { 'ledger/open': nothing };
