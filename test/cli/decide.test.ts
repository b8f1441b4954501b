import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Replay } from '../../src/core/pipeline/decide-at.ts';
import type { StageReport } from '../../src/protocol/records.ts';
import { cli, rowsOf, run, type Row } from '../support/cli.ts';
import { dataset } from '../support/dataset.ts';

const recipe = `# A recipe with remarks.
version: 1

stages:
  - name: first      # text alone
    clean:
      process:
        - whitespace_normalization_mapper:
        - words_num_filter: {min_num: {percentile: 25}}   # a quarter goes
        - text_length_filter:
            # half of the rest goes
            min_len: {mean: 0}
        - words_num_filter: {min_num: 0, max_num: 7}
        - document_deduplicator: {lowercase: true}
  - name: best
    clean:
      process:
        - topk_specified_field_selector: {field_key: __dj__stats__.num_words, topk: 1}
  - name: look
    measure:
      process:
        - character_repetition_filter: {rep_len: 3}
`;
const words = (n: number, word = 'abc') => Array.from({ length: n }, () => word).join(' ');
const data = await dataset({
  lines: [
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ id: `w${n}`, text: words(n) })),
    { id: 'd6', text: words(6, 'ABC') },
    { id: 'd2', text: words(2, 'ABC') },
  ],
  recipe,
});
const { folder } = data;
const { report } = await run(folder);
const [first, best, look] = report.stages as [StageReport, StageReport, StageReport];

const decide = async (...settings: string[]) =>
  (await cli('decide', folder, '--stage', 'first', ...settings.flatMap((s) => ['--set', s]), '--json')).json<Replay>();
const kept = async (stage: string) =>
  (
    await rowsOf<{ id: string }>(
      folder,
      `SELECT d.id FROM decisions d JOIN samples s USING (id) WHERE stage = '${stage}' AND outcome = 'kept' ORDER BY line`,
    )
  ).map(({ id }) => id);
const close = (actual: number | undefined, expected: number) => assert.ok(Math.abs(actual! - expected) < 1e-12);

test('a statistic as a threshold is taken over the samples that reach the operator in the order run', async () => {
  const [, wordsNum, length] = first.operators;
  // Of 1 2 2 3 4 5 6 6 7 8 the 25th percentile is 2.25; of the seven that stay the mean length is 149/7.
  close(wordsNum!.resolved!['min_num'], 2.25);
  close(length!.resolved!['min_len'], 149 / 7);
  assert.deepEqual([wordsNum!.dropped, length!.in, length!.dropped], [3, 7, 3]);
  assert.deepEqual(await kept('first'), ['w6', 'w7']);
});

test('a repeated operator is told apart as name#2, in the report and in the view measurements', async () => {
  assert.equal(first.operators[3]!.name, 'words_num_filter#2');
  const rows = await rowsOf(
    folder,
    "SELECT operator, key, value, model FROM measurements WHERE id = 'w8' AND stage = 'first' ORDER BY ALL",
  );
  assert.deepEqual(rows, [
    { operator: 'text_length_filter', key: 'text_len', value: [31], model: null },
    { operator: 'words_num_filter', key: 'num_words', value: [8], model: null },
    { operator: 'words_num_filter#2', key: 'num_words', value: [8], model: null },
  ]);
});

test('a selector chooses among the survivors by a statistic that a stage before measured', async () => {
  assert.deepEqual([best.in, best.kept], [2, 1]);
  assert.deepEqual(await kept('best'), ['w7']);
});

test('measure stores scores and drops nothing', async () => {
  assert.deepEqual([look.kind, look.in, look.kept, look.operators.length], ['measure', 1, 1, 1]);
  const rows = await rowsOf<{ n: number }>(folder, 'SELECT count(char_rep_ratio) AS n FROM scores');
  assert.equal(rows[0]!.n, 1);
});

test('decide without settings says what the last run decided, in the shape of the contract', async () => {
  const now = await decide();
  assert.deepEqual(
    Object.keys(now).filter((key) => key !== 'failed'),
    ['stage', 'in', 'kept', 'dropped', 'unknown', 'operators', 'added', 'removed'],
  );
  assert.deepEqual([now.stage, now.in, now.kept, now.dropped, now.unknown], ['first', 10, 2, 8, 0]);
  assert.deepEqual([now.added, now.removed], [[], []]);
  for (const [i, { name, in: entered, dropped }] of now.operators.entries())
    assert.deepEqual(
      [name, entered, dropped],
      [first.operators[i]!.name, first.operators[i]!.in, first.operators[i]!.dropped],
    );
});

