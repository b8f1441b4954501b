import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runNotes, runTable } from '../../../src/cli/run-table.ts';
import type { StageReport } from '../../../src/protocol/records.ts';

const counts = { in: 4, kept: 3, dropped: 1, failed: 0 };
const nothing = { pictures: 0, texts: 0, pairs: 0, seconds: 0 };

function stage(more: Partial<StageReport> & Pick<StageReport, 'name' | 'kind'>): StageReport {
  return { ...counts, created: 0, seconds: 1, cached: false, operators: [], ...more };
}

test('a stage that decides by itself has one line, and what it created a column', () => {
  const own = (name: string) => ({ operators: [{ ...counts, name, seconds: 0 }] });
  const clean = stage({ name: 'clean', kind: 'clean', ...own('words_num_filter') });
  const write = stage({ name: 'write', kind: 'synthesize', created: 26, ...own('synthesize') });
  const [headings, , ...rows] = runTable([clean, write, stage({ name: 'pick', kind: 'select', ...own('select') })])
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
  assert.deepEqual(headings!.slice(0, 7), ['stage', 'in', 'kept', 'dropped', 'failed', 'created', 'seconds']);
  assert.deepEqual(
    rows.map(([name]) => name),
    ['clean (clean)', 'words_num_filter', 'write (synthesize)', 'pick (select)'],
  );
  assert.deepEqual(rows[2], ['write (synthesize)', '4', '3', '1', '0', '26', '1.00']);
  assert.doesNotMatch(runTable([clean]), /created/);
});

test('the notes name the models that looked at something themselves', () => {
  const looked = { model: 'clip', ...nothing, pictures: 1, texts: 2 };
  const models = [looked, { model: 'nsfw', ...nothing }];
  const clean = stage({ name: 'clean', kind: 'clean', pictures: { looked: 4, decoded: 1 }, models });
  assert.deepEqual(runNotes([clean]), ['clean: 1 picture decoded; looked at by models: clip 1 picture, 2 texts']);
  assert.deepEqual(runNotes([{ ...clean, models: [models[1]!] }]), [
    'clean: 1 picture decoded; nothing new for its models',
  ]);
});

test('one caption for one sample is said in the singular', () => {
  const captions = { samples: 1, answered: 1, failures: {}, asked: 1, retries: 0, maybePaid: 1 };
  assert.deepEqual(runNotes([stage({ name: 'write', kind: 'synthesize', created: 1, captions })]), [
    'write: 1 caption for 1 of 1 sample; 1 request in this run, 1 answer lost that may be charged',
  ]);
});
