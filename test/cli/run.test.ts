import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { test } from 'node:test';
import type { RunReport, StageReport } from '../../src/protocol/records.ts';
import type { Status } from '../../src/core/pipeline/status.ts';
import { cli, rowsOf, run, type Decision } from '../support/cli.ts';
import { dataset, framed, pictureBytes } from '../support/dataset.ts';

const recipe = `version: 1
stages:
  - name: clean
    clean:
      process:
        - whitespace_normalization_mapper:
        - image_shape_filter: {min_width: 64, any_or_all: all}
        - words_num_filter: {min_num: 5}
        - image_deduplicator: {method: phash}
  - name: cluster
    cluster: {k: 2}
  - name: select
    select: {strategy: dynamic-increase, budget: 5}
  - name: export
    export: {format: data-juicer, output: result.jsonl}
`;
const kept = ['a', 'f', 'g', 'h', 'i', 'j'];
const captions: Record<string, string> = {
  a: 'a red bus waits near the old station',
  b: 'a small dog sleeps under a table',
  c: 'tiny',
  d: 'a red bus that stands near the station',
  e: 'this picture is not there at all',
  f: 'two cats look out of a window',
  g: 'a bowl of rice\u00a0on a wooden table',
  h: 'a green train crosses a long bridge',
  i: 'three birds sit on a thin wire',
  j: 'a boat lies on the quiet lake',
};
const size = (width: number, seed: number) => ({ width, height: 64, seed });
const twin = await pictureBytes('a.png', size(64, 1));
const data = await dataset({
  lines: Object.entries(captions).map(([id, caption]) => ({ id, images: [`images/${id}.png`], text: framed(caption) })),
  pictures: {
    'images/a.png': twin,
    'images/b.png': size(32, 2),
    'images/c.png': size(32, 3),
    'images/d.png': twin,
    ...Object.fromEntries(['f', 'g', 'h', 'i', 'j'].map((id, i) => [`images/${id}.png`, size(64, 4 + i)])),
  },
  recipe,
});
const { folder } = data;

const planned = await cli('run', folder, '--dry-run', '--json');
const first = await cli('run', folder, '--json');
const report = first.json<RunReport>();
const [clean, cluster, select, written] = report.stages as [StageReport, StageReport, StageReport, StageReport];
const decisions = await rowsOf<Decision>(folder, 'SELECT * FROM decisions');
const operator = (name: string) => clean.operators.find((found) => found.name === name)!;
const decision = (stage: string, id: string) => {
  const { outcome, operator: by, reason } = decisions.find((row) => row.stage === stage && row.id === id)!;
  return { outcome, operator: by, reason };
};

const marks = ({ stages }: RunReport) => stages.map(({ name, cached }) => `${name}${cached ? ' cached' : ''}`);
const allCached = ['clean cached', 'cluster cached', 'select cached', 'export cached'];

test('a dry run says what would run, and why, and starts no run', () => {
  assert.equal(planned.code, 0);
  assert.deepEqual(
    planned.json<Pick<Status, 'stages'>>().stages.map(({ name, state }) => [name, state]),
    ['clean', 'cluster', 'select', 'export'].map((name) => [name, 'never run']),
  );
  assert.equal(report.run, 1);
});

test('run --json has exactly the shape of the contract', () => {
  assert.deepEqual(Object.keys(report), ['run', 'stages', 'exit']);
  const stageKeys = ['name', 'kind', 'in', 'kept', 'dropped', 'failed', 'created', 'seconds', 'cached', 'operators'];
  const operatorKeys = ['name', 'in', 'kept', 'dropped', 'failed', 'seconds'];
  for (const stage of report.stages) {
    const besides = ['notes', 'pictures', 'models', 'tellsApart'];
    assert.deepEqual(
      Object.keys(stage).filter((key) => !besides.includes(key)),
      stageKeys,
    );
    assert.equal(stage.created, 0);
    assert.equal(typeof stage.seconds, 'number');
    for (const counts of stage.operators) {
      const more = ['alone', 'resolved', 'unknown'];
      assert.deepEqual(
        Object.keys(counts).filter((key) => !more.includes(key)),
        operatorKeys,
      );
    }
  }
  assert.deepEqual(
    report.stages.map(({ name, kind, cached }) => [name, kind, cached]),
    [
      ['clean', 'clean', false],
      ['cluster', 'cluster', false],
      ['select', 'select', false],
      ['export', 'export', false],
    ],
  );
});

test('a run in which some samples failed exits 3, says so in its document, and is done all the same', () => {
  assert.equal(first.code, 3);
  assert.equal(report.exit, 3);
  assert.match(first.stderr, /some samples failed/);
});

