/** What a grid of samples asks for and shows. */
import type { FilterSentence } from './filter-sentences.ts';
import type { Outcome } from './records.ts';

/** Places of a result: `from` is the first, `to` the one behind the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Rows of a dataset: a bit for each, the lowest of the first byte for row 0, as base64; missing ones are 0. */
export type RowBits = string;

/** Which samples, in which order. */
export interface GridQuestion {
  /** In the filter grammar (docs/en/filter.md); empty: all. */
  readonly filter: string;
  /** A statistics key, `caption`, `id`, `cluster`, `distance` or `times`; null: dataset order. Ties in dataset order, samples without a value last. */
  readonly orderBy: { readonly key: string; readonly descending: boolean } | null;
}

/** A filter that is not understood: what, and where in its text. */
export interface FilterProblem {
  readonly message: string;
  /** The same, to be translated. */
  readonly says: readonly FilterSentence[];
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** An answered question: its number stands for the samples, in order, until `changed` is told. */
export interface GridResult {
  readonly result: number;
  readonly total: number;
  /** All samples of the dataset, created ones too. */
  readonly of: number;
  /** False while the dataset is being imported: more will come; filters and orders wait until then. */
  readonly complete: boolean;
  readonly problem: FilterProblem | null;
}

/** A sample as a grid shows it. */
export interface GridRow {
  /** Its 0-based place in the dataset. */
  readonly row: number;
  readonly id: string;
  /** Null for a line without a readable text. */
  readonly caption: string | null;
  /** The caption that it was born with, where another one stands now. */
  readonly before: string | null;
  readonly images: readonly string[];
  readonly origin: string;
  /** In the last stage that it entered; null where none decided. */
  readonly outcome: Outcome | null;
  /** Who decided: stage, operator and reason of what was not kept, or of a `manual` keep. */
  readonly decided: { readonly stage: string; readonly operator: string | null; readonly reason: string | null } | null;
  /** A person wrote the caption. */
  readonly edited: boolean;
  /** Edited since the last run: its scores are those that were taken at once, if any. */
  readonly pending: boolean;
  readonly tags: readonly string[];
  readonly cluster: number | null;
  /** How often the selection takes it; null: there is none. */
  readonly times: number | null;
  /** Why its line is no sample. */
  readonly problem: string | null;
  /** The scores asked for. */
  readonly scores: Readonly<Record<string, number | readonly number[] | null>>;
}

/** A picture of a sample, small. */
export interface Picture {
  /** As the sample names it. */
  readonly path: string;
}

/** A thumbnail's file name below the folder of thumbnails, or why there is none. */
export type Thumbnail =
  | { readonly path: string; readonly name: string; readonly width: number; readonly height: number }
  | { readonly path: string; readonly reason: string };
