/** A clean stage in the lab: read once, then decided at other thresholds as often as somebody drags one. */
import type { LabOperator, LabSetting, LabSuggestion, LabUnknown } from '../../../protocol/lab.ts';
import { memoised } from '../../../base/memoised.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import type { CleanStage, OperatorUse } from '../../recipe/recipe.ts';
import { findRun } from '../../store/state/runs.ts';
import { decideStage, dropsAlone, states, type StageDecision } from '../decide/decide.ts';
import { runOrder } from '../decide/order.ts';
import { readStage, withSettings, type StoredStage } from '../decide-at.ts';
import { readBeside, type Session } from '../session.ts';
import { flipsOf, nearest, type Flips } from './flips.ts';
import { decidesOtherwise, marginOf, spreadOf, waysOf, type Scale } from './margins.ts';
import { boundedStatistics, columnOf, operatorsOf } from './operators.ts';
import { suggestionsFor, type SuggestFor } from './suggest.ts';
import { thresholdsAt, type ThresholdAt } from './thresholds.ts';
import { unknownsOf } from './unknowns.ts';

/** A stage decided at thresholds that are tried. */
export interface Tried {
  readonly process: readonly OperatorUse[];
  readonly decision: StageDecision;
  readonly at: readonly ThresholdAt[];
  readonly unknowns: readonly LabUnknown[];
  /** Samples kept for their tag alone. */
  readonly wonBack: number;
  /** Indices into {@link Lab.rows}. */
  readonly flips: Flips;
}

/** See the top of this file. Right as long as neither results, edits, tags nor the recipe change. */
export class Lab {
  readonly name: string;
  /** The run whose scores these are. */
  readonly run: number;
  /** Counted when they are first asked for. */
  readonly operators: () => readonly LabOperator[];
  /** The rows of the dataset behind the indices. */
  readonly rows: Int32Array;
  readonly keptByRun: number;
  readonly keptByRecipe: number;
  readonly #session: Session;
  readonly #stored: StoredStage;
  readonly #ran: readonly OperatorUse[];
  #last: { readonly key: string; readonly tried: Tried } | null = null;
  /** What operators drop as the only ones, by what they decide by: a drag changes one of them. */
  readonly #alone = new Map<string, number>();

