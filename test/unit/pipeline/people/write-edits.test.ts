import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { editCaptions } from '../../../../src/core/pipeline/people/edit-captions.ts';
import { writeEdits } from '../../../../src/core/pipeline/people/write-edits.ts';
import { dataset, framed, temporaryFolder } from '../../../support/dataset.ts';
import { cleanRecipe } from '../model-runs.ts';
import { at } from './people-runs.ts';

const line = (id: string, text: string): string =>
  `{ "id":"${id}",  "note": {"n": 1.50, "ä": "\\u00e9"}, "text" :${JSON.stringify(text)}, "images":[]}`;
const bytes = `\ufeff${line('a', framed('one'))}\r\n\n${line('b', framed('two'))}\n{"torn\n   \n${line('c', 'x <image> three')}`;
const recipe = cleanRecipe(['whitespace_normalization_mapper: {}']);
const fresh = async () => dataset({ lines: bytes, recipe });
const edit = (folder: string, captions: Readonly<Record<string, string>>) =>
  at(folder, (session, flow) =>
    editCaptions(
      session,
      flow,
      Object.entries(captions).map(([id, caption]) => ({ id, caption, seen: null })),
    ),
  );
const write = (folder: string, path: string) => at(folder, (session, flow) => writeEdits(session, flow, path));

test('without edits the new file is the dataset, byte by byte', async () => {
  const { folder } = await fresh();
  const path = `${temporaryFolder()}/new.jsonl`;
  assert.deepEqual(await write(folder, path), { samples: 4, edits: 0 });
  assert.equal(readFileSync(path, 'utf8'), bytes);
});

test('edited texts are put into their lines, and no other byte is changed', async () => {
  const data = await fresh();
  await edit(data.folder, { a: 'first', c: 'last ☃' });
  const path = data.path('new.jsonl');
  assert.deepEqual(await write(data.folder, path), { samples: 4, edits: 2 });
  const expected = bytes
    .replace(JSON.stringify(framed('one')), JSON.stringify(framed('first')))
    .replace('"x <image> three"', readFileSync(path, 'utf8').split('"text" :').at(-1)!.split(', "images"')[0]!);
  assert.equal(readFileSync(path, 'utf8'), expected);
  assert.match(readFileSync(path, 'utf8'), /last (☃|\\u2603)/);
  data.assertUntouched();
});

test('long stretches between edited lines are copied as they are', async () => {
  const filler = line('f', 'x'.repeat(700_000));
  const lines = [line('a', framed('one')), filler, filler, filler, filler, line('b', framed('two')), ''].join('\n');
  const { folder } = await dataset({ lines, recipe });
  await edit(folder, { b: 'three' });
  const path = `${temporaryFolder()}/new.jsonl`;
  await write(folder, path);
  assert.equal(readFileSync(path, 'utf8'), lines.replace('two', 'three'));
});

test('nothing is written over a file, into our own folder, through a link, or where there is no folder', async () => {
  const data = await fresh();
  const other = `${temporaryFolder()}/other.jsonl`;
  writeFileSync(other, 'mine');
  symlinkSync(data.path('data.jsonl'), data.path('link.jsonl'));
  for (const path of [
    other,
    data.path('data.jsonl'),
    data.path('link.jsonl'),
    data.path('better-synth.yaml'),
    data.path('.better-synth/new.jsonl'),
    data.path('nowhere/new.jsonl'),
  ])
    await assert.rejects(write(data.folder, path), { kind: 'usage' }, path);
  assert.equal(readFileSync(other, 'utf8'), 'mine');
  assert.equal(existsSync(data.path('nowhere')), false);
});
