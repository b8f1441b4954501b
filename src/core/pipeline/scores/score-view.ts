/** Distributions of scores over what a filter finds, brushed again and again. */
import type {
  Brush,
  Counted,
  ScoreDistribution,
  ScoreStage,
  ScoresBrushed,
  ScoresOpened,
  ScoreSummaries,
} from '../../../protocol/scores.ts';
import { memoisedWeakly } from '../../../base/memoised.ts';
import { outcomeGroups } from '../../../protocol/scores.ts';
import { measurementsOf, partOf, statisticsOf, type CompletedStage } from '../completed.ts';
import type { Columns } from '../grid/columns.ts';
import { readDecided } from '../grid/decided.ts';
import type { ResultRows } from '../grid/results.ts';
import { binned, type Binned } from './bins.ts';
import { Crossfilter, noGroup } from './crossfilter.ts';
import { summaryOf } from './summary.ts';
import { thresholdsOf } from './thresholds.ts';

/** What is looked at: the scores of a stage (null: all) over some rows (null: all). */
export interface ScoreChoice {
  readonly stage: string | null;
  readonly rows: ResultRows;
}

type Brushed = Omit<ScoresBrushed, 'result'>;

/** The columns of a choice. Holds bins and a few bytes per row; the values are those of the grid. */
export class ScoreView {
  readonly opened: Omit<ScoresOpened, 'view' | 'problem'>;
  readonly #scores: ReadonlyMap<string, Binned>;
  readonly #group: Uint8Array;
  readonly #crossfilter: Crossfilter;

  private constructor(
    opened: ScoreView['opened'],
    scores: ReadonlyMap<string, Binned>,
    group: Uint8Array,
    crossfilter: Crossfilter,
  ) {
    this.opened = opened;
    this.#scores = scores;
    this.#group = group;
    this.#crossfilter = crossfilter;
  }

  /** Reads what is missing of the scores. A stage that measured nothing is none. */
  static async open(columns: Columns, { stage: wanted, rows }: ScoreChoice): Promise<ScoreView> {
    const { flow, session } = columns;
    const measured = flow.completed.filter((one) => measurementsOf(one).length > 0);
    const stage = measured.find(({ name }) => name === wanted) ?? null;
    const keys = statisticsOf(stage === null ? flow.completed : [stage]);
    const scores = new Map<string, Binned>();
    for (const key of keys) scores.set(key, binsOnce(await columns.numbers(key)));
    const decides = stage !== null && decided(stage);
    const { outcome } = decides ? await readDecided(session, { ...flow, completed: [stage] }) : await columns.decided();
    const group = within(outcome, rows);
    const crossfilter = new Crossfilter(scores, group, outcomeGroups.length);
    const all = crossfilter.rows();
    const thresholds = thresholdsOf(session, flow, stage?.name ?? null);
    const distribution = (key: string): ScoreDistribution => {
      const { values, bins, whole } = scores.get(key)!;
      return {
        ...{ key, bins, whole, list: columns.lists.has(key), counts: base64Of(crossfilter.counts(key)) },
        summary: rows === null ? wholeSummary(values) : summaryOf(taken(values, all)),
        thresholds: thresholds.get(key) ?? [],
      };
    };
    const opened = {
      stages: measured.map((one): ScoreStage => ({ name: one.name, kind: one.report.kind, decides: decided(one) })),
      stage: stage?.name ?? null,
      decidedBy: decides ? stage.name : null,
      of: flow.rows,
      total: all.length,
      groups: [...crossfilter.groups()],
      scores: keys.map(distribution),
    };
    return new ScoreView(opened, scores, group, crossfilter);
  }

  /** What lies within these brushes. One on a score that is not looked at means nothing. */
  brush(brushes: readonly Brush[], plot: { readonly x: string; readonly y: string } | null): Brushed {
    const crossfilter = this.#crossfilter;
    crossfilter.brush(brushes.filter(({ key }) => this.#scores.has(key)));
    const plotted = plot !== null && this.#scores.has(plot.x) && this.#scores.has(plot.y);
    const counts = [...this.#scores.keys()].map((key) => [key, base64Of(crossfilter.counts(key))]);
    return {
      groups: [...crossfilter.groups()],
      total: crossfilter.total,
      counts: Object.fromEntries(counts) as Record<string, Counted>,
      plot: !plotted ? null : base64Of(crossfilter.plot(plot.x, plot.y)),
    };
  }

  /** The rows within what was brushed last, in order. */
  rows(): Int32Array {
    return this.#crossfilter.rows();
  }

  /** Two scores against each other, whatever is brushed; of one that is not looked at nothing. */
  plot(x: string, y: string): Counted {
    return this.#scores.has(x) && this.#scores.has(y) ? base64Of(this.#crossfilter.wholePlot(x, y)) : '';
  }

  /** Sums up a score: of what the filter finds, and of what is brushed now. */
  summaries(key: string): ScoreSummaries {
    const { values } = this.#scores.get(key)!;
    const all = this.opened.scores.find((score) => score.key === key)!.summary;
    const rows = this.rows();
    const groups = outcomeGroups.map((_, group) => summaryOf(taken(values, rows, (row) => this.#group[row] === group)));
    return { key, all, brushed: rows.length === this.opened.total ? all : summaryOf(taken(values, rows)), groups };
  }
}

/** A stage `measure` keeps all that it can measure: that is no decision. */
function decided(stage: CompletedStage): boolean {
  return stage.kind !== 'measure' && partOf(stage, 'decisions') !== undefined;
}

/** Of all values: kept as long as the grid keeps them, because a panel is opened again whenever something has changed. */
const binsOnce = memoisedWeakly(binned);
const wholeSummary = memoisedWeakly(summaryOf);

/** The values of some rows. */
function taken(values: Float64Array, rows: Int32Array, fits: (row: number) => boolean = () => true): Float64Array {
  const some = new Float64Array(rows.length);
  let found = 0;
  for (let i = 0; i < rows.length; i++) if (fits(rows[i]!)) some[found++] = values[rows[i]!]!;
  return some.subarray(0, found);
}

/** The outcomes of some rows; the others are of no group. */
function within(outcome: Uint8Array, rows: ResultRows): Uint8Array {
  if (rows === null) return outcome;
  const group = new Uint8Array(outcome.length).fill(noGroup);
  for (const row of rows) group[row] = outcome[row]!;
  return group;
}

function base64Of(counts: Uint32Array): Counted {
  return Buffer.from(counts.buffer, counts.byteOffset, counts.byteLength).toString('base64');
}
