import type {
  ClusterLoss,
  Evaluation,
  RecipeChange,
  Spike,
  StepSamples,
  TrainingKey,
} from '../../../src/protocol/training.ts';
import { Latest } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import type { Trainings } from './trainings.ts';

const mostEvaluated = 64;
/** While a training goes on its spikes are not looked for more often: milliseconds. */
const patience = 2000;

/** What trainings saw: spikes, samples of steps, clusters; and what was evaluated. */
export class Samples extends Observable {
  readonly trainings: Trainings;
  spikes: readonly Spike[] = [];
  /** Null: none are chosen. */
  found: StepSamples | null = null;
  clusters: readonly ClusterLoss[] | null = null;
  /** Null: two runs are not shown, or their recipes cannot be read. */
  changes: readonly RecipeChange[] | null = null;
  evaluations: readonly Evaluation[] = [];
  readonly #question = new Latest();
  readonly #samples = new Latest();
  #of = '';
  #asked = -Infinity;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(trainings: Trainings) {
    super();
    this.trainings = trainings;
    trainings.follow(() => {
      void this.#follow();
    });
  }

  /** The two runs whose recipes are compared. */
  get pair(): readonly [TrainingKey, TrainingKey] | null {
    const [a, b] = this.trainings.chosen.filter(({ run }) => run !== null);
    return a === undefined || b === undefined ? null : [b.key, a.key];
  }

  /** Asks for everything again. */
  async ask(): Promise<void> {
    this.#of = '';
    await this.#follow();
    const { steps, cluster } = this.trainings.panel.kept;
    if (steps !== null) await this.showSteps(steps.from, steps.to, steps.key);
    else if (cluster !== null) await this.showCluster(cluster);
  }

  /** Shows the samples of steps. */
  async showSteps(from: number, to: number, key = this.trainings.focus?.training.key): Promise<void> {
    if (key === undefined) return;
    this.trainings.panel.keep({ steps: { key, from: Math.min(from, to), to: Math.max(from, to) }, cluster: null });
    await this.#show('training/samples', { key, from: Math.round(from), to: Math.round(to) });
  }

  /** Shows the samples of a cluster. */
  async showCluster(cluster: number): Promise<void> {
    const key = this.trainings.focus?.training.key;
    if (key === undefined) return;
    this.trainings.panel.keep({ steps: null, cluster });
    await this.#show('training/cluster', { key, cluster });
  }

  /** Compares evaluations with another group. */
  async compareWith(baseline: string): Promise<void> {
    this.trainings.panel.keep({ baseline });
    await this.#askEvaluations(this.#question.begin());
    this.changed();
  }

  async #show(...[method, ask]: Question): Promise<void> {
    const { panel } = this.trainings;
    const signal = this.#samples.begin();
    await panel.run(async () => {
      this.found = await (method === 'training/samples'
        ? panel.host.ask(method, ask, signal)
        : panel.host.ask(method, ask, signal));
      this.changed();
      if (this.found.kind === 'exact')
        await panel.host.ask('lead-grid', { filter: this.found.filter }, signal).catch(() => undefined);
    });
  }

  /** Asks again where what is shown has changed. */
  async #follow(): Promise<void> {
    const { focus, shown } = this.trainings;
    const versions = shown.map(({ training, answer }) => `${training.key} ${answer.entries} ${answer.state}`);
    const of = [focus?.training.key, ...versions, ...this.trainings.chosen.map(({ key }) => key)].join('\n');
    if (of === this.#of) return;
    const wait = this.#asked + patience - performance.now();
    const sameTrainings = of.replace(/ \d+ /gu, ' ') === this.#of.replace(/ \d+ /gu, ' ');
    if (sameTrainings && wait > 0) {
      clearTimeout(this.#later);
      this.#later = setTimeout(() => void this.#follow(), wait);
      return;
    }
    this.#asked = performance.now();
    this.#of = of;
    const signal = this.#question.begin();
    await this.trainings.panel.run(async () => {
      const { host } = this.trainings.panel;
      const key = focus?.training.key;
      this.spikes = key === undefined ? [] : await host.ask('training/spikes', { key, metric: 'loss' }, signal);
      this.clusters = key === undefined ? null : await host.ask('training/clusters', { key }, signal);
      const { pair } = this;
      this.changes = pair === null ? null : await host.ask('training/recipes', { a: pair[0], b: pair[1] }, signal);
      await this.#askEvaluations(signal);
    });
    this.changed();
  }

  async #askEvaluations(signal: AbortSignal): Promise<void> {
    const { panel, chosen, all } = this.trainings;
    // Repeated trainings are more than can be shown.
    const logs = all.filter(({ run }) => run === null);
    const keys = [...new Set([...chosen, ...logs].map(({ key }) => key))].slice(0, mostEvaluated);
    this.evaluations = await panel.host.ask('training/evaluations', { keys, baseline: panel.kept.baseline }, signal);
  }
}

type Question =
  | ['training/samples', { readonly key: TrainingKey; readonly from: number; readonly to: number }]
  | ['training/cluster', { readonly key: TrainingKey; readonly cluster: number }];
