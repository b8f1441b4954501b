import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProgressLine } from '../../../src/cli/progress.ts';

/** A terminal that keeps what it is told. */
function terminal(): { stream: NodeJS.WriteStream; lines: string[] } {
  const lines: string[] = [];
  const write = (text: Buffer, _: string, done: () => void): void => {
    lines.push(String(text).replace('\r\u001b[2K', ''));
    done();
  };
  return { stream: Object.assign(new Writable({ write }), { isTTY: true }) as unknown as NodeJS.WriteStream, lines };
}

test('captions being written tell their rate and the time left, unless nothing is asked just now', async () => {
  const { stream, lines } = terminal();
  const line = new ProgressLine(stream);
  const event = { type: 'progress', stage: 'write', what: 'captioned', total: 498 } as const;
  for (const more of [{ done: 100 }, { done: 124 }, { done: 130, waiting: 'waiting until 10:00:00 UTC: 429' }]) {
    line.show({ ...event, ...more });
    await sleep(120);
  }
  assert.equal(lines[0], '  write: captioned 100 of 498 20 %');
  assert.match(lines[1]!, /^ {2}write: captioned 124 of 498 24 %, [\d.]+\/s, \d+ s left$/);
  assert.equal(lines[2], '  write: captioned 130 of 498 26 %, waiting until 10:00:00 UTC: 429');
});

test('other work tells no rate', async () => {
  const { stream, lines } = terminal();
  const line = new ProgressLine(stream);
  for (const done of [10, 20]) {
    line.show({ type: 'progress', stage: 'clean', what: 'measured', done, total: 40 });
    await sleep(120);
  }
  assert.deepEqual(lines, ['  clean: measured 10 of 40 25 %', '  clean: measured 20 of 40 50 %']);
});
