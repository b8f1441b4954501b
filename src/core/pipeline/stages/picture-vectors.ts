import type { Raster } from '../../../base/raster.ts';
import type { PictureEncoder } from '../../models/picture-encoder.ts';
import { contentHash } from '../measure/measurement.ts';
import type { PictureDesk, PictureWant } from '../measure/picture-desk.ts';
import type { EmbeddingMemory } from './embedding-memory.ts';
import { VectorCache } from './vector-cache.ts';

/** So many pictures are decoded before the model looks at them: what waits in memory is that much. */
const decodedTogether = 32;

/** A picture's vector with its content key. */
export interface PictureVector {
  readonly key: string;
  readonly vector: Float32Array;
}

type Known = ReadonlyMap<string, Float32Array>;
type Looked = { readonly key: string; readonly raster: Raster } | string;

/** Hash of the contents that a vector is made of: the pictures of a sample, by their keys, in the order listed. */
export function contentOfPictures(keys: readonly string[]): bigint {
  return contentHash(keys.join('\0'));
}

/** Vectors of single pictures: those that are known, and new ones; each picture is decoded and embedded once. */
export class PictureVectors {
  readonly #encoder: PictureEncoder;
  readonly #desk: PictureDesk;
  readonly #memory: EmbeddingMemory | null;
  readonly #cache = new VectorCache<string>();
  readonly #want: PictureWant;

  constructor(encoder: PictureEncoder, desk: PictureDesk, memory: EmbeddingMemory | null) {
    this.#encoder = encoder;
    this.#desk = desk;
    this.#memory = memory;
    this.#want = { name: 'embedding', need: 'pixels', asks: { input: encoder.input }, spent: () => undefined };
  }

  /** How many pictures the model has looked at. */
  get made(): number {
    return this.#cache.made;
  }

  /** By path the vector, or why there is none. @param row of the sample that asks */
  async of(paths: readonly string[], row: number): Promise<ReadonlyMap<string, PictureVector | string>> {
    const answers = new Map<string, PictureVector | string>();
    for (let from = 0; from < paths.length; from += decodedTogether)
      await this.#embed(paths.slice(from, from + decodedTogether), row, answers);
    return answers;
  }

  async #embed(paths: readonly string[], row: number, answers: Map<string, PictureVector | string>): Promise<void> {
    this.#desk.beginBatch();
    const keys = await Promise.all(paths.map((path) => this.#keyOf(path)));
    const known = await this.#known(
      keys.flatMap((key) => key ?? []),
      row,
    );
    const looked = new Map<string, Looked>();
    const look = async (path: string, i: number): Promise<void> => {
      const vector = known.get(keys[i] ?? '');
      if (vector === undefined) looked.set(path, await this.#look(path));
      else answers.set(path, { key: keys[i]!, vector });
    };
    await Promise.all(paths.map(look));
    const vectors = await this.#make(
      [...looked.values()].filter((one) => typeof one !== 'string'),
      row,
    );
    for (const [path, one] of looked)
      answers.set(path, typeof one === 'string' ? one : { key: one.key, vector: vectors.get(one.key)! });
  }

  /** The content key of a picture, as far as it is known; null where there is no such file. */
  async #keyOf(path: string): Promise<string | null> {
    const found = await this.#desk.find(path);
    return found.ok ? found.key! : null;
  }

  async #look(path: string): Promise<Looked> {
    const found = await this.#desk.find(path);
    if (!found.ok) return found.reason;
    const sight = await this.#desk.see(path, found, [this.#want]);
    if (!sight.ok) return sight.reason;
    // The look may have taught us the hash of the bytes.
    return { key: (await this.#keyOf(path)) ?? found.key!, raster: sight.rasters.get(this.#want.name)! };
  }

  /** Vectors by content key: bytes that are known under another path are not embedded again. */
  async #make(looked: readonly Exclude<Looked, string>[], row: number): Promise<Known> {
    const rasters = new Map(looked.map(({ key, raster }) => [key, raster]));
    const known = await this.#known([...rasters.keys()], row);
    for (const key of known.keys()) rasters.delete(key);
    const made = await this.#cache.make(rasters, (some) => this.#encoder.embed(some));
    return new Map([...known, ...made]);
  }

  async #known(keys: readonly string[], row: number): Promise<Known> {
    const known = new Map<string, Float32Array>();
    const asked: string[] = [];
    for (const key of keys) {
      const vector = this.#cache.get(key);
      if (vector === undefined) asked.push(key);
      else known.set(key, vector);
    }
    if (this.#memory === null) return known;
    const recalled = await this.#memory.recall(asked.map((key) => ({ row, content: contentOfPictures([key]) })));
    recalled.forEach((vector, i) => vector !== null && known.set(asked[i]!, vector));
    return known;
  }
}
