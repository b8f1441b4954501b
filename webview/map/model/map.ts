import type { GridRow } from '../../../src/protocol/grid.ts';
import type { MapCluster, MapContents, MapMade, MapMethod, MapSpace, MapStep } from '../../../src/protocol/map.ts';
import type { PanelEvents } from '../../../src/protocol/panels.ts';
import { Latest } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import { concernsResults, Panel } from '../../shared/panel.ts';
import type { StripSamples } from '../../shared/strip.ts';
import { t } from '../../shared/words.ts';
import { bitsOf, rowsOf } from './bits.ts';
import { cloudOf, colorsOf, signOf, untilMade, type Sign } from './asks.ts';
import type { Cloud } from './cloud.ts';
import { fresh, scoreOf, type KeptMap, type MarkName, type SignName } from './kept.ts';
import type { Coloring } from './painting.ts';
import { Samples } from './samples.ts';

const unmarked: Readonly<Record<MarkName, readonly number[]>> = {
  ...{ nearest: [], farthest: [], between: [] },
  ...{ disagree: [], rare: [] },
};

type Made = Extract<MapMade, { state: 'made' }>;

/** Samples below the map. */
export interface ShownSamples {
  readonly heading: string;
  readonly samples: StripSamples;
}

/** The model of the page: what is shown, and what is asked for it. */
export class MapModel extends Observable {
  readonly panel = new Panel<KeptMap>(fresh);
  readonly samples = new Samples(this.panel.host);
  /** Null until it was asked for. */
  contents: MapContents | null = null;
  cloud: Cloud | null = null;
  /** What the cloud is of; another one while the next is made. */
  made: {
    readonly stage: string;
    readonly method: MapMethod;
    readonly laidOut: number | null;
    readonly lost: number;
  } | null = null;
  /** The points before, from which those of now come. */
  before: Cloud | null = null;
  coloring: Coloring | null = null;
  clusters: readonly MapCluster[] = [];
  marked = unmarked;
  /** What was found of each sign that was looked for. */
  signs: Readonly<Partial<Record<SignName, Sign>>> = {};
  /** What is being made; null: nothing. */
  making: { readonly step: MapStep; readonly share: number } | null = null;
  /** In Restricted Mode: nothing is stored of what is asked for. */
  untrusted = false;
  /** Points within a lasso; null: none was drawn. */
  chosen: Uint8Array | null = null;
  chosenCount = 0;
  /** A group that stands out while it is pointed at. */
  lit: string | null = null;
  shown: ShownSamples | null = null;
  /** The sample whose card stays. */
  pinned: GridRow | null = null;
  /** Said to those who do not see the map. */
  said = '';
  readonly #making = new Latest();
  readonly #coloring = new Latest();
  readonly #choosing = new Latest();
  readonly #near = new Latest();
  readonly #pairing = new Latest();

  /** Begins, once the page is there. */
  begin(): void {
    this.panel.begin({
      ask: (changed) => this.#ask(changed),
      take: ({ stage }) => {
        if (stage !== undefined) this.panel.keep({ stage });
      },
    });
    this.panel.follow(() => {
      this.changed();
    });
  }

  get kept(): KeptMap {
    return this.panel.kept;
  }

  /** The score whose means the table of clusters has. */
  get score(): string | null {
    return scoreOf(this.kept) ?? this.contents?.scores.at(-1) ?? null;
  }

  /** The space that is chosen. */
  get space(): MapSpace | null {
    return this.#space(this.kept.stage ?? '') ?? this.contents?.spaces.at(-1) ?? null;
  }

  /** Two spaces that can be compared: of pictures and of captions. */
  get pair(): readonly [MapSpace, MapSpace] | null {
    const spaces = this.contents?.spaces ?? [];
    const [image, text] = [spaces.findLast(({ of }) => of === 'image'), spaces.findLast(({ of }) => of === 'text')];
    return image === undefined || text === undefined ? null : [image, text];
  }

