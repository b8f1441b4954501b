import type { PanelEvents } from '../../../src/protocol/panels.ts';
import type {
  LabAsk,
  LabBound,
  LabDecision,
  LabMethods,
  LabSetting,
  LabSuggestion,
  LabValue,
  LabView,
} from '../../../src/protocol/lab.ts';
import { Latest, pause } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import type { Panel } from '../../shared/panel.ts';
import { isSame } from './values.ts';

/** What outlives the page. */
export interface KeptLab {
  readonly stage: string | null;
  /** Thresholds that differ from the recipe's, by stage. */
  readonly tried: Readonly<Record<string, readonly LabSetting[]>>;
  readonly order: 'nearest' | 'dataset';
}

/** What a lab is that was never shown. */
export const freshLab: KeptLab = { stage: null, tried: {}, order: 'nearest' };

/** What each operator would drop alone is asked for once a drag rests: milliseconds. */
const rest = 150;

/** The threshold lab: a stage, the thresholds that are tried, and what they do. */
export class Lab extends Observable {
  readonly panel: Panel<KeptLab>;
  view: LabView | null = null;
  decision: LabDecision | null = null;
  /** What operators would drop alone; empty while that is not known for the thresholds of now. */
  alone: ReadonlyMap<string, number> = new Map();
  /** A run goes on: what is shown is of the run before. */
  running = false;
  /** Thresholds were written, and the stage has not been run since. */
  written = false;
  #busy = false;
  #again = false;
  readonly #asked = new Latest();
  readonly #rests = new Latest();

  constructor(panel: Panel<KeptLab>) {
    super();
    this.panel = panel;
    panel.follow(() => {
      this.changed();
    });
  }

  begin(): void {
    this.panel.begin({
      ask: (what) => this.#ask(what),
      take: ({ stage }) => {
        if (stage !== undefined) this.panel.keep({ stage });
      },
      progress: (progress) => {
        this.#progress(progress);
      },
    });
  }

  /** The stage that can be tried, or null. */
  get stage(): string | null {
    const stage = this.view?.stage;
    return stage?.kind === 'clean' && stage.ran ? stage.name : null;
  }

  /** The thresholds that differ from the recipe's. */
  get settings(): readonly LabSetting[] {
    return this.stage === null ? [] : (this.panel.kept.tried[this.stage] ?? []);
  }

  /** What is shown is of thresholds that have changed since. */
  get busy(): boolean {
    return this.#busy;
  }

  get canWrite(): boolean {
    return !this.panel.start.readOnly && !this.panel.start.restricted;
  }

  /** How a threshold is set now. */
  valueSet(operator: string, bound: LabBound): LabValue {
    const { parameter, recipe } = bound;
    const set = this.settings.find((each) => each.operator === operator && each.parameter === parameter);
    return set?.value ?? recipe;
  }

  /** Where a threshold lies; null where that is not known (yet). */
  at(operator: string, parameter: string): number | null {
    const found = this.decision?.at.find((each) => each.operator === operator && each.parameter === parameter);
    return found?.at ?? null;
  }

