/** The loop of a decoder process. */
import { tooMuchMemory, type DecoderMessage, type DecoderQuestion } from './decoder-messages.ts';
import type { PictureReport } from './picture-report.ts';

/** How often the process looks at its own memory. It can while libvips decodes, which happens on another thread. */
const memoryCheckMilliseconds = 50;

/**
 * Answers the engine's questions one by one until the engine goes away. The first argument of the process is its
 * memory limit in bytes; above it, it ends itself.
 */
export function serveDecoder(measure: (question: DecoderQuestion) => Promise<PictureReport>): void {
  const send = (message: DecoderMessage): void => void process.send!(message);
  const limit = Number(process.argv[2]);
  setInterval(() => {
    if (process.memoryUsage.rss() > limit) process.exit(tooMuchMemory);
  }, memoryCheckMilliseconds).unref();
  let last: Promise<void> = Promise.resolve();
  process.on('message', (question: DecoderQuestion) => {
    last = last.then(async () => send(await measure(question)));
  });
  process.on('disconnect', () => process.exit());
  send('ready');
}