test('in = kept + dropped + failed, per stage and per operator, and each operator hands on what it kept', () => {
  for (const stage of report.stages) {
    assert.equal(stage.in, stage.kept + stage.dropped + stage.failed, stage.name);
    for (const counts of stage.operators) assert.equal(counts.in, counts.kept + counts.dropped + counts.failed);
  }
  let entering = clean.in;
  for (const counts of clean.operators) {
    assert.equal(counts.in, entering, counts.name);
    entering = counts.kept;
  }
  assert.equal(entering, clean.kept);
  assert.deepEqual([clean.in, clean.kept, clean.dropped, clean.failed], [10, 6, 3, 1]);
  assert.equal(cluster.in, 6);
});

test('neighbouring filters run by cost, text before headers, but not across a mapper or deduplicator', () => {
  assert.deepEqual(
    clean.operators.map(({ name }) => name),
    ['whitespace_normalization_mapper', 'words_num_filter', 'image_shape_filter', 'image_deduplicator'],
  );
});

test('the first operator that drops a sample in that order has the credit, and what each would drop alone is told too', () => {
  assert.deepEqual(decision('clean', 'b').operator, 'image_shape_filter');
  assert.deepEqual(decision('clean', 'c').operator, 'words_num_filter');
  assert.deepEqual([operator('words_num_filter').dropped, operator('words_num_filter').alone], [1, 1]);
  assert.deepEqual([operator('image_shape_filter').dropped, operator('image_shape_filter').alone], [1, 2]);
});

test('a decision has its operator and its reason; kept samples have neither', () => {
  assert.deepEqual(decision('clean', 'a'), { outcome: 'kept', operator: null, reason: null });
  assert.match(decision('clean', 'b').reason!, /image_width 32 < 64/);
  assert.equal(decision('clean', 'd').operator, 'image_deduplicator');
  assert.match(decision('clean', 'd').reason!, /duplicate of a/);
  assert.equal(decision('clean', 'e').outcome, 'failed');
  assert.match(decision('clean', 'e').reason!, /images\/e\.png.*does not exist/);
});

test('one decision stands for every sample that enters a stage, in dataset order', () => {
  const entering = (stage: string) => decisions.filter((row) => row.stage === stage).map(({ id }) => id);
  assert.deepEqual(entering('clean'), Object.keys(captions));
  for (const stage of ['cluster', 'select']) assert.deepEqual(entering(stage).sort(), kept);
  assert.equal(decisions.filter((row) => row.stage === 'cluster' && row.outcome === 'kept').length, 6);
});

test('cluster and export keep all that entered', () => {
  assert.deepEqual([cluster.in, cluster.kept], [6, 6]);
  assert.deepEqual([written.in, written.kept], [select.kept, select.kept]);
});

test('scores are there for dropped samples too, and for those that were dropped by another operator', async () => {
  const scores = await rowsOf(folder, 'SELECT id, num_words, image_width FROM scores');
  const of = (id: string) => scores.find((row) => row['id'] === id);
  assert.deepEqual(of('c'), { id: 'c', num_words: 3, image_width: [32] });
  assert.deepEqual(of('d'), { id: 'd', num_words: 10, image_width: [64] });
  assert.deepEqual(of('e'), { id: 'e', num_words: 9, image_width: null });
});

test('a mapper applies to every sample that enters, and what it changed is the present text from then on', async () => {
  const texts = await rowsOf(folder, 'SELECT * FROM texts');
  assert.deepEqual(texts, [{ id: 'g', stage: 'clean', text: framed('a bowl of rice on a wooden table') }]);
  const [sample] = await rowsOf<Record<'caption' | 'original_text', string>>(
    folder,
    "SELECT text, caption, original_text FROM samples WHERE id = 'g'",
  );
  assert.equal(sample!.caption, 'a bowl of rice on a wooden table');
  assert.equal(sample!.original_text, framed(captions['g']!));
});

test('every run leaves its recipe, its events and its report in a folder of its own', () => {
  for (const name of ['clean', 'cluster', 'select', 'export']) {
    const path = (file: string) => data.path(`.better-synth/runs/1-${name}/${file}`);
    assert.equal(readFileSync(path('recipe.yaml'), 'utf8'), recipe);
    assert.equal((JSON.parse(readFileSync(path('report.json'), 'utf8')) as StageReport).name, name);
    for (const line of readFileSync(path('events.jsonl'), 'utf8').split('\n').filter(Boolean)) JSON.parse(line);
  }
  assert.equal(readFileSync(data.path('.better-synth/.gitignore'), 'utf8'), '*\n');
});

test('a second run takes everything from the store, says so, and repeats the exit code', async () => {
  const { code, report: second } = await run(folder);
  assert.equal(code, 3);
  assert.equal(second.run, 2);
  for (const [i, stage] of second.stages.entries()) {
    assert.ok(stage.cached, stage.name);
    const { seconds } = stage;
    assert.deepEqual(stage, { ...report.stages[i], cached: true, seconds });
  }
});