  /** Another space or way of laying out. */
  async choose(change: Partial<Pick<KeptMap, 'stage' | 'method'>>): Promise<void> {
    this.panel.keep(change);
    await this.panel.run(() => this.#load());
  }

  /** Another colouring. */
  async colorBy(by: KeptMap['by']): Promise<void> {
    this.panel.keep({ by, hidden: [] });
    await this.panel.run(() => this.#color());
  }

  /** Shows or hides a group. */
  toggle(name: string): void {
    const hidden = new Set(this.kept.hidden);
    if (!hidden.delete(name)) hidden.add(name);
    this.panel.keep({ hidden: [...hidden] });
  }

  /** Shows one group alone; the same again shows all. */
  isolate(name: string): void {
    const others = this.coloring!.groups.map((group) => group.name).filter((each) => each !== name);
    const isAlone = this.kept.hidden.length === others.length && !this.kept.hidden.includes(name);
    this.panel.keep({ hidden: isAlone ? [] : others });
  }

  /** Lets a group stand out; null: none does. */
  light(name: string | null): void {
    if (this.lit === name) return;
    this.lit = name;
    this.changed();
  }

  /** Marks of the selection, or of samples that disagree. */
  async mark(name: MarkName): Promise<void> {
    const on = !this.kept.marks.includes(name);
    this.panel.keep({ marks: on ? [...this.kept.marks, name] : this.kept.marks.filter((each) => each !== name) });
    if ((name === 'disagree' || name === 'rare') && on) await this.panel.run(() => this.#look(name));
  }

  /** Chooses points: they stand out, and their samples are shown below and in the grid. */
  async select(points: readonly number[]): Promise<void> {
    const { cloud } = this;
    if (cloud === null) return;
    const signal = this.#choosing.begin();
    if (points.length === 0) return this.clear();
    this.chosen = new Uint8Array(cloud.count);
    for (const point of points) this.chosen[point] = 1;
    this.chosenCount = points.length;
    this.changed();
    await this.panel.run(async () => {
      const { host } = this.panel;
      const rows = bitsOf(
        points.map((point) => cloud.rows[point]!),
        this.contents!.rows,
      );
      await host.ask('sets/put', { name: 'map', rows }, signal);
      const { result, total } = await host.ask('grid/open', { filter: 'set:map', orderBy: null }, signal);
      void host.ask('lead-grid', { filter: 'set:map' }).catch(() => undefined);
      this.shown = { heading: t('Selected on the map'), samples: { result, total, filter: 'set:map' } };
      this.said = t('{0} samples selected', total);
      this.changed();
    });
  }

  /** Chooses the points of some rows. */
  async selectRows(rows: Iterable<number>): Promise<void> {
    const points = [...rows].map((row) => this.cloud?.pointOf(row) ?? -1).filter((point) => point >= 0);
    await this.select(points);
  }

  /** Chooses the points of a group. */
  async selectGroup(number: number): Promise<void> {
    const points: number[] = [];
    this.coloring?.of.forEach((group, point) => group === number && points.push(point));
    await this.select(points);
  }

  /** Nothing is chosen, and nothing shown below. */
  clear(): void {
    this.#choosing.stop();
    this.#near.stop();
    this.chosen = null;
    this.chosenCount = 0;
    this.shown = null;
    this.pinned = null;
    this.said = t('Nothing is selected');
    this.changed();
  }

  /** The sample of a row, with the scores that its card shows. */
  sampleOf(row: number, signal?: AbortSignal): Promise<GridRow> {
    const key = scoreOf(this.kept);
    const scores = [...new Set([...(key === null ? [] : [key]), ...(this.contents?.scores ?? [])])].slice(0, 4);
    return this.samples.of(row, scores, signal);
  }

  /** Lets a sample's card stay, and shows its nearest neighbours; null: none stays. */
  async pin(row: GridRow | null): Promise<void> {
    this.pinned = row;
    this.changed();
    const { space } = this;
    if (row === null || space === null) return;
    await this.panel.run(async () => {
      const ask = { stage: space.stage, row: row.row };
      const samples = await this.panel.host.ask('map/near', ask, this.#near.begin());
      const heading = space.of === 'text' ? t('Captions nearest to it') : t('Pictures nearest to it');
      this.shown = { heading, samples };
      this.changed();
    });
  }

  /** Pins a row that may not be seen. */
  async pinRow(row: number): Promise<void> {
    await this.panel.run(async () => this.pin(await this.sampleOf(row)));
  }

  /** Ends the making of a map. */
  async stop(): Promise<void> {
    this.#making.stop();
    this.making = null;
    this.changed();
    await this.panel.run(() => this.panel.host.ask('map/stop', null).then(() => undefined));
  }

  async #ask(changed: PanelEvents['changed']['what'] | null): Promise<void> {
    const results = concernsResults(changed);
    if (!results && !changed?.some((what) => what === 'tags' || what === 'edits' || what === 'recipe')) return;
    this.contents = await this.panel.host.ask('map/open', null);
    this.samples.forget();
    if (results) {
      this.chosen = null;
      this.shown = null;
      this.signs = {};
      this.marked = unmarked;
      await this.#load();
      await this.#loadMarks();
    } else await this.#color();
    this.changed();
  }

  /** What is stored is shown at once; what is not yet made is preceded by a plane. */
  async #load(): Promise<void> {
    const { space } = this;
    const { method } = this.kept;
    this.untrusted = false;
    if (space === null) {
      this.cloud = null;
      this.changed();
      return;
    }
    const signal = this.#making.begin();
    const stored = await this.panel.host.ask('map/make', { stage: space.stage, method }, signal);
    if (stored.state === 'making' && method === 'umap' && this.made?.stage !== space.stage) {
      const plane = await this.#make(space, 'pca', signal);
      if (plane !== null) await this.#show(space, 'pca', plane, signal);
    }
    const map = stored.state === 'made' ? stored : await this.#make(space, method, signal);
    if (map !== null) await this.#show(space, method, map, signal);
  }

  /** A map, once it is made; null: it is not, and may not be. */
  async #make({ stage }: MapSpace, method: MapMethod, signal: AbortSignal): Promise<Made | null> {
    const found = await untilMade(
      () => this.panel.host.ask('map/make', { stage, method }, signal),
      (making) => this.#tell(making),
      signal,
    );
    this.untrusted = found.state === 'untrusted';
    this.changed();
    return found.state === 'made' ? found : null;
  }

  #tell(making: MapModel['making']): void {
    this.making = making;
    this.changed();
  }

