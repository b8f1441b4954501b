/** The threshold lab, asked of the real engine over its channel. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { StageReport } from '../../src/protocol/records.ts';
import type { Failure } from '../../src/protocol/engine.ts';
import type { LabDecision, LabSetting } from '../../src/protocol/lab.ts';
import { rowsOf, run } from '../support/cli.ts';
import { dataset, temporaryFolder } from '../support/dataset.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { asking, modelDataset, runModels, sample } from '../unit/pipeline/model-runs.ts';

const recipe = `# A recipe with remarks.
version: 1
stages:
  - name: first      # text alone
    clean:
      process:
        - whitespace_normalization_mapper:
        - words_num_filter: {min_num: 3, max_num: 40}   # not too short
        - character_repetition_filter: {rep_len: 3, max_ratio: {sigma: 3}}
        - text_length_filter:
            min_len: {percentile: 10}   # a tenth goes
        - document_deduplicator: {lowercase: true}
  - name: look
    measure:
      process:
        - alphanumeric_filter: {}
  - name: later
    clean:
      config: more.yaml
`;
const config = `# Data-Juicer's own form.
process:
  - special_characters_filter:
      max_ratio: 0.5   # of signs
`;
const words = (n: number, word: string): string => Array.from({ length: n }, (_, i) => word + i).join(' ');
const lines = Array.from({ length: 300 }, (_, i) => ({
  id: `s${i}`,
  images: [],
  text: words(1 + ((i * 7) % 50), 'abcdefg'.slice(0, 1 + (i % 5))),
}));

/** A dataset that has been run once. */
async function ran(): Promise<string> {
  const made = await dataset({ lines, recipe, files: { 'more.yaml': config }, folder: temporaryFolder() });
  assert.equal((await run(made.folder)).code, 0);
  return made.folder;
}
const folder = await ran();

const settings = (...each: [string, string, LabSetting['value']][]): LabSetting[] =>
  each.map(([operator, parameter, value]) => ({ operator, parameter, value }));

const decide = (engine: TestEngine, tried: LabSetting[], stage = 'first'): Promise<LabDecision> =>
  engine.ask('lab/decide', { stage, settings: tried, order: 'nearest' });

async function idsOf(engine: TestEngine, filter: string): Promise<readonly string[]> {
  const { result, total } = await engine.ask('grid/open', { filter, orderBy: null });
  return engine.ask('grid/ids', { result, ranges: [{ from: 0, to: total }] });
}

const keptIn = async (where: string, stage: string): Promise<string[]> =>
  (
    await rowsOf<{ id: string }>(
      where,
      `SELECT d.id FROM decisions d JOIN samples s USING (id) WHERE stage = '${stage}' AND outcome = 'kept' ORDER BY line`,
    )
  ).map(({ id }) => id);

const failureOf = (asked: Promise<unknown>): Promise<Failure> =>
  asked.then(
    () => assert.fail('it was answered'),
    (error: { data: Failure }) => error.data,
  );

test('the lab opens on the last clean stage that ran, and on any other that is named', async () => {
  await using engine = await startEngine(folder);
  const usual = await engine.ask('lab/open', { stage: null });
  assert.deepEqual(usual.stage, { name: 'later', kind: 'clean', ran: true });
  const first = await engine.ask('lab/open', { stage: 'first' });
  assert.deepEqual(
    first.operators.map(({ name, statistics }) => [name, statistics.map(({ key }) => key)]),
    [
      ['whitespace_normalization_mapper', []],
      ['words_num_filter', ['num_words']],
      ['character_repetition_filter', ['char_rep_ratio']],
      ['text_length_filter', ['text_len']],
      ['document_deduplicator', []],
    ],
  );
  const [statistic] = first.operators[1]!.statistics;
  assert.deepEqual([statistic!.min, statistic!.max, statistic!.samples], [1, 50, 300]);
  assert.equal(
    statistic!.bins.reduce((sum, count) => sum + count, 0),
    300,
  );
  assert.deepEqual(
    statistic!.bounds.map(({ parameter, recipe, whole }) => [parameter, recipe, whole]),
    [
      ['min_num', 3, true],
      ['max_num', 40, true],
    ],
  );
});

