import { probe } from '../../core/endpoint/probe.ts';
import { defaultConcurrency, ProfileStore, type KeySource } from '../../core/endpoint/profiles.ts';
import { likelierAddress } from '../../core/endpoint/origin.ts';
import type { WritePrivately } from '../../core/endpoint/profile-file.ts';
import { writeDurably } from '../../core/store/durable.ts';
import { exitCodes, ProductError } from '../../protocol/errors.ts';
import type { CommandContext } from '../command-context.ts';
import type { Output } from '../output.ts';
import { keyFromStdin } from '../key-from-stdin.ts';
import { plainText } from '../../base/plain-text.ts';
import { table } from '../table.ts';
import { counted } from '../words.ts';

const usage = 'Expected: better-synth profiles add NAME --url U [--model M], list, remove NAME, or test NAME';
const actions: ReadonlySet<string> = new Set(['add', 'list', 'remove', 'test']);
/** Options of `add` alone, as they are written. */
const addOptions = {
  url: '--url',
  model: '--model',
  keyEnv: '--key-env',
  keyStdin: '--key-stdin',
  concurrency: '--concurrency',
};

const write: WritePrivately = (path, bytes) => writeDurably(path, bytes, { replace: true });

/** `profiles add|list|remove|test`: the captioning endpoints that this user has approved. */
export async function profiles(
  { output, signal }: CommandContext,
  [action, name, ...more]: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const store = ProfileStore.open(process.env);
  if (more.length > 0 || !actions.has(action ?? '')) throw new ProductError('usage', usage);
  if (action !== 'add') refuseOptions(action!, options);
  if (action === 'list' && name === undefined) return list(output, store);
  if (name === undefined) throw new ProductError('usage', usage);
  if (action === 'add') return add(output, store, name, options);
  if (action === 'remove') return remove(output, store, name);
  if (action === 'test') return test(output, store, name, signal);
  throw new ProductError('usage', usage);
}

function refuseOptions(action: string, options: Record<string, unknown>): void {
  for (const [key, written] of Object.entries(addOptions)) {
    if (options[key] === undefined) continue;
    throw new ProductError('usage', `profiles ${action} takes no ${written}.`, {
      next: `A profile is changed by adding it again: better-synth profiles add NAME --url U ${written} …`,
    });
  }
}

function list(output: Output, store: ProfileStore): number {
  const found = store.list();
  output.document({ profiles: found, path: store.path });
  if (found.length === 0) {
    output.print('No profiles yet. The first: better-synth profiles add NAME --url https://host/v1 --model MODEL');
    return exitCodes.done;
  }
  const rows = found.map(({ name, url, model, keyEnv, hasKey, concurrency }) => [
    name,
    url,
    model,
    hasKey ? 'stored' : keyEnv === null ? 'none' : `$${keyEnv}`,
    concurrency,
  ]);
  output.print(table(['profile', 'url', 'model', 'key', 'at a time'], rows));
  return exitCodes.done;
}

async function add(
  output: Output,
  store: ProfileStore,
  name: string,
  options: Record<string, unknown>,
): Promise<number> {
  const { url, model, keyEnv, keyStdin, concurrency } = options;
  if (typeof url !== 'string') {
    throw new ProductError('usage', 'A profile needs the address of its endpoint: --url is missing.', {
      next: `better-synth profiles add ${name} --url https://host/v1`,
    });
  }
  if (keyEnv !== undefined && keyStdin === true) {
    throw new ProductError('usage', 'A profile has one key: give --key-env or --key-stdin.');
  }
  let key: KeySource | null = typeof keyEnv === 'string' ? { env: keyEnv } : null;
  if (keyStdin === true) key = { value: await keyFromStdin() };
  await store.add(
    {
      name,
      url,
      model: typeof model === 'string' ? model : null,
      key,
      concurrency: concurrency === undefined ? defaultConcurrency : Number(concurrency),
    },
    write,
  );
  const added = store.list().find((profile) => profile.name === name)!;
  output.document({ profile: added, path: store.path });
  output.print(`${name} may be asked at ${new URL(added.url).origin}. Try it: better-synth profiles test ${name}`);
  const likelier = likelierAddress(added.url);
  if (likelier !== null) output.print(`Its address has no path; most servers answer below ${likelier}`);
  return exitCodes.done;
}

async function remove(output: Output, store: ProfileStore, name: string): Promise<number> {
  await store.remove(name, write);
  output.document({ removed: name });
  output.print(`${name} and its key are removed.`);
  return exitCodes.done;
}

async function test(output: Output, store: ProfileStore, name: string, signal: AbortSignal): Promise<number> {
  const settings = store.resolve(name);
  const seen = await probe(settings, signal);
  output.document({ profile: name, ...seen });
  const { models, modelsFault, asked, model, text, finishReason, usage, seconds } = seen;
  const listed =
    models === null
      ? `no list of models (${modelsFault ?? ''})`
      : `${counted(models.length, 'model')}: ${models.slice(0, 5).join(', ')}`;
  output.print(plainText(`${listed} (${seconds.models.toFixed(2)} s)`));
  if (models !== null && !models.includes(asked)) output.print(plainText(`${asked} is not among them`));
  output.print(plainText(`${model} says of a red disc: ${text}`));
  const tokens = usage === null ? 'tokens not told' : `${usage.prompt} + ${usage.completion} tokens`;
  output.print(plainText(`${seconds.answer.toFixed(2)} s, ${tokens}, finish reason ${finishReason ?? 'not told'}`));
  if (settings.model === null) {
    output.print(plainText(`This profile names no model, so a recipe must:  profile: ${name}  and  model: ${asked}`));
  }
  return exitCodes.done;
}
