import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportResult } from '../../../../src/core/pipeline/export/export-result.ts';
import { withSession } from '../../../../src/core/pipeline/session.ts';
import { desk, pictures, recipe, sample, writing } from '../synthesize-runs.ts';

const made = await desk({
  lines: [
    { id: 7, more: [1], images: ['images/1.png'], text: '<image>\nthe cat' },
    { images: ['images/2.png'], text: '<__dj__image>\nthe dog <|__dj__eoc|>' },
    sample('pair', ['1.png', '2.png'], 'the pair'),
  ],
  pictures: pictures('1.png', '2.png'),
  recipe: recipe('  - name: cluster\n    cluster: { k: 2 }\n', writing()),
});
await made.run();
const { data } = made;
const exported = async (format: string, name: string, withImages?: string): Promise<string> => {
  await withSession(data.folder, undefined, (session) =>
    exportResult(session, {
      format,
      output: data.path(name),
      force: false,
      ...(withImages === undefined ? {} : { withImages }),
    }),
  );
  return withImages === undefined ? data.read(name) : name;
};

test('in data-juicer a child is its root’s line with its own text, the root’s id and ours', async () => {
  const lines = (await exported('data-juicer', 'result.jsonl')).split('\n');
  assert.equal(
    lines.find((line) => line.includes('7/write/1')),
    '{"id":7,"more":[1],"images":["images/1.png"],"text":"<image>\\nA cat sits on a red chair.","better_synth_id":"7/write/1"}',
  );
  assert.equal(lines.filter((line) => line !== '').length, 9);
});

test('in llava a child has the root’s id, ours, and the root’s picture', async () => {
  const records = JSON.parse(await exported('llava', 'result.json')) as Record<string, unknown>[];
  assert.deepEqual(
    records.map(({ id, better_synth_id, image }) => [id, better_synth_id, image]),
    [
      [7, '7', 'images/1.png'],
      ['~2', '~2', 'images/2.png'],
      [7, '7/write/1', 'images/1.png'],
      [7, '7/write/2', 'images/1.png'],
      ['~2', '~2/write/1', 'images/2.png'],
      ['~2', '~2/write/2', 'images/2.png'],
    ],
  );
});

test('a picture of several captions is taken along once, and the card counts what models wrote', async () => {
  await exported('llava', 'along', 'copy');
  assert.deepEqual(data.read('along/manifest.jsonl').trimEnd().split('\n').length, 2);
  const card = data.read('along/README.md');
  assert.match(card, /\| samples, source \| 3 \|\n\| samples, synthesized \| 6 \|/);
  assert.match(card, /## Models\n\n- scripted \(write\)/);
  assert.match(card, /3 samples without exactly one picture were left out/);
});

test('a child without a cluster of its own has its parent’s', async () => {
  const rows = (await exported('csv', 'result.csv')).split('\r\n').slice(1, -1);
  const clusters = new Map(rows.map((row) => [/^[^,]+/.exec(row)![0], /\]",(\d*),([\d.]*),\d+$/.exec(row)!.slice(1)]));
  assert.deepEqual(clusters.get('7/write/2'), clusters.get('7'));
  assert.match(clusters.get('~2/write/1')![0]!, /^\d+$/);
});

test('a picture in a folder that is called as the records are stays behind, and the export does not fail of it', async () => {
  const { data: odd, run } = await desk({
    lines: [sample('plain', ['1.png']), { id: 'odd', images: ['data.json/2.png'], text: '<image>\nan odd one' }],
    pictures: { ...pictures('1.png'), 'data.json/2.png': { width: 20, height: 20 } },
    recipe: recipe(writing()),
  });
  await run();
  const output = odd.path('along');
  const { pictures: taken, notes } = await withSession(odd.folder, undefined, (session) =>
    exportResult(session, { format: 'llava', output, force: false, withImages: 'copy' }),
  );
  assert.deepEqual([taken!.taken, taken!.missing], [1, 1]);
  assert.match(notes.join('\n'), /data\.json\/2\.png has the name of the export’s own file/);
});
