/** Whether a text was among the last ones: processes of one training print the same lines. */
const remembered = 64;

/** The last texts. */
export class RecentTexts {
  readonly #texts = new Set<string>();

  /** Adds a text. @returns whether it was there */
  add(text: string): boolean {
    if (this.#texts.has(text)) return true;
    this.#texts.add(text);
    if (this.#texts.size > remembered) this.#texts.delete(this.#texts.values().next().value!);
    return false;
  }

  /** Forgets all. */
  clear(): void {
    this.#texts.clear();
  }
}
