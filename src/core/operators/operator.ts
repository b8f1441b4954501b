/**
 * The contract of an operator. An operator measures first and decides later: what it measures is stored
 * for every row, dropped ones too, and decisions are replayed from the stored values alone.
 *
 * An operator is pure: it sees no file, store or model. Pictures reach it as a {@link Picture} inside a
 * decoder process, text as a {@link SampleView}.
 */
import type { z } from 'zod';
import type { Raster } from '../../base/raster.ts';
import type { Json } from '../../protocol/records.ts';

/** Special tokens of a dataset: the image token and the end-of-chunk token as they stand in its text. */
export interface SpecialTokens {
  readonly image: string;
  /** Empty: the whole text is one chunk. */
  readonly eoc: string;
}

/** One sample at an operator's place in the recipe. */
export interface SampleView {
  readonly id: string;
  /** The present text with its special tokens, as Data-Juicer's operators see it. */
  readonly text: string;
  /** Picture paths as the line writes them, repeats included. */
  readonly images: readonly string[];
  readonly tokens: SpecialTokens;
  /**
   * A field of the sample's JSON line by dotted path (`meta.source`); undefined where it is missing.
   * `text` gives the present text. A stats key (`__dj__stats__.num_words`) is answered by the store, not here.
   */
  field(path: string): Json | undefined;
}

/** One picture inside a decoder process. Width and height are those after EXIF orientation, as Pillow's `exif_transpose` gives them. */
export interface Picture {
  /** Size of the file in bytes. */
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** 8-bit RGB pixels as `Image.open(path).convert('RGB')` of the reference has them; decoded once, on first use. */
  rgb(): Promise<Raster>;
}

/** How much of a picture file a measurement needs. */
export type PictureNeed = 'file' | 'header' | 'pixels';

/** Costs in the order in which neighbouring filters run: text first, models last. */
export const costs = ['text', 'header', 'pixels', 'model'] as const;
/** One of them. */
export type Cost = (typeof costs)[number];

/** A regular expression of a user, run in linear time. */
export interface Pattern {
  test(text: string): boolean;
  /** How many matches `replace` would replace. */
  count(text: string): number;
  /** Replaces every match as Python's `re.sub` does, `\1` and `\g<name>` in `replacement` included. */
  replace(text: string, replacement: string): string;
}

/** What an operator may use besides its own code; passed in so that operators stay pure. */
export interface Tools {
  /** Compiles a user's Python-style pattern for a linear-time engine. Throws {@link PatternError} with a sentence for the user. */
  compile(pattern: string): Pattern;
}

/** A pattern that cannot be compiled: look-around, back-references or plain bad syntax. */
export class PatternError extends Error {}

/** Values of one key for one sample: one number for a text statistic, one per picture or chunk for a list. */
export type Values = readonly number[];

/** One statistic that a filter measures. */
export interface Statistic {
  /** Data-Juicer's stats key, and the column of the view `scores`; ours where Data-Juicer has none. */
  readonly key: string;
  /**
   * `sample`: one number per sample. `picture`: a list, as a rule with a value per picture; an empty one keeps the
   * sample. `chunk`: measured and stored per chunk of text and picture of it; the parameter `reduce_mode` then makes a
   * value per chunk.
   */
  readonly per: 'sample' | 'picture' | 'chunk';
  /** Not a statistic of Data-Juicer's and not shown in `scores`: a field's value, a yes or no. */
  readonly hidden?: true;
  /** The parameters that bound it; absent where that side is open. */
  readonly min?: string;
  readonly max?: string;
  /** Which values rank first; absent: the lowest of a statistic that only an upper bound limits, else the highest. */
  readonly better?: 'low' | 'high';
  /** What a bound means as a number where recipes write it otherwise: `1TB`. */
  readonly readBound?: (written: string) => number;
  /** A fixed lower bound where no parameter bounds it: .5 for a yes (1) or no (0), so that open and closed ends agree. */
  readonly atLeast?: number;
  /** NaN may be measured: there is nothing to compare, and the sample is dropped, by a reversed range too. */
  readonly mayBeNaN?: true;
}

interface OperatorBase<P> {
  /** Data-Juicer's name, which is also the file's (with dashes), the recipe key, the test's and the manual page's. */
  readonly name: string;
  readonly from: 'data-juicer' | 'better-synth';
  /** One sentence for completion, hover and the manual. */
  readonly summary: string;
  /** Strict object; every parameter with default and `.describe()`. Parameters common to all operators are added by the recipe. */
  readonly parameters: z.ZodObject & z.ZodType<P>;
  /** Deliberate differences to Data-Juicer, a sentence each, for the manual page. */
  readonly differences?: readonly string[];
}

/** Measures statistics; keeps what lies within bounds. The decision itself is generic, see `pipeline/decide`. */
export interface Filter<P> extends OperatorBase<P> {
  readonly kind: 'filter';
  readonly cost: Cost;
  /** Raised when the measured values change for the same input; part of the score key. */
  readonly version: number;
  readonly statistics: readonly Statistic[];
  /** Names of the parameters that change what is measured; the others only decide. Part of the score key. */
  readonly measuredBy: readonly (keyof P & string)[];
  /** Picture filters fold over pictures by the parameter `any_or_all`. Unique: a path listed twice has one value. */
  readonly pictures?: 'listed' | 'unique';
  /** Looks at other fields of the line than `text` and `images`. */
  readonly readsFields?: true;
  /** Of a text filter: values by statistics key. */
  readonly measureText?: (
    parameters: P,
    tools: Tools,
  ) => (sample: SampleView) => Readonly<Record<string, number | Values>>;
  /** Of a picture filter: what one picture has, by statistics key; runs in a decoder process. */
  readonly measurePicture?: PictureMeasure<P, Readonly<Record<string, number>>>;
  /** Of a filter that asks a model: what, and how its answer becomes the value of its one statistic. */
  readonly askModel?: ModelQuestion<P>;
}

