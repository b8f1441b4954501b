/** What a recipe says once it has been read: everything named, checked and complete. */
import type { Operator, SpecialTokens } from '../operators/operator.ts';
import type { Json } from '../../protocol/records.ts';

/**
 * A threshold as a statistic of the values that reach the operator. `percentile`: linear, NumPy's default.
 * `mean`: the mean plus that number. `sigma`: the mean plus that many population standard deviations.
 * `keep`: the n best rows, ties by dataset order; best is highest on a lower bound, lowest on an upper one.
 */
export type StatisticThreshold =
  { readonly percentile: number } | { readonly mean: number } | { readonly sigma: number } | { readonly keep: number };

/** One operator at its place in a stage. */
export interface OperatorUse {
  /** The operator's name; the second use of a name in a stage is `name#2`. Unique in the stage. */
  readonly label: string;
  readonly operator: Operator;
  /** Complete, validated by the operator's schema. A threshold given as a statistic has its default here. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Thresholds given as statistics, by parameter name. */
  readonly statistics: Readonly<Record<string, StatisticThreshold>>;
  /** Data-Juicer's `min_closed_interval` and `max_closed_interval`. */
  readonly closed: { readonly min: boolean; readonly max: boolean };
  /** Data-Juicer's `reversed_range`. */
  readonly reversed: boolean;
}

interface StageBase {
  /** Unique, `[a-z0-9-]{1,64}`. */
  readonly name: string;
  /** Canonical parameters for the stage's fingerprint: defaults filled in, keys sorted, no positions. */
  readonly canonical: Json;
}

/** Operators and decisions. `measure` is the same without thresholds: nothing is dropped. */
export interface CleanStage extends StageBase {
  readonly kind: 'clean' | 'measure';
  /** Whose model scores are computed; model-free operators score every row. */
  readonly score: 'survivors' | 'all';
  readonly process: readonly OperatorUse[];
  /** Special tokens named by a Data-Juicer config; null: recognised per sample. */
  readonly tokens: SpecialTokens | null;
}

/** Groups samples; all stay. */
export interface ClusterStage extends StageBase {
  readonly kind: 'cluster';
  readonly of: 'text' | 'image';
  /** `tf-idf`, or a model. */
  readonly model: string;
  readonly k: number;
  readonly pooling: 'mean' | 'mean-padded' | 'cls';
  readonly normalize: boolean;
}

/** Chooses samples up to a budget. */
export interface SelectStage extends StageBase {
  readonly kind: 'select';
  readonly strategy: 'dynamic-increase' | 'top' | 'percentile' | 'sigma' | 'high-low';
  /** Stats keys that rank or split; empty for `dynamic-increase`. */
  readonly by: readonly string[];
  /** Of `top`: how many; of `percentile`: the percentile; of `sigma` and `high-low`: see the manual. Null: the default. */
  readonly at: number | null;
  readonly budget: number | null;
  readonly fill: 'repeat' | 'none';
}

/** Writes the result to a file; all samples stay. */
export interface ExportStage extends StageBase {
  readonly kind: 'export';
  readonly format: ExportFormat;
  /** Relative to the dataset folder, inside it. */
  readonly output: string;
}

/** Formats that this version exports. */
export const exportFormats = [
  'data-juicer',
  'parquet',
  'csv',
  'clusters-by-image',
  'clusters-by-cluster',
  'edits',
] as const;
/** A format of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** Any stage of a recipe. */
export type Stage = CleanStage | ClusterStage | SelectStage | ExportStage;

/** A whole recipe, ready to run. */
export interface Recipe {
  /** The dataset's file name, relative to the recipe. */
  readonly dataset: string;
  readonly seed: number;
  /** A run stops when more than this share, and more than 10 samples, failed. */
  readonly errorBudget: number;
  readonly stages: readonly Stage[];
}

/** What a recipe may ask of its surroundings. */
export interface RecipeFiles {
  /** The text of a file by its path relative to the recipe's folder (`/`, no `..`); null when it cannot be read. */
  read(path: string): string | null;
}
