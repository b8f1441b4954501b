/** A picture in memory: 8 bits a channel, interleaved, rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 3: red, green, blue. 1: grey. */
  readonly channels: 1 | 3;
  /** Length = width × height × channels. */
  readonly data: Uint8Array;
}
