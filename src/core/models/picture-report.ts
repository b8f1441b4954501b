/** What the engine asks a decoder process about a picture, and what comes back. Plain data: it crosses processes. */
import type { Raster } from '../../base/raster.ts';
import type { Kernel } from '../../base/resample.ts';
import type { PictureNeed } from '../operators/operator.ts';

/** An operator that wants a picture measured; its parameters are complete and validated. */
export interface PictureTaker {
  readonly operator: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * What a model does to a picture before it looks at it, in the words of Hugging Face's image processors
 * (`preprocessor_config.json`), in this order.
 */
export interface ImageProcessor {
  /** `shortestEdge` keeps the proportions. Null: the picture as it is. */
  readonly resize: { readonly width: number; readonly height: number } | { readonly shortestEdge: number } | null;
  readonly kernel: Kernel;
  /** Cut out of the middle; black where the picture is smaller. */
  readonly crop: { readonly width: number; readonly height: number } | null;
  /** What a level of 0 to 255 is multiplied with; null: not at all. */
  readonly rescale: number | null;
  /** By channel, after rescaling; null: not at all. */
  readonly normalize: { readonly mean: readonly number[]; readonly std: readonly number[] } | null;
}

/** A picture as a model wants it: mirrored (Pillow's `ImageOps.mirror` and `flip`) first, then processed. */
export interface PictureInput {
  readonly processor: ImageProcessor;
  readonly flips: { readonly horizontal: boolean; readonly vertical: boolean };
}

/**
 * A picture anew for others to look at: its proportions, no side longer than `longest`, none shorter than
 * `shortest`; where both cannot be, black is put around.
 */
export interface PictureEncoding {
  /** WebP is made fast, for people; what is left out is JPEG, made with care, for models. */
  readonly format?: 'webp';
  /** Pixels. */
  readonly shortest: number;
  /** Pixels, at least `shortest`. */
  readonly longest: number;
  /** Of the format, 1 to 100. */
  readonly quality: number;
}

/** One picture and all who want it: it is read and decoded once for them. */
export interface PictureRequest {
  /** Absolute; only a name where `bytes` are given. */
  readonly path: string;
  /** The file's content, where it lies on no disk. */
  readonly bytes?: Uint8Array;
  readonly takers: readonly PictureTaker[];
  /** What models want to see of it. */
  readonly inputs: readonly PictureInput[];
  /** What others want to see of it; null or left out: nothing. */
  readonly encode?: PictureEncoding | null;
  /** The most that any taker needs. `pixels` decodes even without takers: only what decodes is valid. */
  readonly need: PictureNeed;
}

/**
 * What is worth knowing of an accepted file. `truncated`: the file ends early and the rest is filled up.
 * `trailing`: other data follow the picture. `animated`: only the first frame counts. `oriented`: EXIF or XMP
 * turned or mirrored it. The first two are seen only where the whole file was read.
 */
export type PictureFlag = 'truncated' | 'trailing' | 'animated' | 'oriented';

/** A taker's answer: statistics by key, a hash, or why this taker alone has none. */
export type PictureResult = Readonly<Record<string, number>> | string | { readonly error: string };

/** What a decoder says of one picture. */
export type PictureReport =
  | {
      readonly ok: true;
      /** Size of the file. */
      readonly bytes: number;
      /** After orientation; 0 where only the file was asked for. */
      readonly width: number;
      readonly height: number;
      /** Of the very bytes that were decoded; null where the file was not read to its end. */
      readonly sha256: string | null;
      readonly decoded: boolean;
      readonly flags: readonly PictureFlag[];
      /** In the order of the request's takers. */
      readonly results: readonly PictureResult[];
      /** In the order of the request's inputs: resized and cropped, not yet rescaled; 8 bits, red, green, blue. */
      readonly inputs: readonly Raster[];
      /** The file that `encode` asked for. */
      readonly encoded: Uint8Array | null;
      /** Time in the decoder: to read and decode for all, per taker, per input. */
      readonly seconds: {
        readonly load: number;
        readonly takers: readonly number[];
        readonly inputs: readonly number[];
      };
    }
  | { readonly ok: false; readonly reason: string };