test('decide takes statistics, duplicates and selections anew over the samples that now reach the operator', async () => {
  const looser = await decide('words_num_filter.min_num=1');
  close(looser.operators[2]!.resolved!['min_len'], 16.6);
  assert.deepEqual([looser.added, looser.removed], [['w5'], []]);
  assert.equal(looser.operators.at(-1)!.dropped, 1);
});

test('decide knows percentile, mean, sigma and keep', async () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 6, 2];
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  const sigma = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const [bySigma, byMean, best2, best3] = await Promise.all([
    decide('words_num_filter.min_num={sigma: -1}'),
    decide('words_num_filter.min_num={mean: 0.5}'),
    decide('text_length_filter.min_len={keep: 2}'),
    decide('text_length_filter.min_len={keep: 3}'),
  ]);
  close(bySigma.operators[1]!.resolved!['min_num'], mean - sigma);
  close(byMean.operators[1]!.resolved!['min_num'], mean + 0.5);
  // The two longest are w8 and w7; the third place is a tie, which the earlier one takes.
  assert.deepEqual([best2.removed, best2.operators[2]!.kept], [['w6'], 2]);
  assert.deepEqual([best3.removed, best3.operators[2]!.kept, best3.operators[4]!.dropped], [[], 3, 0]);
});

test('several settings go together, and a repeated operator is set by its label', async () => {
  const both = await decide('words_num_filter.min_num=1', 'words_num_filter#2.max_num=8');
  assert.deepEqual(both.added, ['w5', 'w8']);
});

test('a setting that changes what is measured, or that is none, is exit 2 and changes nothing', async () => {
  const wrong: [string, RegExp][] = [
    ['document_deduplicator.lowercase=false', /measures/],
    ['words_num_filter.min_numm=3', /min_num/],
    ['words_num_filter.min_num=many', /min_num/],
    ['text_len_filter.min_len=3', /text_length_filter/],
    ['words_num_filter', /operator\.parameter=value/],
  ];
  const ended = await Promise.all(
    wrong.map(([setting]) => cli('decide', folder, '--stage', 'first', '--set', setting, '--write', '--json')),
  );
  for (const [i, { code, error }] of ended.entries()) {
    assert.equal(code, 2, wrong[i]![0]);
    assert.match(`${error().message} ${error().next ?? ''}`, wrong[i]![1]);
  }
  for (const stage of ['look', 'nowhere']) assert.equal((await cli('decide', folder, '--stage', stage)).code, 2);
  data.assertUntouched();
});

test('--write puts the threshold into the recipe and leaves every other byte, comments too; the run then agrees', async () => {
  const { added } = await decide('words_num_filter.min_num=1');
  const ended = await cli('decide', folder, '--stage', 'first', '--set', 'words_num_filter.min_num=1', '--write');
  assert.equal(ended.code, 0);
  const expected = recipe.replace('{min_num: {percentile: 25}}', '{min_num: 1}');
  assert.equal(data.read('better-synth.yaml'), expected);
  data.write('better-synth.yaml', expected);
  await run(folder);
  assert.deepEqual(await kept('first'), [...added, 'w6', 'w7']);
});

test('samples without a score are unknown, never guessed', async () => {
  data.write(
    'better-synth.yaml',
    data
      .read('better-synth.yaml')
      .replace('max_num: 7}', 'max_num: 7}\n        - alphanumeric_filter: {min_ratio: 0.1}'),
  );
  const unmeasured = await decide();
  const [alphanumeric] = unmeasured.operators.filter(({ name }) => name === 'alphanumeric_filter');
  assert.equal(alphanumeric!.unknown, alphanumeric!.in);
  assert.deepEqual([unmeasured.kept, unmeasured.removed], [0, []]);
  assert.equal(unmeasured.in, unmeasured.kept + unmeasured.dropped + unmeasured.failed + unmeasured.unknown);
});

test('a sample whose caption was edited since the run is unknown too: its scores are of another text', async () => {
  await run(folder);
  assert.equal((await decide()).unknown, 0);
  assert.equal((await cli('edit', folder, 'w7', '--text', 'short')).code, 0);
  const since = await decide();
  assert.deepEqual([since.unknown, since.removed], [1, []]);
  const [row] = await rowsOf<Row>(folder, "SELECT num_words, text_len FROM scores WHERE id = 'w7'");
  assert.deepEqual(row, { num_words: null, text_len: null });
  await run(folder);
  assert.equal((await decide()).unknown, 0);
  assert.ok(!(await kept('first')).includes('w7'));
});
