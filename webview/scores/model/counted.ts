import { outcomeGroups, type Counted } from '../../../src/protocol/scores.ts';
import { bytesOf } from '../../shared/base64.ts';

/** Counts by group and bin. */
export interface Counts {
  readonly bins: number;
  /** How many a group has in a bin. */
  of(group: number, bin: number): number;
  /** How many there are in a bin. */
  all(bin: number): number;
}

/** Reads counts as they cross the wire. */
export function countsOf(counted: Counted): Counts {
  const numbers = new Uint32Array(bytesOf(counted));
  const bins = numbers.length / outcomeGroups.length;
  const of = (group: number, bin: number): number => numbers[group * bins + bin]!;
  return { bins, of, all: (bin) => outcomeGroups.reduce((sum, _, group) => sum + of(group, bin), 0) };
}
