/** What the engine asks a decoder process about a picture, and what comes back. Plain data: it crosses processes. */
import type { PictureNeed } from '../operators/operator.ts';

/** An operator that wants a picture measured; its parameters are complete and validated. */
export interface PictureTaker {
  readonly operator: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** One picture and all who want it: it is read and decoded once for them. */
export interface PictureRequest {
  /** Absolute. */
  readonly path: string;
  readonly takers: readonly PictureTaker[];
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
      /** Time in the decoder: to read and decode for all, then per taker. */
      readonly seconds: { readonly load: number; readonly takers: readonly number[] };
    }
  | { readonly ok: false; readonly reason: string };
