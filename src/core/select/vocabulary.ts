/** Counts terms over a stream of documents in bounded memory. */

/** Terms that are kept for vectors. */
const capacity = 20_000;
/** Terms counted at one time; above it the rare ones go (lossy counting, Manku and Motwani 2002). */
const counted = 250_000;
/** From so many documents on, a term has to stand in two: one that stands in a single document says nothing about others. */
const manyDocuments = 1000;

/** Document frequencies of terms. */
export class TermCounter {
  /** Documents seen. */
  documents = 0;
  readonly #counts = new Map<string, number>();
  #floor = 0;

  /** Counts a document's tokens, each term once. */
  add(tokens: readonly string[]): void {
    this.documents++;
    for (const term of new Set(tokens)) this.#counts.set(term, (this.#counts.get(term) ?? this.#floor) + 1);
    if (this.#counts.size > counted) this.#forgetRare();
  }

  /** The terms that stand in most documents, at most 20,000, most frequent first, equally frequent ones by code units; and in how many documents each stands. */
  vocabulary(): { terms: string[]; documents: number[] } {
    const least = this.documents < manyDocuments ? 1 : 2;
    const chosen = [...this.#counts]
      .filter(([, count]) => count >= least)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, capacity);
    return { terms: chosen.map(([term]) => term), documents: chosen.map(([, count]) => count) };
  }

  /** Forgets the rarest until half the room is free; a forgotten term that returns starts at the count it may have had. */
  #forgetRare(): void {
    while (this.#counts.size > counted / 2) {
      this.#floor++;
      for (const [term, count] of this.#counts) if (count <= this.#floor) this.#counts.delete(term);
    }
  }
}
