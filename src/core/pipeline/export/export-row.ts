/** One kept sample on its way out. */
export interface ExportRow {
  readonly row: number;
  readonly id: string;
  /** Our id of the imported sample that it comes from: its own, or its farthest ancestor's. */
  readonly rootId: string;
  /** The id's token as that one's line has it. */
  readonly sourceId: string | null;
  /** The present text, with tokens. */
  readonly text: string;
  /** The text in the line. */
  readonly originalText: string;
  readonly images: readonly string[];
  readonly offset: number;
  readonly length: number;
  /** How often the selection takes it; 1 without one. */
  readonly times: number;
  readonly cluster: number | null;
  readonly distance: number | null;
  /** Statistics by key: a number, a list, or null where it was not measured. */
  readonly scores: Readonly<Record<string, number | readonly number[] | null>>;
}

/** What the writers of a format work on: batches, so that memory stays flat. */
export type ExportRows = AsyncIterable<readonly ExportRow[]>;

/** Counts for the user: lines or records written, and what was left out or merged, as sentences. */
export interface Exported {
  readonly records: number;
  readonly notes: readonly string[];
}

/** Says why there are more records than samples, where there are. */
export function repeatNotes(records: number, samples: number): string[] {
  return records === samples ? [] : [`of ${samples} samples: the selection takes some of them several times`];
}
