/** Something that changes, and tells who follows it. */
export class Observable {
  readonly #followers = new Set<() => void>();

  /** Returns the end of it. */
  follow(follower: () => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  protected changed(): void {
    for (const follower of [...this.#followers]) follower();
  }
}
