import type { Training, TrainingKey } from '../../../src/protocol/training.ts';
import { Latest } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import type { Panel } from '../../shared/panel.ts';
import { shownTraining, type ShownTraining } from './curve-data.ts';
import { mostShown, type Kept } from './kept.ts';
import { inOrder, isUsual } from './names.ts';

/** Logs that grow are looked at so often: milliseconds. */
const tailEvery = 500;
const mostMetrics = 24;

/** The trainings, which of them are shown, and their curves. */
export class Trainings extends Observable {
  readonly panel: Panel<Kept>;
  all: readonly Training[] = [];
  /** Runs, or their stages, that the panel was opened on and does not show yet. */
  wanted: string[] = [];
  /** How many points a curve gets: as many as the page can show. */
  points = 1600;
  #shown = new Map<TrainingKey, ShownTraining>();
  readonly #question = new Latest();
  #tailing = false;
  #asking: Promise<void> = Promise.resolve();

  constructor(panel: Panel<Kept>) {
    super();
    this.panel = panel;
    panel.follow(() => {
      this.changed();
    });
  }

  /** Asks for all of it anew. */
  async ask(): Promise<void> {
    // The editor tells the engine which logs may be read: also one that was started anew.
    await this.panel.host.ask('known-logs', null);
    this.all = await this.panel.host.ask('training/list', null);
    this.#showWanted();
    await this.askCurves(true);
    this.#tail();
  }

  /** Shows what the panel was opened on, once it is known which trainings there are. */
  #showWanted(): void {
    const names = this.wanted.splice(0);
    const wanted = this.all.filter(
      ({ run }) => run !== null && (names.includes(String(run.n)) || names.includes(`${run.n}-${run.stage}`)),
    );
    if (wanted.length > 0) this.panel.keep({ chosen: wanted.map(({ key }) => key).slice(-mostShown) });
  }

  /** The trainings that are shown, in the order of the list. */
  get chosen(): readonly Training[] {
    const { chosen } = this.panel.kept;
    const known = this.all.filter(({ key }) => chosen?.includes(key));
    return (known.length > 0 || chosen?.length === 0 ? known : this.all.slice(0, 1)).slice(0, mostShown);
  }

  /** Those of them whose curves are there. */
  get shown(): readonly ShownTraining[] {
    return this.chosen.flatMap(({ key }) => this.#shown.get(key) ?? []);
  }

  /** The one that steps are chosen in. */
  get focus(): ShownTraining | null {
    return this.shown.find(({ training }) => training.key === this.panel.kept.focus) ?? this.shown[0] ?? null;
  }

  /** All metrics of what is shown, and those of them that have a chart. */
  get metrics(): { readonly all: readonly string[]; readonly charts: readonly string[] } {
    const all = inOrder(this.shown.flatMap(({ answer }) => answer.metrics));
    const { more } = this.panel.kept;
    return { all, charts: all.filter((metric) => isUsual(metric) || more.includes(metric)).slice(0, mostMetrics) };
  }

  /** Shows these trainings. */
  async choose(keys: readonly TrainingKey[]): Promise<void> {
    this.panel.keep({ chosen: keys.slice(-mostShown) });
    await this.askCurves(false);
  }

  /** Changes how curves are shown. */
  async set(change: Partial<Kept>): Promise<void> {
    const { axis } = this.panel.kept;
    const range = change.axis === undefined || change.axis === axis ? {} : { range: null };
    this.panel.keep({ ...change, ...range });
    await this.askCurves(false);
  }

  /** Opens logs, or forgets one. */
  async logs(change: { readonly dropped: readonly string[] } | { readonly forget: string }): Promise<void> {
    const { host, kept } = this.panel;
    const before = new Set(this.all.map(({ key }) => key));
    if ('forget' in change) await host.ask('forget-log', { path: change.forget });
    else await host.ask('choose-log', change);
    this.all = await host.ask('training/list', null);
    const opened = this.all.map(({ key }) => key).filter((key) => !before.has(key));
    const shown = this.chosen.map(({ key }) => key);
    if (opened.length > 0)
      this.panel.keep({ chosen: [...(kept.chosen === null ? [] : shown), ...opened].slice(-mostShown) });
    await this.askCurves(false);
  }

  /** A run goes on: it may have come to its training, or ended it. */
  async progressed(): Promise<void> {
    const before = this.all.map(({ key, state }) => `${key} ${state}`).join('\n');
    this.all = await this.panel.host.ask('training/list', null);
    if (this.all.map(({ key, state }) => `${key} ${state}`).join('\n') !== before) await this.askCurves(false);
  }

  /** Asks for the curves of what is shown. @param anew also where nothing seems to have changed */
  async askCurves(anew: boolean): Promise<void> {
    const signal = this.#question.begin();
    const asked = Promise.all(this.chosen.map((training) => this.#askOne(training, anew, signal)));
    this.#asking = asked.then(
      () => undefined,
      () => undefined,
    );
    await asked;
    const first = this.shown.some(({ answer, curves }) =>
      answer.metrics.some((metric) => isUsual(metric) && !curves.has(metric)),
    );
    // Only an answer tells which metrics there are.
    if (first && !signal.aborted)
      await Promise.all(this.chosen.map((training) => this.#askOne(training, false, signal)));
    this.changed();
  }

  async #askOne(training: Training, anew: boolean, signal: AbortSignal): Promise<void> {
    const { axis, range, smoothing } = this.panel.kept;
    const before = this.#shown.get(training.key);
    const { charts } = this.metrics;
    const metrics = charts.length === 0 ? ['loss', 'learning_rate', 'grad_norm', 'steps_per_second'] : charts;
    const known = anew ? null : (before?.answer.version ?? null);
    const ask = { key: training.key, metrics, axis, range, smoothing, points: this.points, known };
    const answer = await this.panel.host.ask('training/curves', ask, signal);
    if (answer === null) return;
    this.#shown.set(training.key, shownTraining(training, answer));
    this.changed();
  }

  /** Looks at what is shown again and again, while somebody can see it. */
  #tail(): void {
    if (this.#tailing) return;
    this.#tailing = true;
    setInterval(() => {
      if (document.visibilityState !== 'visible' || this.panel.engine.state === 'gone') return;
      void this.#asking.then(() => this.#lookAgain());
    }, tailEvery);
  }

  async #lookAgain(): Promise<void> {
    const live = this.shown.filter(({ answer }) => answer.state === 'running' || answer.read < answer.size);
    const still = this.shown.filter(({ training }) => training.run === null);
    const looked = [...new Set([...live, ...still].map(({ training }) => training))];
    if (looked.length === 0) return;
    const signal = new AbortController().signal;
    await Promise.all(looked.map((training) => this.#askOne(training, false, signal))).catch(() => undefined);
  }
}
