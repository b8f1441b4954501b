import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, it } from 'node:test';

const demo = resolve(import.meta.dirname, '../../demo');
const dataset = join(demo, 'dataset');
const models = readdirSync(join(demo, 'models'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface Manifest {
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>;
}

describe('the demo', () => {
  it('has the models that the design names, and 20 MB of them at most', () => {
    const wanted = ['aesthetics', 'captioner', 'clip', 'encoder-b', 'itm', 'nsfw', 'text-embedding', 'watermark'];
    assert.deepEqual(models.sort(), wanted);
    assert.ok(bytesOf(join(demo, 'models')) <= 20 * 2 ** 20);
  });

  it('has models whose files are those that their manifests name', () => {
    for (const model of models) {
      const folder = join(demo, 'models', model);
      const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
      const described = filesBelow(folder).filter((name) => !['manifest.json', 'README.md'].includes(name));
      assert.deepEqual(Object.keys(files).sort(), described, model);
      for (const [name, { size, sha256 }] of Object.entries(files)) {
        const bytes = readFileSync(join(folder, name));
        assert.deepEqual([bytes.length, createHash('sha256').update(bytes).digest('hex')], [size, sha256], name);
      }
    }
  });

  it('has a dataset of 8 MB at most, about each line of which the truth is told', () => {
    const lines = readFileSync(join(dataset, 'data.jsonl'), 'utf8').trimEnd().split('\n');
    const truth = JSON.parse(readFileSync(join(dataset, 'truth.json'), 'utf8')) as Record<string, { kind: string }>;
    assert.equal(lines.length, 500);
    assert.equal(Object.keys(truth).length, lines.length);
    assert.ok(bytesOf(dataset) <= 8 * 2 ** 20);
    const planted = Object.values(truth).filter(({ kind }) => kind !== 'clean' && kind !== 'friendly-fire');
    assert.equal(planted.length, lines.length / 4);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function bytesOf(folder: string): number {
  return filesBelow(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
