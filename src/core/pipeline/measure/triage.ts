import type { CleanStage } from '../../recipe/recipe.ts';
import { dropsRow, type DropsRow } from '../decide/drops-row.ts';
import { runOrder } from '../decide/order.ts';
import type { Draft } from './draft.ts';
import type { MeasuringUse } from './measurement.ts';
import type { ScoreRows } from './score-rows.ts';

/**
 * Which rows need not be shown to a model, because a cheaper operator before it drops them or could not measure them:
 * the recipe's `score: survivors`. It only ever spares work: the decision itself is made later, from all that is stored.
 * Operators that decide over many rows (deduplicators, selectors, thresholds that are statistics) spare nothing.
 */
export class Triage {
  /** The labels of all operators, in the order in which they decide. */
  readonly order: readonly string[];
  readonly #spares: boolean;
  readonly #tags: ReadonlyMap<number, 1 | -1>;
  readonly #steps: readonly { readonly label: string; readonly place: number; readonly drops: DropsRow | null }[];

  constructor(stage: CleanStage, uses: readonly MeasuringUse[], tags: ReadonlyMap<number, 1 | -1>) {
    const ordered = runOrder(stage.process);
    this.order = ordered.map(({ label }) => label);
    this.#spares = stage.kind === 'clean' && stage.score === 'survivors';
    this.#tags = tags;
    this.#steps = ordered.map((use) => ({
      label: use.label,
      place: uses.findIndex((measuring) => measuring.use === use),
      drops: dropsRow(use),
    }));
  }

  /** Whether a person's tag drops a row. */
  isDropped({ input }: Draft): boolean {
    return this.#tags.get(input.row) === -1;
  }

  /** Whether a row is out before the operator `label` has its turn, by what is measured so far. */
  isOut({ index, input, failures }: Draft, rows: ScoreRows, label: string): boolean {
    if (!this.#spares) return label in failures;
    // A tag `drop` spares nothing: it does not overrule a failure, and there may be one behind the model.
    const keeps = this.#tags.get(input.row) === 1;
    for (const step of this.#steps) {
      if (step.label in failures) return true;
      if (step.label === label) return false;
      if (step.drops === null || keeps) continue;
      const columns = rows.columnsAt(index, step.place);
      if (columns !== null && step.drops(columns)) return true;
    }
    return false;
  }
}
