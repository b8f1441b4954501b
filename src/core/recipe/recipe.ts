/** What a recipe says once it has been read: everything named, checked and complete. */
import type { CaptionLanguage } from '../captions/prompts.ts';
import type { Split } from '../captions/split.ts';
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

/** Has a model write captions for pictures: a new sample for each. */
export interface SynthesizeStage extends StageBase {
  readonly kind: 'synthesize';
  /** Names an endpoint of the user's; `demo` brings its own. */
  readonly profile: string;
  /** Null: the profile's. */
  readonly model: string | null;
  /** A built-in prompt's name, or a text. */
  readonly prompt: string;
  /** A sample per sentence of an answer, or one per answer. */
  readonly split: Split;
  /** The language that captions are asked for, and checked to be, in. */
  readonly language: CaptionLanguage;
  /** The recipe's own variables of the prompt. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether the sample that was asked about goes on, too. */
  readonly keepOriginal: boolean;
  readonly maxTokens: number;
  readonly temperature: number;
  /** A boolean SQL expression: only samples for which it holds are asked about. Null: all. */
  readonly where: string | null;
}

/** Chooses samples up to a budget. */
export interface SelectStage extends StageBase {
  readonly kind: 'select';
  readonly strategy: 'dynamic-increase' | 'top' | 'percentile' | 'sigma' | 'high-low';
  /** Stats keys that rank or split; for `dynamic-increase` they rank the captions of a picture alone. */
  readonly by: readonly string[];
  /** Of `top`: how many; of `percentile`: the percentile; of `sigma` and `high-low`: see the manual. Null: the default. */
  readonly at: number | null;
  readonly budget: number | null;
  readonly fill: 'repeat' | 'none';
  /** Of `high-low`: whether a low original gives its place to a high synthesized caption of its picture. */
  readonly replaceLow: boolean;
  /** Originals per synthesized sample, above 0; null: as they come. */
  readonly ratio: number | null;
  /** How many captions of a picture are considered; null: all. */
  readonly maxPerImage: number | null;
}

/** Trains on what is left; all samples stay that can be trained on. */
export interface TrainStage extends StageBase {
  readonly kind: 'train';
  readonly runner: 'projector';
  /** A model of pictures. */
  readonly vision: string;
  /** A model of texts. */
  readonly text: string;
  /** Samples that are contrasted with each other. */
  readonly batch: number;
  /** Batches of a step. */
  readonly accumulation: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** Share of the steps in which the learning rate rises. */
  readonly warmup: number;
  /** Exactly how many are drawn; null: all. */
  readonly samples: number | null;
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
  'llava',
  'parquet',
  'csv',
  'clusters-by-image',
  'clusters-by-cluster',
  'edits',
] as const;
/** A format of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** Any stage of a recipe. */
export type Stage = CleanStage | ClusterStage | SynthesizeStage | SelectStage | TrainStage | ExportStage;

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
