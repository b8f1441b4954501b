import type { Output } from './output.ts';

/** What a command gets besides its own arguments. */
export interface CommandContext {
  readonly output: Output;
  /** Aborted by Ctrl-C and by a polite kill. */
  readonly signal: AbortSignal;
}
