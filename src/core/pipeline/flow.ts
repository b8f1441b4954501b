import type { Stage } from '../recipe/recipe.ts';
import type { Import } from '../store/state/registry.ts';
import type { Chain } from './chain.ts';
import { partOf, type CompletedStage } from './completed.ts';
import { digest } from './fingerprint.ts';
import type { Session } from './session.ts';
import type { StagePart } from './stages/stage-context.ts';

/** The rows on their way through the stages of a recipe: where they stand now, and what has been done to them. */
export interface Flow {
  readonly chain: Chain;
  /** Digest of the rows that enter the next stage. */
  readonly entering: string;
  readonly completed: readonly CompletedStage[];
}

/** The flow before the first stage: all imported samples, with the edits of a snapshot. */
export async function startOfFlow(session: Session, dataset: Import, edited: StagePart | null): Promise<Flow> {
  return {
    chain: {
      samples: await session.store.source([dataset.part]),
      edited: edited === null ? null : await session.store.source([edited.part]),
      texts: [],
      decisions: null,
    },
    entering: digest([dataset.sha256, edited?.part.sha256 ?? null]),
    completed: [],
  };
}

/** The flow behind a stage. */
export async function advance(session: Session, flow: Flow, stage: CompletedStage): Promise<Flow> {
  const texts = partOf(stage, 'texts');
  const decisions = partOf(stage, 'decisions');
  return {
    chain: {
      ...flow.chain,
      texts: texts === undefined ? flow.chain.texts : [...flow.chain.texts, await session.store.source([texts.part])],
      decisions: decisions === undefined ? flow.chain.decisions : await session.store.source([decisions.part]),
    },
    entering: stage.leaving,
    completed: [...flow.completed, stage],
  };
}

/** The last completed stage of a kind, or undefined. */
export function lastOf(flow: Flow, kind: Stage['kind']): CompletedStage | undefined {
  return flow.completed.filter((stage) => stage.kind === kind).at(-1);
}
