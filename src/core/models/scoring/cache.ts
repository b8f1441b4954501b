import type { Row } from './rows.ts';

/** Features of a picture or text, by the graph's name for them. */
export type Features = Readonly<Record<string, Row>>;

/** What an entry takes besides its numbers and its key, about. */
const overheadBytes = 200;

/** Features that were computed lately. Above its limit of bytes it forgets those that were not asked for longest. */
export class FeatureCache {
  readonly #entries = new Map<string, { readonly features: Features; readonly bytes: number }>();
  readonly #limit: number;
  #bytes = 0;

  /** @param limit Bytes of all features together. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Features | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.features;
  }

  set(key: string, features: Features): void {
    this.#forget(key);
    const numbers = Object.values(features).reduce((sum, { data }) => sum + data.byteLength, 0);
    const bytes = numbers + key.length * 2 + overheadBytes;
    this.#entries.set(key, { features, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.#limit) this.#forget(this.#entries.keys().next().value!);
  }

  #forget(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }
}