test('a measure stage decides nothing: a clean stage over what it measured is offered', async () => {
  await using engine = await startEngine(folder);
  const { stage, operators, yaml } = await engine.ask('lab/open', { stage: 'look' });
  assert.deepEqual([stage!.kind, operators], ['measure', []]);
  const copy = temporaryFolder();
  writeFileSync(join(copy, 'data.jsonl'), readFileSync(join(folder, 'data.jsonl')));
  writeFileSync(join(copy, 'better-synth.yaml'), `version: 1\nstages:\n${yaml!.replace(/^/gm, '  ').trimEnd()}\n`);
  const { report } = await run(copy);
  const [{ name, kept }] = report.stages as [StageReport];
  assert.equal(name, 'look-clean');
  assert.ok(kept >= 225 && kept < 240, `${kept} of 300 are three quarters, and those with the same value`);
});

test('what the lab keeps is what a fresh run of the recipe that it writes keeps, to the sample', async () => {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  const tried = settings(
    ['words_num_filter', 'min_num', { percentile: 25 }],
    ['words_num_filter', 'max_num', 45],
    ['text_length_filter', 'min_len', 30],
    ['character_repetition_filter', 'max_ratio', { keep: 150 }],
  );
  const before = new Set(await keptIn(folder, 'first'));
  await using engine = await startEngine(copy);
  const decided = await decide(engine, tried);
  assert.equal(decided.keptByRun, before.size);
  const [come, go] = [await idsOf(engine, 'set:lab-in'), await idsOf(engine, 'set:lab-out')];
  assert.ok(come.length > 0 && go.length > 0, `${come.length} in, ${go.length} out`);
  const files = await engine.ask('lab/texts', { stage: 'first', settings: tried });
  for (const { path, before: then, after } of files) {
    assert.equal(readFileSync(path, 'utf8'), then);
    assert.match(after, /# not too short/);
    writeFileSync(path, after);
  }
  const fresh = temporaryFolder();
  for (const name of ['data.jsonl', 'better-synth.yaml', 'more.yaml']) cpSync(join(copy, name), join(fresh, name));
  await run(fresh);
  const now = new Set(await keptIn(fresh, 'first'));
  assert.deepEqual([...now].filter((id) => !before.has(id)).sort(), [...come].sort());
  assert.deepEqual([...before].filter((id) => !now.has(id)).sort(), [...go].sort());
  assert.equal(decided.kept, now.size);
});

test('the strips show those first that lie nearest to the threshold, or the dataset in its order', async () => {
  await using engine = await startEngine(folder);
  const tried = settings(['words_num_filter', 'min_num', 30], ['text_length_filter', 'min_len', 0]);
  const read = async (order: 'nearest' | 'dataset'): Promise<number[]> => {
    const { flipOut } = await engine.ask('lab/decide', { stage: 'first', settings: tried, order });
    const { result, total } = flipOut;
    const rows = await engine.ask('grid/rows', { result, from: 0, count: total, scores: ['num_words'] });
    if (order === 'dataset')
      assert.deepEqual(
        rows.map(({ row }) => row),
        rows.map(({ row }) => row).sort((a, b) => a - b),
      );
    return rows.map(({ scores }) => scores['num_words'] as number);
  };
  const near = await read('nearest');
  assert.ok(near.length > 20 && near[0] === 29, `${near.length}, first ${near[0]}`);
  assert.deepEqual(
    near,
    [...near].sort((a, b) => b - a),
  );
  await read('dataset');
});

test('each sample that would go says at which operator and why, a duplicate of which', async () => {
  await using engine = await startEngine(folder);
  const tried = settings(['words_num_filter', 'min_num', 1], ['text_length_filter', 'min_len', 0]);
  const why = await engine.ask('lab/why', { stage: 'first', settings: tried, rows: [0, 3, 6, 250] });
  assert.equal(why[0], null);
  assert.deepEqual(
    [why[1], why[2]].map((each) => each?.operator ?? null),
    [null, 'words_num_filter'],
  );
  assert.match(why[2]!.reason, /^num_words 43 > 40$/);
  assert.deepEqual(why[3], { operator: 'document_deduplicator', reason: 'duplicate of s0' });
});

test('each suggestion says what it would keep, and the one for a number of samples comes as near as can be', async () => {
  await using engine = await startEngine(folder);
  const found = await engine.ask('lab/suggest', {
    ...{ stage: 'first', settings: [], operator: 'words_num_filter', parameter: 'min_num', target: 100 },
  });
  assert.deepEqual(
    found.map(({ value }) => (typeof value === 'object' ? Object.keys(value)[0] : typeof value)),
    ['percentile', 'sigma', 'number', 'keep'],
  );
  for (const { value, kept } of found)
    assert.equal((await decide(engine, settings(['words_num_filter', 'min_num', value]))).kept, kept);
  const counts = await Promise.all(
    Array.from({ length: 41 }, (_, min) => decide(engine, settings(['words_num_filter', 'min_num', min]))),
  );
  const nearest = Math.min(...counts.map(({ kept }) => Math.abs(kept - 100)));
  assert.ok(Math.abs(found[2]!.kept - 100) <= nearest + 2, `${found[2]!.kept}, and ${nearest} away is possible`);
});

test('a tag wins a sample back, at once', async () => {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  await using engine = await startEngine(copy);
  const tried = settings(['words_num_filter', 'min_num', 30]);
  const before = await decide(engine, tried);
  const [gone] = await idsOf(engine, 'set:lab-out');
  await engine.ask('tags/change', { of: { ids: [gone!] }, add: ['keep'], remove: [] });
  const after = await decide(engine, tried);
  assert.deepEqual([before.wonBack, after.wonBack, after.kept - before.kept], [0, 1, 1]);
  assert.equal(after.operators[0]!.name, 'manual');
  assert.ok(!(await idsOf(engine, 'set:lab-out')).includes(gone!));
});

test('thresholds of a stage that names a config are written there, and the engine sees it', async () => {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  await using engine = await startEngine(copy);
  const tried = settings(['special_characters_filter', 'max_ratio', 0.25]);
  const [file, ...more] = await engine.ask('lab/texts', { stage: 'later', settings: tried });
  assert.deepEqual([file!.path, more], [join(copy, 'more.yaml'), []]);
  assert.equal(file!.after, config.replace('0.5   #', '0.25   #'));
  const changed = engine.next('changed', ({ what }) => what.includes('recipe'));
  writeFileSync(file!.path, file!.after);
  await changed;
  const { operators } = await engine.ask('lab/open', { stage: 'later' });
  const bound = operators[0]!.statistics[0]!.bounds.find(({ parameter }) => parameter === 'max_ratio')!;
  assert.deepEqual([bound.recipe, bound.run], [0.25, 0.25]);
});

test('a threshold that no recipe could have is refused with what is wrong, and nothing else is lost', async () => {
  await using engine = await startEngine(folder);
  const crossed = await failureOf(decide(engine, settings(['words_num_filter', 'min_num', 41])));
  assert.equal(crossed.kind, 'usage');
  assert.match(crossed.message, /min_num is above max_num/);
  const measured = await failureOf(decide(engine, settings(['character_repetition_filter', 'rep_len', 4])));
  assert.match(measured.message, /changes what character_repetition_filter measures/);
  assert.equal((await decide(engine, [])).in, 300);
});

test('a question that was taken back is not worked on', async () => {
  await using engine = await startEngine(folder);
  await engine.ask('lab/open', { stage: 'first' });
  const sources = Array.from({ length: 20 }, () => new CancellationTokenSource());
  const asked = sources.map(({ token }, i) =>
    engine
      .ask(
        'lab/decide',
        { stage: 'first', settings: settings(['words_num_filter', 'min_num', i]), order: 'nearest' },
        token,
      )
      .then(
        () => 'answered',
        () => 'taken back',
      ),
  );
  for (const source of sources.slice(0, -1)) source.cancel();
  const ends = await Promise.all(asked);
  assert.equal(ends.at(-1), 'answered');
  assert.ok(ends.filter((end) => end === 'taken back').length >= 18, ends.join());
});

test('a lab that is opened and dragged again and again takes no room from the results of others', async () => {
  await using engine = await startEngine(folder);
  const grid = await engine.ask('grid/open', { filter: '', orderBy: null });
  for (let n = 0; n < 100; n++) {
    await engine.ask('lab/open', { stage: 'first' });
    await decide(engine, settings(['words_num_filter', 'min_num', n % 40]));
  }
  const rows = await engine.ask('grid/rows', { result: grid.result, from: 0, count: 5, scores: [] });
  assert.equal(rows.length, 5);
});

test('samples that no model was asked about are told apart from those that were edited since', async () => {
  const gallery = ['alpha.png', 'dark.jpg', 'flat.png'];
  const measured = await modelDataset(
    gallery.map((picture, i) => sample(`s${i}`, [picture], i === 0 ? 'boat' : `a boat and ${i} cats`)),
    `version: 1
stages:
  - name: clean
    clean:
      process:
        - words_num_filter: { min_num: 4 }
        - ${asking.similarity()}
`,
    ['clip'],
  );
  await runModels(measured.folder);
  await using engine = await startEngine(measured.folder);
  assert.equal((await decide(engine, [], 'clean')).unknown, 0);
  const loose = settings(['words_num_filter', 'min_num', 1]);
  const unasked = await decide(engine, loose, 'clean');
  assert.deepEqual(unasked.unknowns, [{ why: 'survivors', operator: 'image_text_similarity_filter', samples: 1 }]);
  await engine.ask('captions/edit', [{ id: 's1', caption: 'a small boat', seen: 'a boat and 1 cats' }]);
  const edited = await decide(engine, [], 'clean');
  assert.deepEqual(
    edited.unknowns.map(({ why, samples }) => [why, samples]),
    [['edited', 1]],
  );
});

test('what an earlier stage measured is known of samples that no model was asked about: ids are those of a fresh run', async () => {
  const gallery = ['alpha.png', 'dark.jpg', 'flat.png', 'grey.png', 'landscape.jpg', 'portrait.jpg'];
  const samples = gallery.map((picture, i) => sample(`s${i}`, [picture], words(1 + i, 'boat ')));
  const stages = (fewest: number): string => `version: 1
stages:
  - name: look
    measure:
      process:
        - ${asking.nsfw()}
  - name: clean
    clean:
      process:
        - words_num_filter: { min_num: ${fewest} }
        - ${asking.nsfw(', max_score: {percentile: 50}')}
`;
  const measured = await modelDataset(samples, stages(6), ['nsfw']);
  await runModels(measured.folder);
  await using engine = await startEngine(measured.folder);
  const before = new Set(await keptIn(measured.folder, 'clean'));
  const { unknown, kept } = await decide(engine, settings(['words_num_filter', 'min_num', 1]), 'clean');
  const [come, go] = [await idsOf(engine, 'set:lab-in'), await idsOf(engine, 'set:lab-out')];
  const fresh = await modelDataset(samples, stages(1), ['nsfw']);
  await runModels(fresh.folder);
  const now = new Set(await keptIn(fresh.folder, 'clean'));
  assert.deepEqual([unknown, kept], [0, now.size]);
  assert.ok(come.length > 0);
  assert.deepEqual([...now].filter((id) => !before.has(id)).sort(), [...come].sort());
  assert.deepEqual([...before].filter((id) => !now.has(id)).sort(), [...go].sort());
});

test('a stage that was never run says so, a recipe with errors says where', async () => {
  const fresh = await dataset({ lines: lines.slice(0, 3), recipe, files: { 'more.yaml': config } });
  await using engine = await startEngine(fresh.folder);
  const { stage, operators } = await engine.ask('lab/open', { stage: 'first' });
  assert.deepEqual([stage, operators], [{ name: 'first', kind: 'clean', ran: false }, []]);
  const changed = engine.next('changed', ({ what }) => what.includes('recipe'));
  fresh.write('better-synth.yaml', recipe.replace('min_num: 3', 'min_num: many'));
  await changed;
  const failure = await failureOf(engine.ask('lab/open', { stage: 'first' }));
  assert.match(failure.message, /better-synth\.yaml:8:\d+: error/);
});
