import { probe } from '../../core/endpoint/probe.ts';
import { defaultConcurrency, ProfileStore, type KeySource } from '../../core/endpoint/profiles.ts';
import type { WritePrivately } from '../../core/endpoint/profile-file.ts';
import { writeDurably } from '../../core/store/durable.ts';
import { exitCodes, ProductError } from '../../protocol/errors.ts';
import type { CommandContext } from '../command-context.ts';
import type { Output } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { table } from '../table.ts';

const usage = 'Expected: better-synth profiles add NAME --url U [--model M], list, remove NAME, or test NAME';
/** Longest key taken from stdin, in bytes. */
const longestInput = 1 << 16;

const write: WritePrivately = (path, bytes) => writeDurably(path, bytes, { replace: true });

/** `profiles add|list|remove|test`: the captioning endpoints that this user has approved. */
export async function profiles(
  { output, signal }: CommandContext,
  [action, name, ...more]: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const store = ProfileStore.open(process.env);
  if (more.length > 0) throw new ProductError('usage', usage);
  if (action === 'list' && name === undefined) return list(output, store);
  if (name === undefined) throw new ProductError('usage', usage);
  if (action === 'add') return add(output, store, name, options);
  if (action === 'remove') return remove(output, store, name);
  if (action === 'test') return test(output, store, name, signal);
  throw new ProductError('usage', usage);
}

function list(output: Output, store: ProfileStore): number {
  const found = store.list();
  output.document({ profiles: found, path: store.path });
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
  if (typeof url !== 'string') throw new ProductError('usage', usage);
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
  const added = store.list().find((profile) => profile.name === name);
  output.document({ profile: added, path: store.path });
  output.print(`${name} may be asked at ${new URL(url).origin}. Try it: better-synth profiles test ${name}`);
  return exitCodes.done;
}

async function remove(output: Output, store: ProfileStore, name: string): Promise<number> {
  await store.remove(name, write);
  output.document({ removed: name });
  output.print(`${name} and its key are removed.`);
  return exitCodes.done;
}

async function test(output: Output, store: ProfileStore, name: string, signal: AbortSignal): Promise<number> {
  const seen = await probe(store.resolve(name), signal);
  output.document({ profile: name, ...seen });
  const { models, modelsFault, asked, model, text, finishReason, usage, seconds } = seen;
  const listed =
    models === null
      ? `no list of models (${modelsFault ?? ''})`
      : `${models.length} models: ${models.slice(0, 5).join(', ')}`;
  output.print(plainText(`${listed} (${seconds.models.toFixed(2)} s)`));
  if (models !== null && !models.includes(asked)) output.print(plainText(`${asked} is not among them`));
  output.print(plainText(`${model} says of a red disc: ${text}`));
  const tokens = usage === null ? 'tokens not told' : `${usage.prompt} + ${usage.completion} tokens`;
  output.print(plainText(`${seconds.answer.toFixed(2)} s, ${tokens}, finish reason ${finishReason ?? 'not told'}`));
  return exitCodes.done;
}

/** One line; it never stands in an argument, where other users could see it. */
async function keyFromStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestInput) throw new ProductError('usage', 'What came on stdin is too long for a key.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
