/** What a run would send, where, and how much of it: told before anything is sent. */
import { ProductError } from '../../protocol/errors.ts';
import type { Stage, SynthesizeStage } from '../recipe/recipe.ts';
import type { Flow } from './flow.ts';
import { captionerOf, demoProfile } from './model-shelf.ts';
import { countPresent } from './present-batches.ts';
import type { Session } from './session.ts';
import { profileOf } from './stages/synthesize/open-endpoint.ts';
import type { RunMachines } from './stages/stage-of-run.ts';

/** What a synthesize stage would send. */
export interface PlannedRequests {
  readonly profile: string;
  /** Where to; null: to this machine's own captioner, or to a profile that cannot be asked. */
  readonly origin: string | null;
  readonly model: string | null;
  /** One for each sample that can enter, without repetitions; null where a stage before is still to make samples. */
  readonly atMost: number | null;
}

/**
 * Adds to each stage that is going to ask what it would send.
 * @param reached the rows that enter the first stage which is not up to date
 * @param sample the size of a preview
 */
export async function withRequests<Plan extends { readonly kind: Stage['kind']; readonly state: string }>(
  { session, machines }: { readonly session: Session; readonly machines: Pick<RunMachines, 'endpoint'> },
  stages: readonly Stage[],
  planned: readonly Plan[],
  { reached, sample = Infinity }: { readonly reached: Flow; readonly sample: number | undefined },
): Promise<(Plan & { readonly requests?: PlannedRequests })[]> {
  const isAsking = ({ kind, state }: Plan): boolean => kind === 'synthesize' && state !== 'up to date';
  const first = planned.findIndex(isAsking);
  if (first < 0) return [...planned];
  const present = await countPresent(session.duck, reached.chain);
  // A preview has so many samples, and all that stages before make of them.
  const made = stages.slice(0, first).some(({ kind }) => kind === 'synthesize');
  let atMost: number | null = made ? present : Math.min(sample, present);
  return planned.map((plan, i) => {
    const stage = stages[i]!;
    if (stage.kind !== 'synthesize' || !isAsking(plan)) return plan;
    const requests = { ...addressOf(machines, stage), profile: stage.profile, atMost };
    atMost = null;
    return { ...plan, requests };
  });
}

function addressOf(
  machines: Pick<RunMachines, 'endpoint'>,
  stage: SynthesizeStage,
): Pick<PlannedRequests, 'origin' | 'model'> {
  if (stage.profile === demoProfile) return { origin: null, model: captionerOf(stage) };
  try {
    const { url, model } = profileOf(machines, stage);
    return { origin: new URL(url).origin, model };
  } catch (error) {
    // Why it cannot be asked stands beside the stage already.
    if (error instanceof ProductError) return { origin: null, model: stage.model };
    throw error;
  }
}
