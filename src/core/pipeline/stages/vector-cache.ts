/** Bytes of vectors that are remembered. */
const mostBytes = 1 << 26;

/** The vectors made last, by what they were made of; the oldest are forgotten. */
export class VectorCache<K> {
  readonly #vectors = new Map<K, Float32Array>();
  #bytes = 0;
  #made = 0;

  /** How many vectors were made. */
  get made(): number {
    return this.#made;
  }

  /** A vector that is remembered. */
  get(key: K): Float32Array | undefined {
    return this.#vectors.get(key);
  }

  /** Makes the vectors of items that have none yet, together, and remembers them. */
  async make<T>(
    items: ReadonlyMap<K, T>,
    embed: (items: readonly T[]) => Promise<Float32Array>,
  ): Promise<ReadonlyMap<K, Float32Array>> {
    const vectors = new Map<K, Float32Array>();
    if (items.size === 0) return vectors;
    const rows = rowsOf(await embed([...items.values()]), items.size);
    [...items.keys()].forEach((key, i) => {
      vectors.set(key, rows[i]!);
      this.#remember(key, rows[i]!);
    });
    this.#made += items.size;
    return vectors;
  }

  #remember(key: K, vector: Float32Array): void {
    this.#vectors.set(key, vector);
    this.#bytes += vector.byteLength;
    if (this.#bytes <= mostBytes) return;
    const [oldest, forgotten] = this.#vectors.entries().next().value!;
    this.#vectors.delete(oldest);
    this.#bytes -= forgotten.byteLength;
  }
}

/** A matrix's rows as vectors of their own. */
export function rowsOf(data: Float32Array, rows: number): Float32Array[] {
  const size = data.length / rows;
  return Array.from({ length: rows }, (_, i) => data.slice(i * size, (i + 1) * size));
}
