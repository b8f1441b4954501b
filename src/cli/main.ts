import { exitCodes } from '../protocol/errors.ts';
import { runProgram } from './program.ts';

const cancel = new AbortController();
let signalled: number | null = null;

for (const [signal, code] of [
  ['SIGINT', exitCodes.cancelled],
  ['SIGTERM', exitCodes.terminated],
] as const) {
  process.on(signal, () => {
    // The second Ctrl-C does not wait for a clean end: what is registered is safe anyway.
    if (signalled !== null) process.exit(code);
    signalled = code;
    cancel.abort();
  });
}
// A reader like `head` may close the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const exit = await runProgram(process.argv.slice(2), cancel.signal);
process.exitCode = signalled !== null && exit === exitCodes.cancelled ? signalled : exit;
