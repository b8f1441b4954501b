import { availableParallelism } from 'node:os';
import { startCaptionServer } from '../../../caption-server/start.ts';
import type { EndpointSettings } from '../../../endpoint/endpoint.ts';
import { ProductError } from '../../../../protocol/errors.ts';
import type { SynthesizeStage } from '../../../recipe/recipe.ts';
import { captionerOf, demoProfile } from '../../model-shelf.ts';
import type { StageOfRun } from '../stage-of-run.ts';

/** Opens what a stage asks; only called when there is something to ask. */
export type OpenEndpoint = () => Promise<{ readonly settings: EndpointSettings; close(): Promise<void> }>;

/** How a stage's profile is opened: the user's own is only looked for then. */
export function endpointOf(
  { machines, shelf }: Pick<StageOfRun, 'machines' | 'shelf'>,
  stage: SynthesizeStage,
): OpenEndpoint {
  const { profile } = stage;
  if (profile !== demoProfile) {
    return () => {
      const settings = profileOf(machines, stage);
      return Promise.resolve({ settings, close: () => Promise.resolve() });
    };
  }
  return async () => {
    const reference = captionerOf(stage);
    const options = { model: await shelf.read(reference), reference, decoder: machines.decoder };
    const server = await startCaptionServer({ ...options, threads: availableParallelism() });
    const { url, key, slots } = server;
    return { settings: { name: profile, url, model: reference, key, concurrency: slots }, close: () => server.close() };
  };
}

/**
 * The user's endpoint that a stage names, with the model that is asked there.
 * @throws ProductError `usage` for an unknown profile, an unset key, or where nobody names a model
 */
export function profileOf(
  machines: Pick<StageOfRun['machines'], 'endpoint'>,
  { name, profile, model }: SynthesizeStage,
): EndpointSettings & { readonly model: string } {
  const settings = machines.endpoint(profile);
  const asked = model ?? settings.model;
  if (asked === null) throw noModel(name, profile);
  return { ...settings, model: asked };
}

function noModel(stage: string, profile: string): ProductError {
  return new ProductError('usage', `Stage "${stage}" names no model, and neither does the profile ${profile}.`, {
    where: `stage ${stage}`,
    next: 'Add  model: <name as the server knows it>  to the stage, or to the profile with better-synth profiles add.',
  });
}