  async #show({ stage }: MapSpace, method: MapMethod, made: Made, signal: AbortSignal): Promise<void> {
    const { host } = this.panel;
    const cloud = this.cloud?.map === made.map ? this.cloud : await cloudOf(host, made, signal);
    this.coloring = await colorsOf(host, cloud, this.kept.by, stage, signal);
    if (cloud !== this.cloud) this.#carryOver(cloud);
    this.made = { stage, method, laidOut: made.laidOut, lost: made.lost };
    this.changed();
    await this.#loadClusters(stage, signal);
    await this.samples.everything();
  }

  /** What was chosen among the points before is chosen among those of now. */
  #carryOver(cloud: Cloud): void {
    const { chosen, cloud: before } = this;
    this.before = before;
    this.cloud = cloud;
    if (chosen === null || before === null) return;
    this.chosen = Uint8Array.from(cloud.rows, (row) => chosen[before.pointOf(row)] ?? 0);
  }

  async #color(): Promise<void> {
    const { cloud, made } = this;
    if (cloud === null || made === null) return;
    const signal = this.#coloring.begin();
    this.coloring = await colorsOf(this.panel.host, cloud, this.kept.by, made.stage, signal);
    this.changed();
    await this.#loadClusters(made.stage, signal);
  }

  async #loadClusters(stage: string, signal: AbortSignal): Promise<void> {
    const score = this.score;
    this.clusters = await this.panel.host.ask('map/clusters', { stage, score }, signal);
    this.changed();
  }

  async #loadMarks(): Promise<void> {
    if (this.contents?.selection != null) {
      const { nearest, farthest, between } = await this.panel.host.ask('map/marks', null);
      this.marked = { ...this.marked, nearest: rowsOf(nearest), farthest: rowsOf(farthest), between: rowsOf(between) };
    }
    for (const name of ['disagree', 'rare'] as const) if (this.kept.marks.includes(name)) await this.#look(name);
  }

  /** Finds the samples whose pictures and captions do not go together, by a sign. */
  async #look(name: SignName): Promise<void> {
    if (this.pair === null) return;
    const stages = this.pair.map(({ stage }) => stage);
    const signal = (name === 'rare' ? this.#pairing : this.#making).begin();
    const found = await signOf(this.panel.host, name, stages, (making) => this.#tell(making), signal);
    if (found === null) return;
    this.signs = { ...this.signs, [name]: found };
    this.marked = { ...this.marked, [name]: rowsOf(found.rows) };
    const heading = name === 'rare' ? t('Rare pairs of clusters') : t('Picture and caption disagree');
    this.shown = { heading, samples: found.samples };
    this.changed();
  }

  #space(stage: string): MapSpace | undefined {
    return this.contents?.spaces.find((space) => space.stage === stage);
  }
}
