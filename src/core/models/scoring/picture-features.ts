/** Features of pictures: one pass through the tower for all who want them. */
import type { PictureInput } from '../picture-report.ts';
import type { ScorePicture } from './question.ts';
import type { Feature, Vision } from '../vision.ts';
import type { FeatureCache, Features } from './cache.ts';
import type { Meter } from './meter.ts';
import { chunks, split } from './rows.ts';

/** What one model sees in pictures that are flipped one way. */
export class PictureFeatures {
  readonly input: PictureInput;
  readonly #number: number;
  readonly #vision: Vision;
  readonly #wanted = new Set<Feature>();
  readonly #cache: FeatureCache;
  readonly #batch: number;
  readonly #meter: Meter;

  /** @param number Which of the scorer's inputs this is. */
  constructor(
    number: number,
    vision: Vision,
    flips: PictureInput['flips'],
    shared: { readonly cache: FeatureCache; readonly batch: number },
    meter: Meter,
  ) {
    this.input = { processor: vision.processor, flips };
    this.#number = number;
    this.#vision = vision;
    this.#cache = shared.cache;
    this.#batch = shared.batch;
    this.#meter = meter;
  }

  /**
   * Says before the first picture that a feature will be asked for.
   * @throws ProductError (model) where the graph does not make it
   */
  want(feature: Feature): void {
    this.#vision.demand(feature);
    this.#wanted.add(feature);
  }

  knows(key: string): boolean {
    return this.#cache.get(this.#cacheKey(key)) !== undefined;
  }

  /** The features of some pictures, by key. */
  async of(pictures: readonly ScorePicture[]): Promise<ReadonlyMap<string, Features>> {
    const found = new Map<string, Features>();
    const unknown = new Map<string, ScorePicture>();
    for (const picture of pictures) {
      const features = this.#cache.get(this.#cacheKey(picture.key));
      if (features === undefined) unknown.set(picture.key, picture);
      else found.set(picture.key, features);
    }
    for (const some of chunks([...unknown.values()], this.#batch)) {
      for (const [index, features] of (await this.#look(some)).entries()) {
        const { key } = some[index]!;
        found.set(key, features);
        this.#cache.set(this.#cacheKey(key), features);
      }
    }
    return found;
  }

  async #look(pictures: readonly ScorePicture[]): Promise<readonly Features[]> {
    const rasters = await Promise.all(pictures.map(async (picture) => picture.raster(this.#number)));
    const wanted = [...this.#wanted];
    const seen = await this.#meter.time(() => this.#vision.look(rasters, wanted));
    this.#meter.pictures += pictures.length;
    const columns = wanted.map((feature) => [feature, split(seen[feature])] as const);
    return pictures.map((_, row) => Object.fromEntries(columns.map(([feature, rows]) => [feature, rows[row]!])));
  }

  #cacheKey(key: string): string {
    return `picture ${this.#number} ${key}`;
  }
}
