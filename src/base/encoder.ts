/** A drawn picture: 8 bits a channel, interleaved, rows from the top; 4 channels: the last is alpha, not premultiplied. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  /** Length = width × height × channels. */
  readonly data: Uint8Array;
}

/** How a picture is written to a file. */
export interface EncodeOptions {
  readonly format: 'jpeg' | 'png' | 'webp';
  /** 1 to 100; a PNG has none. */
  readonly quality: number;
  /** The EXIF orientation tag, 1 to 8: how a viewer has to turn what is stored. */
  readonly exifOrientation?: number;
}

/** Turns a picture into the bytes of an image file. */
export type Encode = (drawing: Drawing, options: EncodeOptions) => Promise<Uint8Array>;
