/** Only so many rows are timed: reading the clock for every operator and row would cost more than some operators do. */
const every = 8;

/** How long operators measured, by label; of texts estimated from every eighth row. */
export class Stopwatch {
  readonly #seconds = new Map<string, number>();

  /** Runs an operator's work on a row, timed or not. */
  row(label: string, index: number, work: () => void): void {
    if (index % every !== 0) {
      work();
      return;
    }
    const started = performance.now();
    work();
    this.add(label, (every * (performance.now() - started)) / 1000);
  }

  add(label: string, seconds: number): void {
    this.#seconds.set(label, this.of(label) + seconds);
  }

  of(label: string): number {
    return this.#seconds.get(label) ?? 0;
  }
}
