/** What is wrong with stages that synthesize and shows before any run: their profiles and their conditions. */
import { ProductError } from '../../protocol/errors.ts';
import type { Problem } from '../../protocol/records.ts';
import type { Stage } from '../recipe/recipe.ts';
import type { Import } from '../store/state/registry.ts';
import { startOfFlow } from './flow.ts';
import { demoProfile } from './model-shelf.ts';
import type { Session } from './session.ts';
import { profileOf } from './stages/synthesize/open-endpoint.ts';
import type { RunMachines } from './stages/stage-of-run.ts';
import { bindConditions } from './stages/synthesize/where.ts';

/** A warning at each profile that cannot be asked here: unknown, without its key or a model, or not to be trusted. */
export function missingProfiles(
  { loaded }: Pick<Session, 'loaded'>,
  machines: Pick<RunMachines, 'endpoint'>,
): Problem[] {
  return (loaded?.recipe?.stages ?? []).flatMap((stage): Problem[] => {
    const message = profileFault(machines, stage);
    if (message === null) return [];
    return [{ severity: 'warning', code: 'no-profile', message, ...loaded!.places.find(stage.name, '', 'profile') }];
  });
}

/** Why a stage could not ask its profile; null where it can, or needs none. @throws whatever else went wrong */
export function profileFault(machines: Pick<RunMachines, 'endpoint'>, stage: Stage): string | null {
  if (stage.kind !== 'synthesize' || stage.profile === demoProfile) return null;
  try {
    profileOf(machines, stage);
    return null;
  } catch (error) {
    if (error instanceof ProductError && ['usage', 'refused'].includes(error.kind)) return error.message;
    throw error;
  }
}

/** An error at each `where` that is no condition over what the stages before it leave. */
export async function wrongConditions(session: Session, dataset: Import): Promise<Problem[]> {
  const { loaded } = session;
  const problems: Problem[] = [];
  await bindConditions(
    session,
    await startOfFlow(session, dataset, null),
    loaded?.recipe?.stages ?? [],
    (stage, { message }) => {
      const place = loaded!.places.find(stage, '', 'where');
      problems.push({ severity: 'error', code: 'wrong-condition', message, ...place });
    },
  );
  return problems;
}

/**
 * Refuses a `where` that is no condition, before any stage works.
 * @throws ProductError `usage`, naming the stage
 */
export async function refuseWrongConditions(
  session: Session,
  dataset: Import,
  stages: readonly Stage[],
): Promise<void> {
  await bindConditions(session, await startOfFlow(session, dataset, null), stages, (_, error) => {
    throw error;
  });
}
