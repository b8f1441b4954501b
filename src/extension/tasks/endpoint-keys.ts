/** Keys of endpoints that a run asks, where the user keeps them in the environment. */
import type { OutlinedStage } from '../../protocol/recipe-language.ts';
import { runCli } from '../processes/run-cli.ts';
import type { Engine } from '../product.ts';
import { outlineOf } from './outline.ts';

/** Whether a stage of the recipe asks another model than the demo's for captions; a recipe that cannot be read runs nothing. */
export async function asksEndpoint(engine: Engine): Promise<boolean> {
  const outline = await outlineOf(engine);
  const asks = ({ kind, parameters }: OutlinedStage): boolean =>
    kind === 'synthesize' && parameters.every(({ name, value }) => name !== 'profile' || value !== 'demo');
  return outline?.stages.some(asks) ?? false;
}

/** The variables that the user's own profiles name, where the recipe may need one: a run gets them, nothing else does. */
export async function keyVariables(engine: Engine): Promise<string[]> {
  if (!(await asksEndpoint(engine))) return [];
  const { exit, stdout } = await runCli(['profiles', 'list', '--json'], { folder: engine.dataset.uri.fsPath });
  // The run itself says best what is wrong with them.
  if (exit !== 0) return [];
  const { profiles } = JSON.parse(stdout) as { profiles: readonly { readonly keyEnv: string | null }[] };
  return profiles.flatMap(({ keyEnv }) => keyEnv ?? []);
}