test('status knows what is up to date, with the counts of the last run', async () => {
  const { json, code } = await cli('status', folder, '--json');
  assert.equal(code, 0);
  const { dataset: known, stages } = json<Status>();
  assert.deepEqual([known.file, known.samples, known.problems], ['data.jsonl', 10, 0]);
  for (const stage of stages) assert.equal(stage.state, 'up to date');
  assert.equal(stages[0]!.last!.kept, 6);
});

test('--force decides again, and comes to the same result', async () => {
  const forced = (await run(folder, '--force', '--stage', 'clean')).report;
  assert.deepEqual(marks(forced), ['clean']);
  assert.equal(forced.stages[0]!.kept, 6);
  assert.deepEqual(marks((await run(folder)).report), allCached);
});

test('--sample is a preview: other stages and views do not see it, and no file is written', async () => {
  const bytes = data.read('result.jsonl');
  const preview = await run(folder, '--sample', '4');
  assert.equal(preview.report.stages[0]!.in, 4);
  assert.deepEqual(await rowsOf(folder, 'SELECT * FROM decisions'), decisions);
  assert.equal(data.read('result.jsonl'), bytes);
  assert.deepEqual(marks((await run(folder)).report), allCached);
});

test('a picture that was only touched is the same picture; one that was changed makes its stage stale', async () => {
  utimesSync(data.path('images/f.png'), new Date(), new Date());
  assert.deepEqual(marks((await run(folder)).report), allCached);
  data.write('images/f.png', await pictureBytes('f.png', size(40, 77)));
  const { stages } = (await cli('status', folder, '--json')).json<Status>();
  assert.equal(stages[0]!.state, 'stale');
  const rerun = (await run(folder)).report;
  assert.deepEqual([rerun.stages[0]!.cached, rerun.stages[0]!.kept], [false, 5]);
  assert.deepEqual(await rowsOf(folder, "SELECT operator FROM decisions WHERE stage = 'clean' AND id = 'f'"), [
    { operator: 'image_shape_filter' },
  ]);
});

test('a changed dataset file is noticed though its size and times say nothing', async () => {
  const { atime, mtime } = statSync(data.path('data.jsonl'));
  data.write('data.jsonl', data.read('data.jsonl').replace('a boat lies', 'a goat lies'));
  utimesSync(data.path('data.jsonl'), atime, mtime);
  const changed = (await run(folder)).report;
  assert.deepEqual([changed.stages[0]!.cached, changed.stages[1]!.cached], [false, false]);
  assert.deepEqual(await rowsOf(folder, "SELECT caption FROM samples WHERE id = 'j'"), [
    { caption: 'a goat lies on the quiet lake' },
  ]);
});

test('a stage whose result comes out the same cuts off: those behind it stay up to date', async () => {
  // A looser threshold that lets nobody else in: the first stage decides anew, the others see the same samples.
  data.write('better-synth.yaml', recipe.replace('min_num: 5', 'min_num: 4'));
  assert.deepEqual(marks((await run(folder)).report), ['clean', ...allCached.slice(1)]);
});

test('stages named with --stage, --from and --to run after what they need, and no more', async () => {
  data.write('better-synth.yaml', recipe.replace('min_num: 5', 'min_num: 10'));
  assert.deepEqual(marks((await run(folder, '--to', 'cluster')).report), ['clean', 'cluster']);
  data.write('better-synth.yaml', recipe.replace('min_num: 5', 'min_num: 5, max_num: 9'));
  assert.deepEqual(marks((await run(folder, '--stage', 'cluster')).report), ['clean', 'cluster']);
  const forced = await run(folder, '--from', 'select', '--to', 'select', '--force');
  assert.deepEqual(marks(forced.report), ['clean cached', 'cluster cached', 'select']);
  const unknown = await cli('run', folder, '--stage', 'nowhere', '--json');
  assert.equal(unknown.code, 2);
  assert.match(unknown.error().message, /no stage "nowhere"/);
});

test('the same recipe, data and seed give the same result byte for byte', async () => {
  const twinData = await dataset({
    lines: data.read('data.jsonl'),
    pictures: Object.fromEntries(
      Object.keys(captions)
        .filter((id) => existsSync(data.path(`images/${id}.png`)))
        .map((id) => [`images/${id}.png`, readFileSync(data.path(`images/${id}.png`))]),
    ),
    recipe,
  });
  data.write('better-synth.yaml', recipe);
  await Promise.all([cli('run', folder), cli('run', twinData.folder)]);
  assert.equal(twinData.read('result.jsonl'), data.read('result.jsonl'));
  const sql = 'SELECT * FROM clusters ORDER BY id';
  assert.deepEqual(await rowsOf(twinData.folder, sql), await rowsOf(folder, sql));
});