/** What a model can be asked. */
export type ModelTask = 'similarity' | 'matching' | 'classification' | 'aesthetics' | 'picture-similarity';

/** How a filter asks a model; the engine loads it, batches the questions and never asks the same thing twice. */
export interface ModelQuestion<P> {
  readonly task: ModelTask;
  /** The parameter that names the model; its weights, not its name, are part of the score key. */
  readonly model: keyof P & string;
  /** `picture`: about each picture. `chunk`: about each chunk of text with each of its pictures. `pair`: about the two pictures of a sample. */
  readonly about: 'picture' | 'chunk' | 'pair';
  /** From what the model says (see `models/scorer.ts`) to the value. */
  readonly value: (answer: Float32Array, parameters: P) => number;
  /** What `value` depends on besides the answer; part of the score key. */
  readonly variant?: (parameters: P) => Json;
}

/** A measurement of one picture. */
export interface PictureMeasure<P, R> {
  readonly needs: PictureNeed;
  readonly measure: (parameters: P) => (picture: Picture) => R | Promise<R>;
}

/** Changes the text. Applied to every row that enters the stage; the result is the row's present text. */
export interface Mapper<P> extends OperatorBase<P> {
  readonly kind: 'mapper';
  readonly version: number;
  readonly map: (parameters: P, tools: Tools) => (text: string) => string;
  /** A sentence when this text needs what we do not do (for example to be decoded again), else null. */
  readonly suspect?: (parameters: P) => (text: string) => string | null;
}

/** Fingerprints of survivors, in dataset order, and what decides who stays. */
export interface DuplicateQuestion {
  /** Empty: never a duplicate. */
  readonly fingerprints: readonly string[];
  /** Equal fingerprints have equal numbers, from 0 on; -1 for an empty one. Where they are given, `fingerprints` may be empty. */
  readonly groups?: Int32Array;
  /** Of `keep_by`, higher values for better samples: the higher stays, ties by dataset order; null where the first stays. NaN counts as lowest. */
  readonly rank: Float64Array | null;
}

/** Drops all but one of each group of equal, or near, samples. */
export interface Deduplicator<P> extends OperatorBase<P> {
  readonly kind: 'deduplicator';
  readonly version: number;
  readonly measuredBy: readonly (keyof P & string)[];
  /** Fingerprint from the text alone, or put together with the pictures' (unique paths, in order of first listing). */
  readonly fingerprint: (parameters: P) => (sample: SampleView, pictures: readonly string[]) => string;
  /** Whether pictures are needed at all under these parameters, and their hash: hexadecimal. */
  readonly measurePicture?: PictureMeasure<P, string>;
  /** All that counts is whether fingerprints are equal: `representatives` is then asked with `groups`. */
  readonly byEquality?: true;
  /** The stats key of `keep_by`, if it asks for one. */
  readonly rankBy?: (parameters: P) => string | null;
  /** For each question row the index of the row that stands for it (its own index: it is kept). */
  readonly representatives: (question: DuplicateQuestion, parameters: P) => Int32Array;
}

/** A field's value as a selector sees it: lists of numbers are averaged before; null is missing and sorts last. */
export type FieldValue = number | string | null;

/** Chooses among survivors, as a whole. */
export interface Selector<P> extends OperatorBase<P> {
  readonly kind: 'selector';
  readonly version: number;
  /** Dotted path of the field that it reads (`__dj__stats__.x` for a statistic), or null. */
  readonly field: (parameters: P) => string | null;
  /** Indices of the survivors that stay, in any order. `values` is empty where no field is read. */
  readonly select: (count: number, values: readonly FieldValue[], parameters: P) => readonly number[];
}

/** Any operator, its parameters' type forgotten. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- parameters are validated by the operator's own schema before any call
export type Operator = Filter<any> | Mapper<any> | Deduplicator<any> | Selector<any>;

/* Definition helpers: they only carry the parameters' type from the schema to the functions. */
/* eslint-disable jsdoc/require-jsdoc */
type Parameters<S extends z.ZodObject> = z.output<S>;
export function defineFilter<S extends z.ZodObject>(
  filter: Filter<Parameters<S>> & { readonly parameters: S },
): Filter<Parameters<S>> {
  return filter;
}
export function defineMapper<S extends z.ZodObject>(
  mapper: Mapper<Parameters<S>> & { readonly parameters: S },
): Mapper<Parameters<S>> {
  return mapper;
}
export function defineDeduplicator<S extends z.ZodObject>(
  deduplicator: Deduplicator<Parameters<S>> & { readonly parameters: S },
): Deduplicator<Parameters<S>> {
  return deduplicator;
}
export function defineSelector<S extends z.ZodObject>(
  selector: Selector<Parameters<S>> & { readonly parameters: S },
): Selector<Parameters<S>> {
  return selector;
}
