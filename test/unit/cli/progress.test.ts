import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProgressLine } from '../../../src/cli/progress.ts';

/** A terminal that keeps what it is told: the texts of its line, and what it shows in its tab. */
function terminal({ isTTY = true } = {}): { stream: NodeJS.WriteStream; lines: string[]; tab: string[] } {
  const lines: string[] = [];
  const tab: string[] = [];
  const write = (text: Buffer, _: string, done: () => void): void => {
    const [line = '', ...commands] = String(text).replace('\r\u001b[2K', '').split('\u001b]9;4;');
    lines.push(line);
    tab.push(...commands.map((command) => command.replace('\u0007', '')));
    done();
  };
  return { stream: Object.assign(new Writable({ write }), { isTTY }) as unknown as NodeJS.WriteStream, lines, tab };
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

test('a terminal shows the share done in its tab, and takes it away at the end; a file gets no such sequence', async () => {
  const { stream, tab } = terminal();
  const line = new ProgressLine(stream);
  for (const done of [10, 20]) {
    line.show({ type: 'progress', stage: 'clean', what: 'measured', done, total: 40 });
    await sleep(120);
  }
  line.clear();
  assert.deepEqual(tab, ['1;25', '1;50', '0;0']);
  const file = terminal({ isTTY: false });
  const plain = new ProgressLine(file.stream);
  plain.show({ type: 'progress', stage: 'clean', what: 'measured', done: 10, total: 40 });
  plain.clear();
  assert.deepEqual(file.tab, []);
});
