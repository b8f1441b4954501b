import type { Overview } from '../../../src/protocol/engine.ts';
import type { FilterProblem } from '../../../src/protocol/grid.ts';
import type { PanelSubject } from '../../../src/protocol/panels.ts';
import type {
  Brush,
  CaptionStyle,
  PhrasePlace,
  ScoreDistribution,
  ScoresBrushed,
  ScoresOpened,
  ScoreSummaries,
} from '../../../src/protocol/scores.ts';
import type { FilterOwner } from '../../shared/filter-box.ts';
import { Latest, pause } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import type { Panel } from '../../shared/panel.ts';
import type { StripSamples } from '../../shared/strip.ts';
import { filterOf } from './brush.ts';
import { countsOf, type Counts } from './counted.ts';

/** The parts of the panel. */
export const tabs = ['charts', 'table', 'style'] as const;
/** One of them. */
export type Tab = (typeof tabs)[number];

/** What outlives the page. */
export interface KeptScores {
  readonly stage: string | null;
  readonly filter: string;
  readonly tab: Tab;
  readonly brushes: readonly Brush[];
  /** Counts on a logarithmic axis. */
  readonly log: boolean;
  /** Marks the mean and three sigma around it. */
  readonly sigma: boolean;
  readonly plot: { readonly x: string; readonly y: string } | null;
  readonly sort: { readonly column: string; readonly descending: boolean };
}

/** What is kept of a page that was never shown. */
export const freshScores: KeptScores = {
  ...{ stage: null, filter: '', tab: 'charts', brushes: [], log: false, sigma: false, plot: null },
  sort: { column: '', descending: false },
};

/** Summaries are asked for once nothing was brushed for so many milliseconds. */
const quiet = 250;
/** A brush rests that nobody has moved for so many milliseconds. */
const rests = 200;
const similarity = 'image_text_similarity';
const matching = 'image_text_matching_score';

/** What the page shows: distributions, what is brushed of them, and the style of captions. */
export class ScoresModel extends Observable implements FilterOwner {
  readonly panel: Panel<KeptScores>;
  opened: ScoresOpened | null = null;
  brushed: ScoresBrushed | null = null;
  /** The pair that is plotted, of all samples. */
  whole: Counts | null = null;
  /** The same, of what is brushed. */
  plotted: Counts | null = null;
  /** What the strip shows: of what is brushed now, or while a grid follows of what was brushed when it rested last. */
  samples: StripSamples | null = null;
  overview: Overview | null = null;
  /** By score, of what is brushed. */
  counts: ReadonlyMap<string, Counts> = new Map();
  summaries: readonly ScoreSummaries[] | null = null;
  style: CaptionStyle | null = null;
  /** A question that takes long is asked. */
  busy = false;
  readonly #opening = new Latest();
  readonly #styling = new Latest();
  readonly #summing = new Latest();
  readonly #glance = new Latest();
  #asking = false;
  #again = false;
  #leading = false;
  #leadAgain = false;
  #led = false;
  /** What {@link whole} is of. */
  #wholeOf = '';
  readonly #showing = new Latest();

  constructor(panel: Panel<KeptScores>) {
    super();
    this.panel = panel;
  }

  get kept(): KeptScores {
    return this.panel.kept;
  }

  get filter(): string {
    return this.kept.filter;
  }

  get problem(): FilterProblem | null {
    return this.opened?.problem ?? null;
  }

  askFilter(filter: string): void {
    this.choose({ filter });
  }

  /** The box does with what was known, or without; what the engine fails at is told with the charts. */
  lookAround(): void {
    const asked = this.panel.host.ask('overview', null, this.#glance.begin());
    void asked.then(
      (overview) => {
        this.overview = overview;
        this.changed();
      },
      () => undefined,
    );
  }

  /** The filter that finds in the grid what is brushed. */
  get brushedFilter(): string {
    return filterOf(this.kept.filter, this.brushes);
  }

  /** Those on scores that are looked at. */
  get brushes(): readonly Brush[] {
    return this.kept.brushes.filter(({ key }) => this.score(key) !== undefined);
  }

  /** The two scores that are plotted against each other; null: there are no two. */
  get plot(): { readonly x: ScoreDistribution; readonly y: ScoreDistribution } | null {
    const scores = this.opened?.scores ?? [];
    const chosen = this.kept.plot;
    const x = this.score(chosen?.x ?? similarity) ?? scores[0];
    const y = [this.score(chosen?.y ?? matching), ...scores].find((score) => score !== undefined && score !== x);
    return x === undefined || y === undefined ? null : { x, y };
  }

  score(key: string): ScoreDistribution | undefined {
    return this.opened?.scores.find((score) => score.key === key);
  }

  brushOf(key: string): Brush | null {
    return this.kept.brushes.find((brush) => brush.key === key) ?? null;
  }

  begin(): void {
    const { panel } = this;
    panel.begin({
      ask: (changed) => (this.#concerns(changed) ? this.load() : Promise.resolve()),
      take: (subject) => {
        this.#take(subject);
      },
    });
  }

  /** Asks for everything that is shown. */
  async load(): Promise<void> {
    const signal = this.#opening.begin();
    this.busy = true;
    this.changed();
    try {
      const { stage, filter } = this.kept;
      this.opened = await this.panel.host.ask('scores/open', { stage, filter }, signal);
      this.summaries = null;
      this.style = null;
      await this.#brush();
    } finally {
      if (!signal.aborted) this.busy = false;
      this.changed();
    }
    this.#askMore();
  }

  /** Another stage, filter or tab. */
  choose(change: Partial<Pick<KeptScores, 'stage' | 'filter' | 'tab'>>): void {
    this.panel.keep(change);
    if (change.tab !== undefined) {
      this.changed();
      this.#askMore();
    } else {
      void this.panel.run(() => this.load());
      if (change.filter !== undefined) this.#lead();
    }
  }

  /** How it is shown. */
  show(change: Partial<Pick<KeptScores, 'log' | 'sigma' | 'sort'>>): void {
    this.panel.keep(change);
    this.changed();
  }

  plotOf(x: string, y: string): void {
    this.panel.keep({ plot: { x, y } });
    this.#brushSoon();
  }

  /** Sets or (null) clears the brushes of some scores. */
  brush(changes: Readonly<Record<string, Brush | null>>): void {
    const others = this.kept.brushes.filter(({ key }) => !(key in changes));
    this.panel.keep({ brushes: [...others, ...Object.values(changes).filter((brush) => brush !== null)] });
    this.changed();
    this.#brushSoon();
    this.#lead();
  }

  clear(): void {
    this.panel.keep({ brushes: [] });
    this.changed();
    this.#brushSoon();
    this.#lead();
  }

  showInGrid(filter: string): void {
    void this.panel.run(async () => void (await this.panel.host.ask('show-samples', { filter })));
  }

  /** Shows the captions that have a phrase. */
  showPhrase(text: string, place: PhrasePlace): void {
    void this.panel.run(async () => {
      const found = await this.panel.host.ask('scores/phrase', { filter: this.kept.filter, text, place });
      await this.panel.host.ask('show-samples', { filter: found.filter });
    });
  }

  /** Tags change nothing here, unless the filter asks for them. */
  #concerns(changed: readonly string[] | null): boolean {
    return changed === null || changed.some((what) => what !== 'tags') || /tag/iu.test(this.kept.filter);
  }

  /** A panel that is opened on nothing new stays as it was. */
  #take(subject: PanelSubject): void {
    if (Object.keys(subject).length === 0) return;
    const { stage = this.kept.stage, filter = this.kept.filter } = subject;
    this.panel.keep({ stage, filter, brushes: [] });
  }

