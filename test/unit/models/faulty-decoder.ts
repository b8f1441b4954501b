/** A decoder that does what a picture's name says before it measures it: for tests of the pool. */
import { appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serveDecoder } from '../../../src/core/models/decoder-serve.ts';
import { measurePicture } from '../../../src/core/models/measure-picture.ts';

const hoard: Buffer[] = [];

serveDecoder(async (question) => {
  const { path } = question;
  appendFileSync(
    join(dirname(path), 'log'),
    `${path.split('/').at(-1)} ${process.pid} ${process.env['SECRET'] ?? ''}\n`,
  );
  if (path.includes('crash')) process.kill(process.pid, 'SIGSEGV');
  if (path.includes('exit')) process.exit(3);
  if (path.includes('hang')) for (;;);
  if (path.includes('leak')) {
    for (;;) {
      hoard.push(Buffer.alloc(8 * 2 ** 20, 1));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  return measurePicture(question);
});
