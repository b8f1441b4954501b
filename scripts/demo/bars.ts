/** What the demo world has to reach, line by line. */

/** Numbers by what they say. */
export type Figures = Readonly<Record<string, number>>;

/** A line of the table: what was measured, and the least that is asked of it; null where nothing is. */
export interface Bar {
  readonly what: string;
  readonly value: number;
  readonly least: number | null;
}

/** What a line says about itself; empty where nothing is asked. */
export function verdictOf({ value, least }: Bar): 'reached' | 'MISSED' | '' {
  if (least === null) return '';
  return value >= least ? 'reached' : 'MISSED';
}
