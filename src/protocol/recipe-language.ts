/** What an editor of recipes asks. Places are 1-based lines and columns, columns in UTF-16 units, as problems have them. */
import type { Counts, StageKind } from './records.ts';

/** A language in which recipes are explained: those of the editor's own translations. */
export type Language = 'en' | 'zh-cn';

/** A place in a text. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Something that can be written at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: 'stage' | 'operator' | 'parameter' | 'value';
  /** One sentence. */
  readonly detail: string;
  /** Markdown of our own making, without anything from the dataset. */
  readonly documentation: string | null;
  /** What is written instead of the word at the place; `$0` marks where the cursor goes. */
  readonly insert: string;
}

/** What is known about the word at a place. */
export interface Hover {
  /** Markdown of our own making; names from recipe and dataset are escaped. */
  readonly markdown: string;
  readonly start: TextPlace;
  readonly end: TextPlace;
}

/** The stages of a recipe, and where they stand in its text. */
export interface RecipeOutline {
  readonly dataset: string;
  readonly stages: readonly OutlinedStage[];
}

/** A stage of a recipe. */
export interface OutlinedStage extends TextPlace {
  readonly name: string;
  readonly kind: StageKind;
  readonly operators: readonly OutlinedOperator[];
  /** Its parameters as written, of a stage without operators. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** Of its last completed run. */
  readonly last: (Counts & { readonly created: number; readonly stale: boolean; readonly run?: number }) | null;
}

/** An operator of a stage. */
export interface OutlinedOperator extends TextPlace {
  /** Its label: the name, and `#2` when it is repeated. */
  readonly label: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly last: Counts | null;
}