  choose(stage: string): void {
    this.panel.keep({ stage });
    this.written = false;
    void this.panel.run(() => this.#ask(null));
  }

  set(operator: string, bound: LabBound, value: LabValue): void {
    const { parameter } = bound;
    const others = this.settings.filter((each) => each.operator !== operator || each.parameter !== parameter);
    this.#try(isSame(value, bound.recipe) ? others : [...others, { operator, parameter, value }]);
  }

  /** Back to the recipe's thresholds, or to those of the last run. */
  revert(to: 'recipe' | 'run'): void {
    this.#try(to === 'recipe' ? [] : this.settingsOfRun);
  }

  /** The thresholds of the last run that the recipe does not have any more. */
  get settingsOfRun(): readonly LabSetting[] {
    return (this.view?.operators ?? []).flatMap(({ name, statistics }) =>
      statistics
        .flatMap(({ bounds }) => bounds)
        .filter(({ recipe, run }) => !isSame(recipe, run))
        .map(({ parameter, run }) => ({ operator: name, parameter, value: run })),
    );
  }

  /** Writes the thresholds into the recipe. */
  write(): Promise<void> {
    return this.panel.run(async () => {
      const { stage } = this;
      if (stage === null) return;
      await this.panel.host.ask('write-thresholds', { stage, settings: this.settings });
      // They are the recipe's own once the engine has read it anew.
      this.written = true;
      this.changed();
    });
  }

  /** Runs the stage; thresholds that are tried are written before, because a run goes by the recipe. */
  async compute(): Promise<void> {
    const stage = this.view?.stage?.name;
    if (stage === undefined) return;
    if (this.settings.length > 0) await this.write();
    if (this.panel.failure === null)
      await this.panel.run(() => this.panel.host.ask('run-stage', { stage }).then(() => undefined));
  }

  order(order: KeptLab['order']): void {
    this.panel.keep({ order });
    void this.#decide();
  }

  /** Tags a sample, or takes the tag away where it has it. */
  tag(id: string, tags: readonly string[], tag: 'keep' | 'drop'): Promise<void> {
    const other = tag === 'keep' ? 'drop' : 'keep';
    const change = tags.includes(tag) ? { add: [], remove: [tag] } : { add: [tag], remove: [other] };
    return this.panel.run(() =>
      this.panel.host.ask('tags/change', { of: { ids: [id] }, ...change }).then(() => undefined),
    );
  }

  suggest(operator: string, parameter: string, target: number | null): Promise<readonly LabSuggestion[]> {
    return this.panel.host.ask('lab/suggest', { ...this.#now(), operator, parameter, target });
  }

  /** Why rows would not be kept at the thresholds of now. */
  why(rows: readonly number[]): Promise<LabMethods['lab/why']['answer']> {
    return this.panel.host.ask('lab/why', { ...this.#now(), rows });
  }

  async #ask(what: PanelEvents['changed']['what'] | null): Promise<void> {
    const people = what?.every((each) => each === 'tags') === true;
    if (!people) await this.#look();
    if (what?.includes('results') === true) this.written = false;
    await this.#decide();
  }

  async #look(): Promise<void> {
    const view = await this.panel.host.ask('lab/open', { stage: this.panel.kept.stage }, this.#asked.begin());
    if (view.stage?.name !== this.view?.stage?.name) this.decision = null;
    this.view = view;
    this.#dropStrange();
    this.changed();
  }

  /** Of what was tried stays what the recipe still has, and has otherwise. */
  #dropStrange(): void {
    const { view, settings, stage } = this;
    if (view === null || stage === null) return;
    const left = settings.filter(({ operator, parameter, value }) => {
      const found = view.operators.find(({ name }) => name === operator);
      const bound = found?.statistics.flatMap(({ bounds }) => bounds).find((each) => each.parameter === parameter);
      return bound !== undefined && !isSame(bound.recipe, value);
    });
    if (left.length < settings.length) this.panel.keep({ tried: { ...this.panel.kept.tried, [stage]: left } });
  }

  #progress(progress: PanelEvents['run-progress']): void {
    const running = progress !== null;
    if (running === this.running) return;
    this.running = running;
    this.changed();
  }

  #try(settings: readonly LabSetting[]): void {
    if (this.stage === null) return;
    this.written = false;
    this.panel.keep({ tried: { ...this.panel.kept.tried, [this.stage]: settings } });
    void this.#decide();
  }

  #now(): LabAsk {
    return { stage: this.stage ?? '', settings: this.settings };
  }

  /** One question at a time, and then the one for the thresholds as they are by then: a drag is followed, not chased. */
  async #decide(): Promise<void> {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    do {
      this.#again = false;
      await this.panel.run(() => this.#decideOnce());
    } while (this.#again);
    this.#busy = false;
    this.changed();
    void this.#whenAtRest();
  }

  async #decideOnce(): Promise<void> {
    if (this.stage === null) {
      this.decision = null;
      return;
    }
    this.alone = new Map();
    this.decision = await this.panel.host.ask('lab/decide', { ...this.#now(), order: this.panel.kept.order });
    this.changed();
  }

  async #whenAtRest(): Promise<void> {
    const signal = this.#rests.begin();
    if (this.stage === null) return;
    try {
      await pause(rest, signal);
      const alone = await this.panel.host.ask('lab/alone', this.#now(), signal);
      this.alone = new Map(alone.map(({ name, dropped }) => [name, dropped]));
      this.changed();
    } catch {
      // Told with the counts, or asked again after the next drag.
    }
  }
}
