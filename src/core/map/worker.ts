/** The thread that lays maps out: the engine stays free for questions. */
import { parentPort } from 'node:worker_threads';
import type { MapStep } from '../../protocol/map.ts';
import { Layout, type LayoutTask } from './layout.ts';
import { sharedNeighbours, type OverlapTask } from './overlap.ts';

/** What the thread is told. Each but the last is answered by `ready`. */
export type ToWorker =
  | { readonly type: 'layout'; readonly task: LayoutTask }
  | { readonly type: 'block'; readonly block: Float32Array }
  | { readonly type: 'finish' }
  | { readonly type: 'overlap'; readonly task: OverlapTask };

/** What it tells. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly step: MapStep; readonly share: number }
  | { readonly type: 'done'; readonly result: Float32Array | Uint8Array };

/** Progress is told at most so often: milliseconds. */
const every = 100;

const port = parentPort!;
let layout: Layout | null = null;
let told = -every;

const tell = (message: FromWorker): void => port.postMessage(message);
const progress = (step: MapStep, share: number): void => {
  const now = performance.now();
  if (now - told < every) return;
  told = now;
  tell({ type: 'progress', step, share });
};

async function take(message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'layout':
      layout = new Layout(message.task, progress);
      return tell({ type: 'ready' });
    case 'block':
      layout!.add(message.block);
      return tell({ type: 'ready' });
    case 'finish':
      return tell({ type: 'done', result: await layout!.finish() });
    case 'overlap':
      return tell({ type: 'done', result: await sharedNeighbours(message.task, progress) });
  }
}

port.on('message', (message: ToWorker) => {
  take(message).catch((error: unknown) => {
    // An error of the thread: whoever started it is told, and the thread ends.
    queueMicrotask(() => {
      throw error;
    });
  });
});
