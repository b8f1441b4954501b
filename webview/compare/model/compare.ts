import type { ComparableStage, Comparison, SampleSet } from '../../../src/protocol/compare.ts';
import { Latest } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import { concernsResults, Panel } from '../../shared/panel.ts';
import type { StripSamples } from '../../shared/strip.ts';

/** What is kept of the page: the two sides by their names, and whose samples are shown. */
export interface KeptCompare {
  readonly a: string | null;
  readonly b: string | null;
  /** The filter of the samples that the strip shows. */
  readonly shown: string | null;
}

/** All that the page knows. */
export class CompareModel extends Observable {
  readonly panel = new Panel<KeptCompare>({ a: null, b: null, shown: null });
  stages: readonly ComparableStage[] | null = null;
  comparison: Comparison | null = null;
  /** Null: the two sides have not been compared yet. */
  samples: StripSamples | null = null;
  comparing = false;
  readonly #question = new Latest();
  readonly #showing = new Latest();

  /** Asks for everything that the page begins with. */
  begin(): void {
    this.panel.begin({
      ask: (changed) => (concernsResults(changed) ? this.#ask() : this.#showAgain()),
      take: ({ runs }) => {
        const [a = null, b = null] = runs ?? [];
        if (a !== null) this.panel.keep({ a, b, shown: null });
      },
    });
  }

  /** The stages whose parts are still there. */
  get comparable(): readonly ComparableStage[] {
    return (this.stages ?? []).filter(({ there }) => there);
  }

  /** Compares two sides; one that is null is chosen: the newest, and the one of the run before. */
  async choose(a: string | null, b: string | null): Promise<void> {
    this.panel.keep({ a, b, shown: null });
    await this.#compare();
  }

  /** Shows samples in the strip. */
  async show({ filter }: Pick<SampleSet, 'filter'>): Promise<void> {
    const signal = this.#showing.begin();
    this.panel.keep({ shown: filter });
    const { result, total } = await this.panel.host.ask('grid/open', { filter, orderBy: null }, signal);
    this.samples = { result, total, filter };
    this.changed();
  }

  async #ask(): Promise<void> {
    this.stages = await this.panel.host.ask('compare/stages', null, this.#question.begin());
    this.changed();
    await this.#compare();
  }

  /** Tags and captions of what is shown may have changed; the runs are what they were. */
  async #showAgain(): Promise<void> {
    const { shown } = this.panel.kept;
    if (shown !== null) await this.show({ filter: shown });
  }

  async #compare(): Promise<void> {
    const [a, b] = this.#sides();
    if (a === null || b === null) return;
    this.comparing = true;
    this.changed();
    try {
      this.comparison = await this.panel.host.ask('compare/open', { a, b }, this.#question.begin());
    } finally {
      this.comparing = false;
      this.changed();
    }
    this.panel.keep({ a, b });
    const { onlyA, onlyB, both } = this.comparison;
    const { shown } = this.panel.kept;
    const usual = [onlyA, onlyB, both].find(({ samples }) => samples > 0) ?? both;
    await this.show({ filter: shown ?? usual.filter });
  }

  /** A run's number stands for its last stage. */
  #sides(): [string | null, string | null] {
    const { a, b } = this.panel.kept;
    const there = this.comparable;
    const named = (name: string | null): ComparableStage | undefined =>
      there.find((stage) => stage.name === name || String(stage.run) === name);
    const newest = named(b) ?? there.find((stage) => stage !== named(a));
    const older = named(a) ?? this.#before(newest) ?? there.find((stage) => stage !== newest);
    return [older?.name ?? null, newest?.name ?? null];
  }

  /** The same stage of a run before; else the last one of the run before. */
  #before(stage: ComparableStage | undefined): ComparableStage | undefined {
    if (stage === undefined) return undefined;
    const before = this.comparable.filter(({ run }) => run < stage.run);
    return before.find((other) => other.stage === stage.stage) ?? before[0];
  }
}
