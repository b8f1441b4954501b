/** Single samples as people look at them: their history, and all captions of their pictures. */
import type { Json } from './records.ts';

/** A sample's whole way: where it comes from, what every stage measured, changed and decided, and what people did. */
export interface SampleHistory {
  readonly sample: Readonly<Record<string, Json>>;
  /** Of a sample that a model wrote: who, asked how, and the how-many-th caption of its answer it is. */
  readonly written: {
    readonly stage: string;
    readonly model: string;
    readonly prompt: string | null;
    readonly n: number;
  } | null;
  readonly stages: readonly StageOfSample[];
  readonly edits: readonly { readonly caption: string; readonly at: string }[];
  readonly tags: readonly string[];
}

/** What one stage did with a sample. */
export interface StageOfSample {
  readonly stage: string;
  readonly kind: string;
  readonly outcome: string;
  readonly operator: string | null;
  readonly reason: string | null;
  /** The text that it left, where it changed it. */
  readonly text: string | null;
  /** What its operators measured. */
  readonly scores: readonly { readonly operator: string; readonly key: string; readonly value: Json }[];
  /** What its operators noticed. */
  readonly flags: readonly string[];
  readonly cluster: { readonly cluster: number; readonly distance: number } | null;
  readonly times: number | null;
  /** Of a synthesize stage: the samples that were made of its answer, and why there are none; null for other stages. */
  readonly captions: { readonly ids: readonly string[]; readonly why: string | null } | null;
}

/** A caption of a picture, or an answer that is none. */
export interface PictureCaption {
  /** Of the sample that has it; null: no sample came of it. */
  readonly id: string | null;
  /** The present caption; of an answer that is none its text, where one came. */
  readonly caption: string | null;
  /** The caption that the sample was born with, where edits or stages changed it. */
  readonly before: string | null;
  readonly origin: 'source' | 'synthesized';
  /** A person wrote it. */
  readonly edited: boolean;
  readonly images: readonly string[];
  /** Of a model's answer: the sample that it was asked about, the stage that asked, the model, the prompt's SHA-256. */
  readonly parent: string | null;
  readonly stage: string | null;
  readonly model: string | null;
  readonly prompt: string | null;
  /** Where its sample stands: kept, dropped or failed; null before any run. Of an answer that is none: why. */
  readonly outcome: string | null;
  /** Who decided last, see the view `decisions`; of an answer that is none the reason alone. */
  readonly decided: { readonly stage: string; readonly operator: string | null; readonly reason: string | null } | null;
  /** How often the selection takes it; null where there was none. */
  readonly times: number | null;
  /** Statistics of the present text by key. */
  readonly scores: Readonly<Record<string, Json>>;
}

/** The captions of a picture. */
export interface PictureCaptions {
  /** The pictures of the sample that was asked for. */
  readonly images: readonly string[];
  /** Originals first, in dataset order, then created ones, then answers that are none. */
  readonly captions: readonly PictureCaption[];
}
