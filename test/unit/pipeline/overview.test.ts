import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  datasetOverview,
  lastReport,
  peopleOverview,
  plannedStages,
  resultsOverview,
  writtenStages,
} from '../../../src/core/pipeline/overview.ts';
import { openSession, type Session } from '../../../src/core/pipeline/session.ts';
import { createViews } from '../../../src/core/pipeline/views.ts';
import { statisticsOf } from '../../../src/core/pipeline/completed.ts';
import { scoreOf } from '../../../src/core/pipeline/overview-scores.ts';
import { editCaption, tagSamples } from '../../../src/core/pipeline/people.ts';
import { dataset, framed } from '../../support/dataset.ts';
import { machines, runModels } from './model-runs.ts';

const recipe = `error_budget: 0.9
stages:
  - name: clean
    clean:
      process:
        - words_num_filter: {min_num: 4}
        - image_shape_filter: {min_width: 20}
  - name: groups
    cluster: {k: 2}
`;
const picture = { width: 32, height: 16 };
const line = (id: string, words: number, images: readonly string[]) => ({
  id,
  images: images.map((name) => `p/${name}.png`),
  text: framed(Array.from({ length: words }, (_, i) => (i % 2 === 0 ? 'cat' : id)).join(' ')),
});
const lines = [
  line('a', 5, ['one']),
  line('b', 6, ['two']),
  line('c', 1, ['one']),
  line('d', 6, ['small']),
  line('e', 7, ['gone-1']),
  line('f', 7, ['gone-2']),
  line('g', 8, ['one', 'two']),
  '{"id": "torn", "text": "half',
  '{"id": "torn too", "text": "ha',
];
const pictures = {
  'p/one.png': picture,
  'p/two.png': { width: 64, height: 16 },
  'p/small.png': { width: 8, height: 8 },
};
const data = await dataset({ lines, pictures, recipe });

async function withOpen<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(data.folder);
  try {
    return await work(session);
  } finally {
    session.close();
  }
}

test('before any run there are samples and stages, and nothing is measured', () =>
  withOpen(async (session) => {
    const { flow } = await createViews(session);
    assert.deepEqual(await datasetOverview(session), { file: 'data.jsonl', samples: 9, problems: 2, imported: true });
    assert.deepEqual(await resultsOverview(session, flow), { clusters: [], quarantine: [] });
    assert.deepEqual(statisticsOf(flow.completed), []);
    const stages = await plannedStages(session, machines);
    assert.deepEqual(
      stages.map(({ name, kind, state, last }) => [name, kind, state, last]),
      [
        ['clean', 'clean', 'never run', null],
        ['groups', 'cluster', 'never run', null],
      ],
    );
    assert.equal(lastReport(session, 'clean'), null);
  }));

test('after a run there are clusters, failures by why, and where the values of each statistic lie', async () => {
  await runModels(data.folder);
  await withOpen(async (session) => {
    const { flow } = await createViews(session);
    const { clusters, quarantine } = await resultsOverview(session, flow);
    assert.equal(
      clusters.reduce((sum, { samples }) => sum + samples, 0),
      3,
    );
    assert.deepEqual(
      quarantine.map(({ stage, operator, samples }) => [stage, operator, samples]),
      [
        ['clean', 'image_shape_filter', 2],
        ['clean', 'words_num_filter', 2],
      ],
    );
    assert.equal(quarantine[0]!.reason, 'does not exist', 'two pictures that are missing are one reason');
    assert.match(quarantine[1]!.reason, /^not valid JSON: [^0-9]+$/);
    assert.deepEqual(statisticsOf(flow.completed), ['num_words', 'image_width', 'image_height']);
    const [words, width] = [await scoreOf(session, flow, 'num_words'), await scoreOf(session, flow, 'image_width')];
    assert.equal(await scoreOf(session, flow, 'text_len'), null);
    assert.deepEqual([words!.count, words!.min, words!.max], [7, 3, 10], 'special tokens count as words');
    assert.equal(words!.median, 8);
    assert.equal(
      words!.bins!.reduce((sum, count) => sum + count, 0),
      7,
    );
    assert.deepEqual([width!.count, width!.min, width!.max], [6, 8, 64], 'each picture has its own value');
    assert.ok(width!.bins![0]! >= 1 && width!.bins!.at(-1)! >= 1);
    const stages = await plannedStages(session, machines);
    assert.deepEqual(
      stages.map(({ state, last }) => [state, last?.in, last?.kept, last?.failed]),
      [
        ['up to date', 9, 3, 4],
        ['up to date', 3, 3, 0],
      ],
    );
    assert.deepEqual([lastReport(session, 'clean')!.run, lastReport(session, 'clean')!.report.kept], [1, 3]);
  });
});

test('tags are counted, and edits that wait are told with why', () =>
  withOpen(async (session) => {
    await tagSamples(session, ['a', 'b'], { add: ['good'], remove: [] });
    await tagSamples(session, ['a'], { add: ['keep'], remove: [] });
    await editCaption(session, 'a', 'a new caption of five words');
    const { flow } = await createViews(session);
    assert.deepEqual(await peopleOverview(session, flow), {
      tags: [
        { tag: 'good', samples: 2 },
        { tag: 'keep', samples: 1 },
      ],
      edits: 1,
      conflicts: [],
    });
    const stages = await plannedStages(session, machines);
    assert.equal(stages[0]!.state, 'stale');
    data.write('data.jsonl', data.read('data.jsonl').replace('cat a cat', 'dog a dog'));
    const again = (await createViews(session)).flow;
    const { conflicts } = await peopleOverview(session, again);
    assert.deepEqual(conflicts, [
      { id: 'a', caption: 'a new caption of five words', why: 'has another text than was edited' },
    ]);
  }));

test('of a broken recipe the stages are told as far as they are written, with their last reports', () =>
  withOpen((session) => {
    const stages = writtenStages(`${recipe}  - name: new\n    cluster: {kk: }\n  - oops`, session, 'because');
    assert.deepEqual(
      stages.map(({ name, state, why, last }) => [name, state, why, last?.kept]),
      [
        ['clean', 'not known', 'because', 3],
        ['groups', 'not known', 'because', 3],
        ['new', 'never run', 'because', undefined],
      ],
    );
    assert.deepEqual(writtenStages('', null, null), []);
    return Promise.resolve();
  }));
