/** What a run leaves for those who follow it from other processes, and how they stop it. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FollowedEvent } from '../../src/protocol/runs.ts';
import { storedAnswers } from '../support/captioning.ts';
import { run, start } from '../support/cli.ts';
import { dataset, framed } from '../support/dataset.ts';
import { slowDataset, untilWritten, writtenEvents } from '../support/slow-run.ts';

const twoStages = `version: 1
stages:
  - name: first
    clean:
      process:
        - words_num_filter: { min_num: 1 }
  - name: second
    clean:
      process:
        - text_length_filter: { min_len: 3 }
`;

test('a run tells its stages in order, each with its last progress and report, and at last its exit code', async () => {
  const { folder } = await dataset({ lines: [{ id: 'a', text: framed('a bus') }], recipe: twoStages });
  const { code, report } = await run(folder);
  const events = writtenEvents(folder, 1);
  const told = events.map((event) => `${event.type} ${'stage' in event ? event.stage : ''}`.trim());
  const expected = ['run', ...['first', 'second'].flatMap((name) => [`stage ${name}`, `stage-done ${name}`]), 'end'];
  assert.deepEqual(
    told.filter((line) => !line.startsWith('progress')),
    expected,
  );
  assert.deepEqual(events.at(-1), { at: events.at(-1)!.at, type: 'end', exit: code, failure: null });
  const reports = events.flatMap((event) => (event.type === 'stage-done' ? [event.report] : []));
  assert.deepEqual(reports, report.stages);
  const times = events.map(({ at }) => at);
  assert.deepEqual(times, [...times].sort());
});

test('a second run has a folder of its own, and says that it is a preview', async () => {
  const { folder } = await dataset({ lines: [{ id: 'a', text: framed('a bus') }], recipe: twoStages });
  await run(folder);
  await run(folder, '--sample', '1');
  const previews = [1, 2].map((n) => firstOf(writtenEvents(folder, n)));
  assert.deepEqual(previews, [false, true]);
});

test('a file beside its events stops a run within two seconds with exit 130, and the next one goes on', async (t) => {
  const count = 60;
  const folder = await slowDataset(t, { count });
  const { ended } = start(['run', folder, '--json']);
  await untilWritten(folder, 1, 'progress');
  const asked = performance.now();
  writeFileSync(join(folder, '.better-synth/runs/1/stop'), '');
  const { code, error } = await ended;
  assert.ok(performance.now() - asked < 2000, `${performance.now() - asked} ms`);
  assert.equal(code, 130);
  const end = writtenEvents(folder, 1).at(-1)!;
  assert.ok(end.type === 'end' && end.exit === 130);
  assert.equal(end.failure!.message, error().message);
  const kept = storedAnswers(folder).length;
  assert.ok(kept > 0 && kept < count);
  const { code: after, report } = await run(folder);
  assert.deepEqual([after, report.stages[0]!.captions!.asked], [0, count - kept]);
});

test('progress is written at most four times a second', async (t) => {
  const folder = await slowDataset(t, { count: 100, latency: 10 });
  await run(folder);
  const times = writtenEvents(folder, 1).flatMap((event) => (event.type === 'progress' ? [Date.parse(event.at)] : []));
  assert.ok(times.length > 3, `${times.length} of them`);
  const seconds = (times.at(-1)! - times[0]!) / 1000;
  // The last of the stage comes when it ends.
  assert.ok(times.length <= 4 * seconds + 2, `${times.length} in ${seconds} s`);
});

test('a killed run leaves events that can be read, without an end, and the next run is not stopped by old wishes', async (t) => {
  const folder = await slowDataset(t, { count: 20 });
  const { child, ended } = start(['run', folder]);
  await untilWritten(folder, 1, 'progress');
  child.kill('SIGKILL');
  await ended;
  const events = writtenEvents(folder, 1);
  assert.equal(events[0]!.type, 'run');
  assert.notEqual(events.at(-1)!.type, 'end');
  // A folder of that number, left by a state.db that is lost.
  const leftover = join(folder, '.better-synth/runs/2');
  mkdirSync(leftover);
  for (const name of ['stop', 'events.jsonl']) writeFileSync(join(leftover, name), '{"type":"end","at":""}\n');
  const { code } = await run(folder);
  assert.equal(code, 0);
  assert.equal(writtenEvents(folder, 2)[0]!.type, 'run');
});

function firstOf(events: readonly FollowedEvent[]): boolean | undefined {
  const [event] = events;
  return event?.type === 'run' ? event.preview : undefined;
}
