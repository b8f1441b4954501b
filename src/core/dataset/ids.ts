/** Unique ids out of the ids that lines carry. */

/**
 * Gives every sample of a dataset its id, in order of lines. The first to carry an id has it as it is; a later one is
 * `<id>~<line>`; a sample without is `~<line>`. Should that be taken too, by a line that carries just this text, the
 * line number is added once more.
 */
export class IdAllocator {
  /** How many lines carried the id of an earlier one. */
  duplicates = 0;
  /** How many lines carried no id. */
  missing = 0;
  readonly #taken = new Set<string>();

  /** The id of the sample in this line; `own` is the id that the line carries, null for none. */
  allocate(own: string | null, line: number): string {
    let id = own ?? `~${line}`;
    if (own === null) this.missing++;
    if (this.#take(id)) return id;
    if (own !== null) this.duplicates++;
    do id += `~${line}`;
    while (!this.#take(id));
    return id;
  }

  #take(id: string): boolean {
    const before = this.#taken.size;
    return this.#taken.add(id).size > before;
  }
}
