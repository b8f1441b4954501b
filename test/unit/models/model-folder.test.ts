import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ProductError } from '../../../src/protocol/errors.ts';
import { modelShelf } from './model-shelf.ts';
import { identityGraph } from './tiny-graph.ts';

const shelf = modelShelf();

async function refuses(name: string, message: RegExp, where: string): Promise<ProductError> {
  try {
    await shelf.read(name);
  } catch (error) {
    assert.ok(error instanceof ProductError, String(error));
    assert.match(error.message, message);
    assert.equal(error.exitCode, 10);
    assert.equal(error.details.where, join(shelf.path, name, where));
    assert.ok(error.details.next !== undefined && error.details.safe !== undefined);
    return error;
  }
  return assert.fail(`${name} is accepted`);
}

/** Writes down what the files of a model are now. */
function writeManifest(path: string): void {
  const names = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = names.map((entry): [string, object] => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const name = join(entry.parentPath, entry.name).slice(path.length + 1);
    return [name, { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }];
  });
  writeFileSync(join(path, 'manifest.json'), JSON.stringify({ files: Object.fromEntries(files) }));
}

describe('a model folder is found and described', () => {
  it('with its config, family and a hash of what its scores depend on', async () => {
    const path = shelf.copy('clip');
    const { sha256, ...rest } = await shelf.read('clip');
    assert.deepEqual([rest.reference, rest.path, rest.family, rest.featuresFrom], ['./clip', path, 'clip', null]);
    assert.equal(rest.config['projection_dim'], 24);
    assert.match(sha256, /^[0-9a-f]{64}$/);
    shelf.copy('clip', 'same-clip');
    assert.equal((await shelf.read('same-clip')).sha256, sha256, 'a copy gives the same scores');
  });

  it('every file that matters changes the hash, and no other', async () => {
    const files = ['config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'];
    const graphs = ['onnx/text_model.onnx', 'onnx/vision_model.onnx', 'onnx/vision_model.onnx_data'];
    const { sha256 } = await shelf.read('clip');
    for (const file of [...files, ...graphs]) {
      const path = join(shelf.copy('clip', 'touched'), file);
      writeFileSync(path, file.endsWith('_data') ? 'weights' : `${readFileSync(path, 'latin1')} `, 'latin1');
      assert.notEqual((await shelf.read('touched')).sha256, sha256, file);
      rmSync(join(shelf.path, 'touched'), { recursive: true });
    }
    const path = shelf.copy('clip', 'touched');
    writeFileSync(join(path, 'README.md'), '# A card');
    assert.equal((await shelf.read('touched')).sha256, sha256);
  });

  it('a head needs no pixels of its own, and depends on the model that its features come from', async () => {
    shelf.copy('clip', 'tower');
    shelf.head('head', './tower', identityGraph('image_embeds'));
    const before = await shelf.read('head');
    assert.equal(before.featuresFrom?.path, join(shelf.path, 'tower'));
    shelf.configure('tower', (config) => (config['logit_scale'] = 1));
    assert.notEqual((await shelf.read('head')).sha256, before.sha256);
  });

  it('a manifest that agrees changes nothing', async () => {
    const path = shelf.copy('nsfw', 'listed');
    const { sha256 } = await shelf.read('listed');
    writeManifest(path);
    assert.equal((await shelf.read('listed')).sha256, sha256);
  });
});

describe('a model that is missing or wrong is refused with its path and what helps', () => {
  it('a folder that is not there', async () => {
    const error = await refuses('nowhere', /\.\/nowhere is not on this machine/, '');
    assert.match(error.details.next!, /better-synth models path \.\/nowhere/);
  });

  it('a file that is not there', async () => {
    for (const file of ['config.json', 'preprocessor_config.json', 'tokenizer.json', 'onnx/text_model.onnx']) {
      rmSync(join(shelf.copy('clip', 'holey'), file));
      await refuses('holey', /missing/, file);
    }
  });

  it('JSON that is broken, or lacks its model_type', async () => {
    const path = shelf.copy('nsfw', 'garbled');
    writeFileSync(join(path, 'config.json'), '{"model_type": "vit",');
    await refuses('garbled', /JSON/, 'config.json');
    writeFileSync(join(path, 'config.json'), '{}');
    await refuses('garbled', /model_type/, 'config.json');
  });

  it('a file that differs from the manifest in size or content, or is not in it', async () => {
    const path = shelf.copy('nsfw', 'changed');
    writeManifest(path);
    const graph = join(path, 'onnx/model.onnx');
    const bytes = readFileSync(graph);
    bytes[bytes.length - 9]! ^= 1;
    writeFileSync(graph, bytes);
    await refuses('changed', /SHA-256/, 'onnx/model.onnx');
    writeFileSync(graph, bytes.subarray(0, -1));
    await refuses('changed', /bytes in place of/, 'onnx/model.onnx');
    writeFileSync(join(path, 'manifest.json'), '{"files": {}}');
    await refuses('changed', /not in manifest\.json/, 'config.json');
  });

  it('a graph that is a pointer or a page in place of ONNX', async () => {
    const path = shelf.copy('nsfw', 'pointer');
    writeFileSync(join(path, 'onnx/model.onnx'), 'version https://git-lfs.github.com/spec/v1\n');
    await refuses('pointer', /no ONNX/, 'onnx/model.onnx');
    writeFileSync(join(path, 'onnx/model.onnx'), '');
    await refuses('pointer', /no ONNX/, 'onnx/model.onnx');
  });

  it('a link that leaves the folder, while one inside it is followed', async () => {
    const path = shelf.copy('nsfw', 'linked');
    renameSync(join(path, 'onnx/model.onnx'), join(path, 'weights'));
    symlinkSync('../weights', join(path, 'onnx/model.onnx'));
    await shelf.read('linked');
    renameSync(join(path, 'weights'), join(shelf.path, 'outside.onnx'));
    rmSync(join(path, 'onnx/model.onnx'));
    symlinkSync('../../outside.onnx', join(path, 'onnx/model.onnx'));
    await refuses('linked', /leaves its folder/, 'onnx/model.onnx');
  });

  it('a folder in place of a file', async () => {
    const path = shelf.copy('nsfw', 'folders');
    rmSync(join(path, 'onnx/model.onnx'));
    mkdirSync(join(path, 'onnx/model.onnx'));
    await refuses('folders', /no regular file/, 'onnx/model.onnx');
  });

  it('features from a model that is not there, or in a circle', async () => {
    shelf.head('orphan', './nobody', identityGraph('image_embeds'));
    await assert.rejects(shelf.read('orphan'), /\.\/nobody is not on this machine/);
    shelf.head('snake', './tail', identityGraph('image_embeds'));
    shelf.head('tail', './snake', identityGraph('image_embeds'));
    await refuses('snake', /circle/, '');
  });
});
