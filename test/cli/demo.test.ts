import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { evaluate, type SampleOutcome } from '../../scripts/demo/evaluate.ts';
import { outcomesSql } from '../../scripts/demo/product.ts';
import { isGood } from '../../scripts/demo/truth.ts';
import { cli, rowsOf, run } from '../support/cli.ts';
import { temporaryFolder } from '../support/dataset.ts';
import { copyDemo } from '../support/demo.ts';

const folder = temporaryFolder();
/** All that has a defect, and a quarter of the rest. */
const truth = copyDemo(folder, (kind, line) => kind !== 'clean' || line % 4 === 0);
assert.equal((await cli('init', folder, '--preset', 'demo')).code, 0);
const { code, report } = await run(folder);
const rows = await rowsOf<SampleOutcome & { id: string }>(folder, outcomesSql);
const outcomes = new Map(rows.map((row) => [row.id, row]));
const kinds = new Map(evaluate(truth, outcomes).map((row) => [row.kind, row]));

test('the demo recipe runs on its dataset to the end; what was planted to fail is all that fails', () => {
  assert.equal(code, 3);
  assert.deepEqual(
    report.stages.map(({ name }) => name),
    ['clean-1', 'cluster', 'measure', 'synthesize', 'clean-2', 'select', 'train', 'export'],
  );
  for (const { name, in: entering, kept, dropped, failed } of report.stages)
    assert.equal(entering, kept + dropped + failed, name);
  for (const [id, { kind, expect }] of Object.entries(truth))
    assert.equal(outcomes.get(id)?.outcome === 'failed', expect === 'failed', `${kind} ${id}`);
});

test('the demo recipe drops what is worthless, of each kind nearly all', () => {
  const worthless = [...kinds.values()].filter(({ expect }) => expect === 'dropped');
  assert.ok(worthless.length >= 18);
  for (const { kind, planted, dropped } of worthless)
    assert.ok(planted - dropped <= 1, `${kind}: ${dropped}/${planted}`);
  const [dropped, planted] = (['dropped', 'planted'] as const).map((key) =>
    worthless.reduce((sum, row) => sum + row[key], 0),
  ) as [number, number];
  assert.ok(dropped >= 0.93 * planted, `${dropped} of ${planted}`);
});

test('the demo recipe keeps what is good, in English and in Chinese, and mends what can be mended', () => {
  for (const language of ['en', 'zh']) {
    const good = Object.keys(truth).filter((id) => isGood(truth[id]!) && truth[id]!.language === language);
    const kept = good.filter((id) => outcomes.get(id)?.outcome === 'kept');
    assert.ok(good.length >= 5 && kept.length >= 0.85 * good.length, `${language}: ${kept.length} of ${good.length}`);
  }
  for (const kind of ['url', 'email', 'full-width', 'no-break-space'])
    assert.equal(kinds.get(kind)?.mended, kinds.get(kind)?.planted, kind);
});

test('a repeated id is told apart by its line', () => {
  const repeated = Object.keys(truth).filter((id) => truth[id]!.kind === 'duplicate-id');
  assert.ok(repeated.length >= 2);
  for (const id of repeated) {
    assert.match(id, /^\d+~\d+$/);
    assert.ok(outcomes.has(id), id);
    assert.ok(outcomes.has(id.split('~')[0]!));
  }
});

test('the demo recipe fills up to what training asks for', () => {
  const records = readFileSync(join(folder, 'better-synth-out.jsonl'), 'utf8').trimEnd().split('\n');
  assert.equal(records.length, 320);
  assert.ok(
    records.some((record) => record.includes('better_synth_id')),
    'some of them were written anew',
  );
});
