import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import { ProductError } from '../protocol/errors.ts';
import { compareMethods } from '../protocol/compare.ts';
import { labMethods } from '../protocol/lab.ts';
import { ledgerMethods } from '../protocol/ledger.ts';
import { mapMethods } from '../protocol/map.ts';
import { scoresMethods } from '../protocol/scores.ts';
import { trainingHostMethods, trainingMethods } from '../protocol/training.ts';
import { protocolVersion, type EngineMethod } from '../protocol/engine.ts';
import type { RunMachines } from '../core/pipeline/stages/stage-of-run.ts';
import { failureOf, toResponseError } from './failure.ts';
import { gridHandlers } from './grid.ts';
import type { Handlers } from './handlers.ts';
import { OpenDataset } from './open-dataset.ts';
import type { Tell } from './tell.ts';
import { RunFollower } from './run-follower.ts';
import { runHandlers } from './runs.ts';

const recipeMethods = ['recipe/check', 'recipe/outline', 'recipe/complete', 'recipe/hover'] as const;
const captionMethods = [
  'sample',
  'captions/score',
  'captions/edit',
  'captions/revert',
  'captions/find',
  'captions/replace',
  'tags/change',
  'tags/revert',
  'edits/write',
] as const;

/** Serves the protocol table on a connection. Recipes are answered for without a dataset; all else needs `open` first. */
export function serve(connection: MessageConnection, machines: RunMachines): () => Promise<void> {
  let dataset: OpenDataset | null = null;
  const tell: Tell = (event, payload) => void connection.sendNotification(event, payload).catch(() => undefined);
  const follower = new RunFollower(tell);
  const opened = (): OpenDataset => {
    if (dataset === null) throw new ProductError('usage', 'No dataset is open.');
    return dataset;
  };
  const handlers: Handlers = {
    open: async ({ version, ...options }) => {
      if (version !== protocolVersion) throw otherVersion(version);
      if (dataset !== null) throw new ProductError('usage', 'A dataset is open already.');
      dataset = await OpenDataset.open(options, machines, tell);
      dataset.onPoll((session) => follower.poll(session));
      return dataset.described();
    },
    ...gridHandlers(opened),
    ...runHandlers(opened, follower),
    ...lazily(recipeMethods, async () => (await import('./recipe.ts')).recipeHandlers(() => dataset)),
    ...lazily(['overview'], async () => (await import('./overview.ts')).overviewHandlers(opened)),
    ...lazily(scoresMethods, async () => (await import('./scores.ts')).scoresHandlers(opened)),
    ...lazily(labMethods, async () => (await import('./lab.ts')).labHandlers(opened)),
    ...lazily(mapMethods, async () => (await import('./map.ts')).mapHandlers(opened)),
    ...lazily([...trainingMethods, ...trainingHostMethods], async () =>
      (await import('./training.ts')).trainingHandlers(opened),
    ),
    ...lazily(compareMethods, async () => (await import('./compare.ts')).compareHandlers(opened)),
    ...lazily(ledgerMethods, async () => (await import('./ledger.ts')).ledgerHandlers(opened)),
    ...lazily(captionMethods, async () => (await import('./captions.ts')).captionHandlers(opened)),
  };
  for (const method of Object.keys(handlers) as EngineMethod[]) {
    connection.onRequest(method, async (ask: unknown, token: CancellationToken): Promise<unknown> => {
      try {
        return await handlers[method](ask as never, signalOf(token));
      } catch (error) {
        const { kind, message } = failureOf(error);
        if (kind === 'bug') tell('log', { level: 'error', message: stackOf(error) });
        else if (kind !== 'cancelled') tell('log', { level: 'info', message: `${method}: ${message}` });
        throw toResponseError(error);
      }
    });
  }
  connection.listen();
  return async () => {
    await dataset?.close();
  };
}

/** Handlers that are loaded when the first of them is asked: pictures are shown before models and recipes are known. */
function lazily<M extends EngineMethod>(methods: readonly M[], load: () => Promise<Handlers<M>>): Handlers<M> {
  let loading: Promise<Handlers<M>> | null = null;
  const ask = async (method: M, ...question: [never, AbortSignal]): Promise<unknown> =>
    (await (loading ??= load()))[method](...question);
  const each = methods.map((method) => [method, (...question: [never, AbortSignal]) => ask(method, ...question)]);
  return Object.fromEntries(each) as Handlers<M>;
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function otherVersion(version: number): ProductError {
  return new ProductError('usage', `The editor speaks version ${version}, the engine ${protocolVersion}.`, {
    next: 'Reload the window: the extension was updated while it ran.',
  });
}