  private constructor(session: Session, stored: StoredStage) {
    this.#session = session;
    this.#stored = stored;
    const places = session.loaded?.places;
    this.#ran = processThen(session, stored) ?? stored.question.process;
    this.name = stored.name;
    this.run = stored.run;
    this.rows = stored.question.rows;
    const counted = memoised(() =>
      operatorsOf(stored, this.#ran, (label, parameter) => places?.spelled(stored.name, label, parameter) === true),
    );
    this.operators = () => counted('all');
    this.keptByRun = stored.kept.reduce((sum, kept) => sum + kept, 0);
    this.keptByRecipe = this.try([]).decision.counts.kept;
  }

  /** Reads a clean stage as it was run last. @throws ProductError `usage` where it was not, or has errors */
  static async read(session: Session, stage: string): Promise<Lab> {
    return new Lab(session, await readStage(session, stage));
  }

  /** Decides. The last answer is kept. @throws ProductError `usage` where a threshold is wrong */
  try(settings: readonly LabSetting[]): Tried {
    const key = JSON.stringify(settings);
    if (this.#last?.key === key) return this.#last.tried;
    const process = this.#process(settings);
    const decision = decideStage({ ...this.#stored.question, process });
    const tried: Tried = {
      process,
      decision,
      at: thresholdsAt(process, decision.operators),
      unknowns: unknownsOf(this.#stored, decision),
      wonBack: wonBack(decision),
      flips: flipsOf(this.#stored.kept, decision.outcome),
    };
    this.#last = { key, tried };
    return tried;
  }

  /** What each operator would drop as the only one. */
  alone(settings: readonly LabSetting[]): { name: string; dropped: number }[] {
    const { process } = this.try(settings);
    const question = { ...this.#stored.question, process };
    return runOrder(process).map((use) => {
      const key = `${use.label} ${waysOf(use)}`;
      const dropped = this.#alone.get(key) ?? dropsAlone(use, question);
      this.#alone.set(key, dropped);
      return { name: use.label, dropped };
    });
  }

  /** See `suggestionsFor`. */
  suggest(settings: readonly LabSetting[], ask: SuggestFor): LabSuggestion[] {
    return suggestionsFor(this.#stored, this.try(settings).process, ask);
  }

  /** The first of the samples that flip, those first that lie nearest to the thresholds that make them. */
  nearest({ process, decision, at, flips }: Tried, which: keyof Flips, most: number): Int32Array {
    const changed = process.filter((use) =>
      decidesOtherwise(
        use,
        this.#ran.find(({ label }) => label === use.label),
      ),
    );
    const scales = new Map(process.map((use) => [use.label, this.#scalesOf(use, at)]));
    const all = changed.flatMap((use) => scales.get(use.label)!);
    const own = decision.operators.map(({ name }) => scales.get(name) ?? []);
    const scalesOf = (row: number): readonly Scale[] => (which === 'in' ? all : (own[decision.by[row]!] ?? []));
    return nearest(flips[which], (row) => marginOf(scalesOf(row), row), most);
  }

  /** Why rows of the dataset would not be kept; null for those that would, and for those that do not enter the stage. */
  async why(settings: readonly LabSetting[], rows: readonly number[]) {
    const { decision } = this.try(settings);
    const places = rows.map((row) => placeOf(this.rows, row));
    const stands = places.map((place) => (place === -1 ? -1 : decision.standsFor(place)));
    const names = await this.#stored.idsOf(stands.filter((place) => place !== -1));
    let named = 0;
    return places.map((place, i) => {
      const twin = stands[i] === -1 ? undefined : names[named++];
      if (place === -1 || decision.outcome[place] === states.kept) return null;
      const operator = decision.operators[decision.by[place]!]?.name ?? '';
      const reason = twin === undefined ? decision.reason(place) : `duplicate of ${twin}`;
      return { operator, reason: reason ?? 'no score' };
    });
  }

  #process(settings: readonly LabSetting[]): CleanStage['process'] {
    if (settings.length === 0) return this.#stored.question.process;
    return withSettings(this.#session, this.name, settings).stage.process;
  }

  #scalesOf(use: OperatorUse, at: readonly ThresholdAt[]): Scale[] {
    return boundedStatistics(use).map(({ key }) => {
      const column = columnOf(this.#stored, use, key);
      const thresholds = at.filter((each) => each.operator === use.label && each.key === key);
      return { column, at: thresholds.flatMap((each) => each.at ?? []), unit: spreadOf(column) };
    });
  }
}

/** The operators of a stage as they were when it was run; null where that cannot be told any more. */
function processThen(session: Session, { run, name }: StoredStage): CleanStage['process'] | null {
  const then = findRun(session.state, run)?.recipe;
  if (then === undefined || session.loaded === null) return null;
  const { recipe } = parseRecipe({ text: then, file: 'recipe.yaml' }, { read: readBeside(session.loaded.path) });
  const stage = recipe?.stages.find((each) => each.name === name);
  return stage?.kind === 'clean' ? stage.process : null;
}

/** The first operator stands for tags where there are any; nobody else keeps a row with its name on it. */
function wonBack({ outcome, by }: StageDecision): number {
  let won = 0;
  for (let row = 0; row < outcome.length; row++) if (outcome[row] === states.kept && by[row] !== -1) won++;
  return won;
}

/** The index of a row in dataset order; -1: it is not there. */
function placeOf(rows: Int32Array, row: number): number {
  let [low, high] = [0, rows.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (rows[middle] === row) return middle;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
