import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScoresOpened } from '../../src/protocol/scores.ts';
import { run } from '../support/cli.ts';
import { dataset, framed } from '../support/dataset.ts';
import { startEngine } from '../support/engine.ts';

const recipe = `version: 1
stages:
  - name: measure
    measure: { process: [words_num_filter: {}, text_length_filter: {}] }
  - name: clean
    clean: { process: [words_num_filter: { min_num: 4, max_num: { percentile: 90 } }] }
`;
const lines = Array.from({ length: 60 }, (_, i) =>
  i % 20 === 7
    ? '{"id": '
    : { id: `s${i}`, images: [], text: framed(`The image shows ${'word '.repeat(i % 9)}`.trim()) },
);
const { folder } = await dataset({ lines, recipe });
assert.equal((await run(folder, '--stage', 'measure')).code, 3);

test('a measure stage shows its scores before any threshold exists, and a clean stage its thresholds and decisions', async () => {
  await using engine = await startEngine(folder);
  const before = await engine.ask('scores/open', { stage: 'measure', filter: '' });
  assert.deepEqual(
    before.scores.map(({ key, summary, thresholds }) => [key, summary.count, summary.missing, thresholds]),
    [
      ['num_words', 57, 3, []],
      ['text_len', 57, 3, []],
    ],
  );
  assert.deepEqual([before.decidedBy, before.stages], [null, [{ name: 'measure', kind: 'measure', decides: false }]]);
  const changed = engine.next('changed', ({ what }) => what.includes('results'));
  assert.equal((await run(folder)).code, 3);
  await changed;
  await assert.rejects(engine.ask('scores/brush', { view: before.view, brushes: [], plot: null }), /old/);
  const after = await engine.ask('scores/open', { stage: 'clean', filter: '' });
  assert.equal(after.decidedBy, 'clean');
  assert.deepEqual(
    after.scores.map(({ key }) => key),
    ['num_words'],
  );
  const [min, max] = after.scores[0]!.thresholds;
  assert.deepEqual([min!.operator, min!.side, min!.value, max!.side], ['words_num_filter', 'min', 4, 'max']);
  // Three lines are no samples: they never came to this stage.
  const [, kept] = after.groups;
  assert.ok(kept! > 30 && kept! < 57);
  assert.deepEqual(after.groups, [3, kept, 57 - kept!, 0]);
});

test('what is brushed is what the grid finds with the brushes as its filter, and only the newest answer is kept', async () => {
  await using engine = await startEngine(folder);
  const { view, scores } = await engine.ask('scores/open', { stage: null, filter: 'outcome:kept' });
  const text = scores.find(({ key }) => key === 'text_len')!.summary;
  const from = text.p25!;
  const brushes = [
    { key: 'num_words', from: 4, to: 9 },
    { key: 'text_len', from, to: text.max! },
  ];
  const plot = { x: 'num_words', y: 'text_len' };
  const first = await engine.ask('scores/brush', { view, brushes, plot });
  const filter = `(outcome:kept) num_words>=4 num_words<=9 text_len>=${from} text_len<=${text.max}`;
  const found = await engine.ask('grid/open', { filter, orderBy: null });
  assert.ok(first.total > 0 && first.total < 57);
  const ids = (result: number) => engine.ask('grid/ids', { result, ranges: [{ from: 0, to: 60 }] });
  assert.deepEqual(await ids(first.result), await ids(found.result));
  assert.equal(sum(first.plot!), sum(scores[0]!.counts));
  const second = await engine.ask('scores/brush', { view, brushes: [], plot: null });
  assert.equal(second.total, scores[0]!.summary.count + scores[0]!.summary.missing);
  await assert.rejects(ids(first.result), /old/);
});

test('a panel that is opened a thousand times leaves no more than a few views', async () => {
  await using engine = await startEngine(folder);
  const views: ScoresOpened[] = [];
  for (let i = 0; i < 1000; i++) views.push(await engine.ask('scores/open', { stage: null, filter: '' }));
  const brush = ({ view }: ScoresOpened) => engine.ask('scores/brush', { view, brushes: [], plot: null });
  await brush(views.at(-1)!);
  await brush(views.at(-4)!);
  await assert.rejects(brush(views.at(-5)!), /old/);
});

test('summaries are of all and of what is brushed; a wrong filter is told, and a filter may find nothing', async () => {
  await using engine = await startEngine(folder);
  const { view } = await engine.ask('scores/open', { stage: null, filter: '' });
  await engine.ask('scores/brush', { view, brushes: [{ key: 'num_words', from: 5, to: 5 }], plot: null });
  const [words] = await engine.ask('scores/summaries', { view });
  assert.deepEqual([words!.brushed.min, words!.brushed.max, words!.brushed.sigma], [5, 5, 0]);
  assert.equal(words!.all.count, 57);
  assert.equal(
    words!.groups.reduce((all, { count }) => all + count, 0),
    words!.brushed.count,
  );
  const wrong = await engine.ask('scores/open', { stage: null, filter: 'num_wrods<3' });
  assert.match(wrong.problem!.message, /Did you mean num_words/);
  const none = await engine.ask('scores/open', { stage: null, filter: 'elephant' });
  assert.deepEqual([none.total, none.scores[0]!.summary.median], [0, null]);
});

test('captions with a phrase at their beginning are found by the filter that is answered', async () => {
  await using engine = await startEngine(folder);
  const style = await engine.ask('scores/style', { filter: '' });
  assert.deepEqual([style.captions, style.stage], [57, 'measure']);
  const opener = style.openers.find(({ text }) => text.startsWith('the image shows'))!;
  const { filter, samples } = await engine.ask('scores/phrase', { filter: '', text: opener.text, place: 'opener' });
  const found = await engine.ask('grid/open', { filter, orderBy: null });
  assert.deepEqual([samples, found.total], [opener.captions, opener.captions]);
});

function sum(counted: string): number {
  const bytes = Buffer.from(counted, 'base64');
  let all = 0;
  for (let at = 0; at < bytes.length; at += 4) all += bytes.readUInt32LE(at);
  return all;
}