  /** One question at a time; what changes meanwhile is one more when it is answered. */
  #brushSoon(): void {
    this.#again = true;
    if (this.#asking) return;
    void this.panel.run(async () => {
      while (this.#again) await this.#brush();
      this.#askMore();
    });
  }

  async #brush(): Promise<void> {
    const { opened, plot } = this;
    this.#again = false;
    if (opened === null) return;
    this.#asking = true;
    this.#summing.stop();
    this.#showing.stop();
    try {
      const pair = plot === null ? null : { x: plot.x.key, y: plot.y.key };
      const ask = { view: opened.view, brushes: this.brushes, plot: pair };
      const [brushed] = await Promise.all([this.panel.host.ask('scores/brush', ask), this.#askWhole(opened, pair)]);
      if (opened !== this.opened) return;
      const before = this.brushed;
      this.brushed = brushed;
      void this.panel.run(() => this.#show(brushed));
      this.#read(brushed, before);
      this.changed();
    } finally {
      this.#asking = false;
    }
  }

  /** Counts that are as they were stay the same object: what shows them need not be drawn again. */
  #read(brushed: ScoresBrushed, before: ScoresBrushed | null): void {
    const counts = Object.entries(brushed.counts).map(([key, counted]): [string, Counts] => {
      const known = before?.counts[key] === counted ? this.counts.get(key) : undefined;
      return [key, known ?? countsOf(counted)];
    });
    this.counts = new Map(counts);
    if (brushed.plot !== before?.plot) this.plotted = brushed.plot === null ? null : countsOf(brushed.plot);
  }

  /** Once for a pair: brushes change nothing of it. */
  async #askWhole({ view }: ScoresOpened, pair: { readonly x: string; readonly y: string } | null): Promise<void> {
    const of = JSON.stringify([view, pair]);
    if (of === this.#wholeOf || pair === null) return;
    this.whole = countsOf(await this.panel.host.ask('scores/plot', { view, ...pair }));
    this.#wholeOf = of;
  }

  /** A grid that follows shows the samples at once: those of the strip then wait until the brush rests. */
  async #show({ result, total }: ScoresBrushed): Promise<void> {
    const signal = this.#showing.begin();
    const samples = { result, total, filter: this.brushedFilter };
    if (this.#led && this.samples !== null) await pause(rests, signal);
    this.samples = samples;
    this.changed();
  }

  /** What only some tabs show, and takes longer. */
  #askMore(): void {
    const { tab, filter } = this.kept;
    if (tab === 'table') void this.panel.run(() => this.#sum());
    if (tab === 'style' && this.style === null) {
      void this.panel.run(async () => {
        const signal = this.#styling.begin();
        this.style = await this.panel.host.ask('scores/style', { filter }, signal);
        this.changed();
      });
    }
  }

  async #sum(): Promise<void> {
    const { opened } = this;
    if (opened === null) return;
    const signal = this.#summing.begin();
    await pause(quiet, signal);
    this.summaries = await this.panel.host.ask('scores/summaries', { view: opened.view }, signal);
    this.changed();
  }

  /** A grid that can be seen follows, as fast as it can. */
  #lead(): void {
    this.#leadAgain = true;
    if (!this.#leading) void this.#leadNow();
  }

  async #leadNow(): Promise<void> {
    this.#leading = true;
    while (this.#leadAgain) {
      this.#leadAgain = false;
      const answer = await this.panel.host.ask('lead-grid', { filter: this.brushedFilter }).catch(() => null);
      this.#led = answer?.led === true;
    }
    this.#leading = false;
  }
}
