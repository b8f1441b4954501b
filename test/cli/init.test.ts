import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { demoTemplate } from '../../src/core/recipe/template-demo.ts';
import { liteTemplate } from '../../src/core/recipe/template-lite.ts';
import { cli } from '../support/cli.ts';
import { filesBelow, temporaryFolder } from '../support/dataset.ts';

const shipped = resolve(import.meta.dirname, '../../demo/dataset');

/** Files of a folder by their relative paths. */
function contents(folder: string): Map<string, string> {
  return new Map(filesBelow(folder).map((path) => [relative(folder, path), readFileSync(path, 'base64')]));
}

test('init writes the recipe of a preset, by default lite, and never overwrites one', async () => {
  for (const [args, template] of [
    [[], liteTemplate],
    [['--preset', 'lite'], liteTemplate],
    [['--preset', 'demo'], demoTemplate],
  ] as const) {
    const folder = temporaryFolder();
    const made = await cli('init', folder, ...args, '--json');
    assert.equal(made.code, 0);
    assert.equal(made.json<{ recipe: string }>().recipe, join(folder, 'better-synth.yaml'));
    assert.deepEqual(filesBelow(folder), [join(folder, 'better-synth.yaml')]);
    assert.equal(readFileSync(join(folder, 'better-synth.yaml'), 'utf8'), template);
    const again = await cli('init', folder, ...args, '--json');
    assert.deepEqual([again.code, again.error().kind], [2, 'usage']);
  }
});

test('the preset standard is not in this version', async () => {
  const later = await cli('init', temporaryFolder(), '--preset', 'standard', '--json');
  assert.equal(later.code, 2);
  assert.match(later.error().message, /not in this version/);
});

test('init --demo puts the demo dataset and the demo recipe there, in which check finds no fault of the recipe', async () => {
  const folder = join(temporaryFolder(), 'new', 'demo');
  const made = await cli('init', folder, '--demo', '--json');
  assert.equal(made.code, 0);
  assert.equal(made.json<{ samples: number }>().samples, 500);
  const copied = contents(folder);
  assert.equal(copied.get('better-synth.yaml'), Buffer.from(demoTemplate).toString('base64'));
  copied.delete('better-synth.yaml');
  assert.deepEqual(copied, contents(shipped));
  const check = await cli('check', folder, '--json');
  assert.equal(check.code, 3, 'broken lines and files are planted');
  assert.deepEqual(check.json<{ problems: { file: string }[] }>().problems.filter(isAboutRecipe), []);
});

function isAboutRecipe({ file }: { file: string }): boolean {
  return file.endsWith('.yaml');
}

test('init --demo with the preset lite writes that recipe', async () => {
  const folder = temporaryFolder();
  assert.equal((await cli('init', folder, '--demo', '--preset', 'lite')).code, 0);
  assert.equal(readFileSync(join(folder, 'better-synth.yaml'), 'utf8'), liteTemplate);
});

test('init --demo writes nothing at all where one of its files is in the way', async () => {
  for (const name of ['data.jsonl', 'truth.json', 'better-synth.yaml', 'images']) {
    const folder = temporaryFolder();
    if (name === 'images') mkdirSync(join(folder, name));
    else writeFileSync(join(folder, name), 'mine');
    const before = contents(folder);
    const refused = await cli('init', folder, '--demo', '--json');
    assert.equal(refused.code, 2);
    assert.equal(refused.error().where, join(folder, name));
    assert.deepEqual(contents(folder), before);
  }
});
