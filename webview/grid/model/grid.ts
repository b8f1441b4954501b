import type { Failure, Overview } from '../../../src/protocol/engine.ts';
import type { FilterProblem, GridQuestion, GridResult, GridRow } from '../../../src/protocol/grid.ts';
import type { FirstWindow, GridEvents, GridStart } from '../../../src/protocol/views.ts';
import type { FilterOwner } from '../../shared/filter-box.ts';
import { failureOf } from '../../shared/host.ts';
import { Latest } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import { t } from '../../shared/words.ts';
import { Banners } from './banners.ts';
import { Draft } from './draft.ts';
import { anchorIn, idsAt, meantIn, nobody, type Meant } from './new-places.ts';
import { Pressed } from './pressed.ts';
import { Replacing } from './replacing.ts';
import { Rows, type Pages } from './rows.ts';
import { ShownSample } from './sample.ts';
import { Selection } from './selection.ts';
import { Thumbnails } from '../../shared/thumbnails.ts';
import { ViewState, type Kept, type KeptSelection } from './view-state.ts';
import type { GridHost } from './wire.ts';

/** So long an overview waits while samples are still being read: milliseconds. */
const overviewLater = 1000;

/** A place that has to come into view. */
export interface Reveal {
  readonly place: number;
  /** As the first row, with so much of it above the view, 0 to 1; null: as near as it is. */
  readonly above: number | null;
}

/** What a new result shows first. */
interface Ahead {
  readonly place: number | null;
  readonly pages: Pages;
}

/** All that the page knows, and the questions that it asks. */
export class Grid extends Observable implements FilterOwner {
  readonly start: GridStart;
  readonly host: GridHost;
  readonly view: ViewState;
  readonly rows: Rows;
  readonly thumbnails: Thumbnails;
  readonly selection = new Selection();
  readonly draft: Draft;
  readonly sample: ShownSample;
  readonly replacing: Replacing;
  readonly banners: Banners;
  readonly pressed: Pressed;
  result: GridResult | null = null;
  problem: FilterProblem | null = null;
  overview: Overview | null = null;
  failure: Failure | null = null;
  loading = false;
  reveal: Reveal | null = null;
  readonly #question = new Latest();
  readonly #glance = new Latest();
  #again = false;
  /** What the shown result answers. */
  #shown: GridQuestion | null = null;
  /** The place of the sample in {@link Kept.focus}. */
  #focusAt = -1;
  #askedFirst = false;
  /** What was being written when the page went; null: nothing, or it is open again. */
  #left: Kept['draft'];
  #resuming: Promise<boolean> | null = null;

  constructor(host: GridHost, start: GridStart) {
    super();
    this.host = host;
    this.start = start;
    this.view = new ViewState(host, start);
    this.#left = this.view.kept.draft;
    this.rows = new Rows(host);
    this.thumbnails = new Thumbnails(host);
    this.draft = new Draft(host, this.rows, this.view);
    this.sample = new ShownSample(host);
    this.replacing = new Replacing(host);
    this.banners = new Banners(host);
    this.pressed = new Pressed(start.keys);
    this.#showLast();
    this.selection.follow(() => {
      this.#focusMoved();
    });
    this.rows.follow(() => {
      if (this.focused !== undefined && this.focused.id !== this.view.kept.focus) this.#focusMoved();
    });
    host.on('changed', (changed) => {
      this.#changed(changed);
    });
    host.on('filter', ({ filter }) => {
      this.askFilter(filter);
    });
    host.on('engine', (engine) => {
      this.#engine(engine);
    });
  }

  /** Asks for everything that the page begins with. */
  async begin(): Promise<void> {
    this.host.tell('ready', null);
    await this.#open(true);
  }

  /** The scores on the cards. */
  get scores(): readonly string[] {
    const first = this.overview?.scores.slice(0, 2).map(({ key }) => key);
    return this.view.kept.scores ?? first ?? this.view.seen?.scores ?? [];
  }

  get total(): number {
    return this.counted?.total ?? 0;
  }

  /** How many samples there are: as answered, or, before there is an answer, as they were seen last. */
  get counted(): Pick<GridResult, 'total' | 'of' | 'complete'> | null {
    if (this.result !== null) return this.result;
    const { seen } = this.view;
    return seen === null ? null : { total: seen.total, of: seen.of, complete: true };
  }

