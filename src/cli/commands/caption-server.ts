import { availableParallelism } from 'node:os';
import { startCaptionServer } from '../../core/caption-server/start.ts';
import { readModelFolder } from '../../core/models/model-folder.ts';
import { exitCodes, ProductError } from '../../protocol/errors.ts';
import { checkKey } from '../../core/endpoint/secret.ts';
import type { CommandContext } from '../command-context.ts';
import { keyFromStdin } from '../key-from-stdin.ts';
import { machines } from '../../core/pipeline/machines.ts';
import { text } from '../options.ts';

/** `caption-server`: a captioner of this machine behind OpenAI's protocol, until Ctrl-C; prints where and its key. */
export async function captionServer(
  { output, signal }: CommandContext,
  _: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const reference = text(options['model']) ?? 'demo/captioner';
  const { decoder, models } = machines();
  const model = await readModelFolder(reference, { ...models, base: process.cwd() });
  const port = portOf(options['port']);
  const own = options['keyStdin'] === true ? { key: checkKey(await keyFromStdin()) } : {};
  const threads = availableParallelism();
  const server = await startCaptionServer({ model, reference, decoder, port, threads, ...own });
  const { url, key } = server;
  output.document({ url, key, model: reference });
  output.print(JSON.stringify({ url, key, model: reference }));
  output.remark(`It answers until Ctrl-C. A profile for it, with the key on stdin:
better-synth profiles add captions --url ${url} --model ${shellWord(reference)} --key-stdin`);
  await aborted(signal);
  await server.close();
  return exitCodes.done;
}

/** A word that a shell takes as it is. */
function shellWord(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function portOf(value: unknown): number {
  const port = Number(value ?? 0);
  if (Number.isInteger(port) && port >= 0 && port < 2 ** 16) return port;
  throw new ProductError('usage', `--port wants a number from 0 to 65535, not ${JSON.stringify(value)}.`);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
