import type { WantedEdit } from '../../protocol/engine.ts';
import { backup } from './messages.ts';

/** The edits of changes, change by change. */
export type KeptEdits = readonly (readonly WantedEdit[])[];
type Changes = readonly { readonly edits: readonly WantedEdit[] }[];

/** Edits that are not on the disk, as the editor keeps them for the next window. */
export function writeBackup(changes: Changes): Uint8Array {
  return new TextEncoder().encode(backupText(changes));
}

/** The same as text. */
export function backupText(changes: Changes): string {
  return JSON.stringify({ edits: changes.map(({ edits }) => edits) });
}

/** The edits of a backup. @throws Error where it is none */
export function readBackup(bytes: Uint8Array): KeptEdits {
  return readBackupText(new TextDecoder().decode(bytes));
}

/** The edits of a backup's text. @throws Error where it is none */
export function readBackupText(text: string): KeptEdits {
  return backup.parse(JSON.parse(text)).edits;
}