  get focused(): GridRow | undefined {
    return this.rows.at(this.selection.focus);
  }

  /** The sample in focus, also before its row is there. */
  async idInFocus(): Promise<string | null> {
    const { result } = this;
    const { focus } = this.selection;
    // A page that has just come into view again knows whom it had in focus before it has rows.
    const known = this.focused?.id ?? this.view.kept.focus;
    if (known !== null || result === null || focus < 0) return known;
    const ranges = [{ from: focus, to: focus + 1 }];
    return (await this.host.ask('grid/ids', { result: result.result, ranges }))[0] ?? null;
  }

  /** Another filter, order or choice of scores. */
  ask(change: Partial<Kept>): void {
    this.view.set(change);
    if ('filter' in change || 'orderBy' in change) {
      this.view.note({ anchor: null, focus: null, selected: null });
      this.view.noteSeen(null);
      void this.#open(false);
    } else if ('scores' in change) this.rows.rescore(this.scores);
  }

  get filter(): string {
    return this.view.kept.filter;
  }

  askFilter(filter: string): void {
    this.ask({ filter });
  }

  lookAround(): void {
    if (this.overview === null) void this.#glimpse();
  }

  /** Whether what is shown answers what is asked: else it stands only until the answer. */
  get isAnswered(): boolean {
    const { filter, orderBy } = this.view.kept;
    return JSON.stringify(this.#shown) === JSON.stringify({ filter, orderBy });
  }

  show(place: number): void {
    this.reveal = { place, above: null };
    this.changed();
  }

  /** Moves to a sample wherever it stands; says so where the filter leaves it out. */
  async goTo(id: string): Promise<boolean> {
    const { result } = this;
    if (result === null) return false;
    const place = await this.host.ask('grid/place', { result: result.result, id });
    if (this.result !== result) return this.goTo(id);
    if (place < 0) return false;
    this.selection.move(place, false);
    this.show(place);
    return true;
  }

  togglePanel(open = !this.view.kept.panel): void {
    this.view.set({ panel: open });
    this.#focusMoved();
    this.changed();
  }

  retry(): void {
    this.failure = null;
    this.rows.retry();
    void this.#open(true);
  }

  async #open(same: boolean): Promise<void> {
    const signal = this.#question.begin();
    this.loading = true;
    this.changed();
    try {
      const first = await this.#first(signal);
      const { filter, orderBy } = this.view.kept;
      const result = first?.result ?? (await this.host.ask('grid/open', { filter, orderBy }, signal));
      this.problem = result.problem;
      if (result.problem === null) await this.#take(result, same, signal, first);
      this.failure = null;
      void this.resume();
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) return;
      this.failure = failure;
    }
    this.loading = false;
    this.changed();
    if (this.#again) {
      this.#again = false;
      void this.#open(true);
    }
  }

  /** What was asked ahead of the page, where that is what it begins with. */
  async #first(signal: AbortSignal): Promise<FirstWindow | null> {
    const { filter, orderBy, anchor, focus } = this.view.kept;
    const isPlain = filter === '' && orderBy === null && anchor === null && focus === null && this.scores.length === 0;
    if (this.#askedFirst || !isPlain) return null;
    this.#askedFirst = true;
    const first = await this.host.ask('first', null, signal);
    this.#again ||= first?.changed === true;
    return first;
  }

  async #take(result: GridResult, same: boolean, signal: AbortSignal, first: FirstWindow | null): Promise<void> {
    const { scores } = this;
    const { anchor, filter, orderBy } = this.view.kept;
    const ahead = same ? this.#ahead(result, signal) : { place: 0, pages: new Map<number, never>() };
    const meant = same ? await meantIn(this, result, Promise.resolve(ahead), signal) : nobody;
    const { place, pages } = await ahead;
    if (place !== null && (this.counted === null || place !== anchor?.place))
      this.reveal = { place, above: anchor?.above ?? 0 };
    this.result = result;
    this.#shown = { filter, orderBy };
    this.rows.begin(result, scores, pages);
    this.#mean(meant, result);
    if (first !== null) {
      this.rows.take(first.rows);
      if (first.changed) this.thumbnails.remember(first.thumbnails);
      else this.thumbnails.take(first.thumbnails);
    }
    if (String(scores) !== String(this.scores)) this.rows.rescore(this.scores);
    this.replacing.over(result.result);
    // While samples are still being read there is little to say of them, and their pictures go first.
    if (result.complete) void this.#glimpse();
    else if (this.overview === null) setTimeout(() => void this.#glimpse(), overviewLater);
  }

  /** Where the first row in view stands in a new result, and the rows around it. */
  async #ahead(result: GridResult, signal: AbortSignal): Promise<Ahead> {
    const { anchor } = this.view.kept;
    const place = await anchorIn(this, result, signal);
    const moved = place === null || anchor === null ? 0 : place - anchor.place;
    return { place, pages: await this.rows.ahead(result, moved, this.scores, signal) };
  }

  /** The focus and the selection go with their samples. */
  #mean({ focus, id, selected, ids }: Meant, { result, total, of }: GridResult): void {
    if (selected === null) this.banners.say(t('The selection was cleared, for the samples may have changed.'));
    const ranges = selected ?? [];
    this.#focusAt = focus;
    this.view.note({ result, focus: id, selected: ranges.length === 0 ? null : { ranges, ids, total, of } });
    this.selection.stand(focus, ranges);
  }

  /** What was in view when the page was hidden, or its window reloaded: it stands until there is an answer. */
  #showLast(): void {
    const { seen, kept } = this.view;
    if (seen === null) return;
    this.rows.remember(seen.from, seen.rows, seen.total);
    this.thumbnails.remember(seen.thumbnails);
    this.selection.ranges = kept.selected?.ranges ?? [];
    if (kept.focus !== null) this.selection.focus = this.rows.placeOf(kept.focus);
    this.#focusAt = this.selection.focus;
    this.#shown = { filter: kept.filter, orderBy: kept.orderBy };
    if (kept.anchor !== null) this.reveal = { place: kept.anchor.place, above: kept.anchor.above };
  }

  async #glimpse(): Promise<void> {
    const before = this.scores;
    try {
      this.overview = await this.host.ask('overview', null, this.#glance.begin());
      if (String(before) !== String(this.scores)) this.rows.rescore(this.scores);
      this.changed();
    } catch {
      // The grid stands without it; the engine's own failures come with the rows.
    }
  }

  #changed({ what }: GridEvents['changed']): void {
    if (what.includes('dataset') && this.result?.complete !== false) this.thumbnails.refresh();
    if (this.loading && this.result !== null) this.#again = true;
    else void this.#open(true);
    this.sample.refresh();
  }

  #engine(engine: GridEvents['engine']): void {
    this.banners.tellEngine(engine);
    if (engine.state !== 'there') return;
    this.thumbnails.refresh();
    this.retry();
  }

  #focusMoved(): void {
    const { focus: place } = this.selection;
    const focus = this.focused?.id ?? (place === this.#focusAt ? this.view.kept.focus : null);
    this.#focusAt = place;
    if (this.counted !== null && this.isAnswered) this.view.note({ focus, selected: this.#selected(this.counted) });
    if (!this.view.kept.panel) this.sample.show(null, []);
    else if (focus !== null) this.sample.show(focus, this.scores);
  }

  #selected({ total, of }: Pick<GridResult, 'total' | 'of'>): KeptSelection | null {
    const { ranges } = this.selection;
    if (ranges.length === 0) return null;
    const { selected } = this.view.kept;
    const before = selected?.ranges === ranges ? selected.ids : null;
    return { ranges, ids: idsAt(this.rows, ranges) ?? before, total, of };
  }

  /** Opens the caption that was being written when the page went. False: that cannot be yet, and it is kept. */
  resume(): Promise<boolean> {
    if (this.#left === null) return Promise.resolve(true);
    if (this.result === null) return Promise.resolve(false);
    this.#resuming ??= this.#resume(this.#left).finally(() => {
      this.#resuming = null;
    });
    return this.#resuming;
  }

  async #resume({ id, text, seen }: NonNullable<Kept['draft']>): Promise<boolean> {
    try {
      const { row } = await this.host.ask('sample', { id, scores: [] });
      const found = await this.goTo(id);
      if (!found) this.view.set({ panel: true });
      if (!found) this.sample.show(id, this.scores);
      this.#left = null;
      return await this.draft.begin(row, found ? 'card' : 'panel', text, seen);
    } catch (error) {
      this.banners.fail(error);
      return false;
    }
  }
}
