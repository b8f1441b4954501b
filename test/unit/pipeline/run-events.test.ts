import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EventReader, eventsOfRun } from '../../../src/core/pipeline/run-events.ts';
import { RunJournal, failureText, runFolder } from '../../../src/core/pipeline/run-journal.ts';
import { layoutOf, type Layout } from '../../../src/core/store/layout.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import type { RunEvent } from '../../../src/protocol/runs.ts';
import { temporaryFolder } from '../../support/dataset.ts';

const stage = (name: string): RunEvent => ({ type: 'stage', stage: name, samples: 3 });
const progress = (done: number): RunEvent => ({ type: 'progress', stage: 'a', what: 'measured', done, total: 100 });
const lineOf = (event: RunEvent): string => `${JSON.stringify({ at: '2026-01-01T00:00:00.000Z', ...event })}\n`;

function emptyRun(): { layout: Layout; file: string } {
  const layout = layoutOf(temporaryFolder());
  mkdirSync(runFolder(layout, 1), { recursive: true });
  return { layout, file: join(runFolder(layout, 1), 'events.jsonl') };
}

async function* told(events: readonly RunEvent[]): AsyncGenerator<RunEvent, string> {
  for (const event of events) {
    await Promise.resolve();
    yield event;
  }
  return 'report';
}

test('a line that is not whole yet waits for its rest, in the middle of a character too', () => {
  const { layout, file } = emptyRun();
  const reader = new EventReader(layout, 1);
  assert.deepEqual(reader.next(), []);
  const bytes = Buffer.from(lineOf(stage('a')) + lineOf(stage('ü')));
  const cut = bytes.indexOf('ü') + 1;
  writeFileSync(file, bytes.subarray(0, cut));
  assert.equal(reader.next().length, 1);
  appendFileSync(file, bytes.subarray(cut));
  const [rest] = reader.next();
  assert.equal(rest?.type === 'stage' && rest.stage, 'ü');
  assert.deepEqual(reader.next(), []);
});

test('a damaged line is passed over, and a file that is shorter now is read anew', () => {
  const { layout, file } = emptyRun();
  const reader = new EventReader(layout, 1);
  writeFileSync(file, `${lineOf(stage('a'))}{"type":\u0000\nnull\n${lineOf(stage('b'))}`);
  assert.equal(reader.next().length, 2);
  writeFileSync(file, lineOf(stage('c')));
  assert.equal(reader.next().length, 1);
});

test('a journal passes all events on, and writes of quick progress the first and the last', async () => {
  const { layout } = emptyRun();
  const journal = new RunJournal(layout, 1);
  const events = [stage('a'), ...Array.from({ length: 50 }, (_, i) => progress(i + 1)), stage('b')];
  const heard: RunEvent[] = [];
  const following = journal.follow(told(events));
  let step = await following.next();
  for (; step.done !== true; step = await following.next()) heard.push(step.value);
  journal.close(0, null);
  assert.deepEqual([heard, step.value], [events, 'report']);
  const written = new EventReader(layout, 1).next();
  const done = written.flatMap((event) => (event.type === 'progress' ? [event.done] : []));
  assert.deepEqual([done[0], done.at(-1)], [1, 50]);
  assert.ok(done.length < 10, done.join());
  assert.deepEqual(
    written.map(({ type }) => type).filter((type) => type !== 'progress'),
    ['stage', 'stage', 'end'],
  );
});

test('of the progress of a finished stage two events are enough', () => {
  const { layout, file } = emptyRun();
  writeFileSync(file, [stage('a'), progress(1), progress(2), progress(3), stage('b')].map(lineOf).join(''));
  assert.deepEqual(
    eventsOfRun(layout, 1).map((event) => (event.type === 'progress' ? event.done : event.type)),
    ['stage', 1, 3, 'stage'],
  );
});

test('a failure is told with what is safe and what to do; of a bug no more than its message', () => {
  const failure = new ProductError('disk', 'The disk is full.', { safe: 'All is kept.', cause: new Error('secret') });
  assert.deepEqual(failureText(failure), { message: 'The disk is full.', safe: 'All is kept.' });
  assert.deepEqual(failureText(new Error('boom')), { message: 'boom' });
});
