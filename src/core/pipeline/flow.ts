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
  /** How many rows there are so far, dropped ones too: the next to be created has this number. */
  readonly rows: number;
  /** Digest of the rows that enter the next stage. */
  readonly entering: string;
  readonly completed: readonly CompletedStage[];
}

/** The flow before the first stage: all imported samples, with the edits of a snapshot. */
export async function startOfFlow(session: Session, dataset: Import, edited: StagePart | null): Promise<Flow> {
  const samples = await session.store.source([dataset.part]);
  return {
    chain: {
      samples: `(SELECT *, NULL::VARCHAR AS parent, NULL::INTEGER AS parent_row, 'source' AS origin FROM ${samples})`,
      edited: edited === null ? null : await session.store.source([edited.part]),
      texts: [],
      decisions: null,
    },
    rows: dataset.part.rows,
    entering: digest([dataset.sha256, edited?.part.sha256 ?? null]),
    completed: [],
  };
}

/** The flow behind a stage. */
export async function advance(session: Session, flow: Flow, stage: CompletedStage): Promise<Flow> {
  const texts = partOf(stage, 'texts');
  const decisions = partOf(stage, 'decisions');
  const chain: Chain = {
    ...flow.chain,
    texts: texts === undefined ? flow.chain.texts : [...flow.chain.texts, await session.store.source([texts.part])],
    decisions: decisions === undefined ? flow.chain.decisions : await session.store.source([decisions.part]),
  };
  return {
    chain: await withCreated(session, chain, stage),
    rows: flow.rows + (partOf(stage, 'created')?.part.rows ?? 0),
    entering: stage.leaving,
    completed: [...flow.completed, stage],
  };
}

/** The chain with the samples that a stage created: they leave it as kept, with the captions that people gave them. */
async function withCreated({ store }: Session, chain: Chain, stage: CompletedStage): Promise<Chain> {
  const created = partOf(stage, 'created');
  if (created === undefined) return chain;
  const children = await store.source([created.part]);
  const edited = partOf(stage, 'created-edited');
  const kept = chain.decisions ?? `(SELECT row, 'kept' AS outcome FROM ${chain.samples})`;
  return {
    ...chain,
    samples: `(SELECT * FROM ${chain.samples} UNION ALL BY NAME SELECT * FROM ${children})`,
    edited: edited === undefined ? chain.edited : both(chain.edited, await store.source([edited.part])),
    decisions: `(SELECT row, outcome FROM ${kept} UNION ALL SELECT row, 'kept' AS outcome FROM ${children})`,
  };
}

function both(some: string | null, others: string): string {
  return some === null ? others : `(SELECT row, text FROM ${some} UNION ALL SELECT row, text FROM ${others})`;
}

/** Names all that a flow is made of, parts by their hashes. */
export function identityOf({ chain, completed }: Flow): string {
  const stages = completed.map(({ name, run, parts }) => [name, run, parts.map(({ part }) => part.sha256)]);
  return JSON.stringify([chain, stages]);
}

/** The last completed stage of a kind, or undefined. */
export function lastOf(flow: Flow, kind: Stage['kind']): CompletedStage | undefined {
  return flow.completed.filter((stage) => stage.kind === kind).at(-1);
}
