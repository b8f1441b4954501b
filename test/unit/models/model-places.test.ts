import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { listModels } from '../../../src/core/models/list-models.ts';
import { defaultModelCache, modelPath } from '../../../src/core/models/model-places.ts';
import { identityGraph } from './tiny-graph.ts';
import { modelShelf } from './model-shelf.ts';

const shelf = modelShelf();
const { demo, cache, base } = shelf.places;

describe('a reference to a model leads to one folder', () => {
  it('demo models, paths, folders beside the recipe, hub ids', () => {
    mkdirSync(join(base, 'mine/clip'), { recursive: true });
    const leads: [string, string][] = [
      ['demo/clip', join(demo, 'clip')],
      ['/elsewhere/clip', resolve('/elsewhere/clip')],
      ['./clip', join(base, 'clip')],
      ['../clip', resolve(base, '../clip')],
      ['mine/clip', join(base, 'mine/clip')],
      ['openai/clip-vit-base-patch32', join(cache, 'openai', 'clip-vit-base-patch32')],
      ['gpt2', join(cache, 'gpt2')],
    ];
    for (const [reference, path] of leads) assert.equal(modelPath(reference, shelf.places), path, reference);
  });

  it('nothing that is no hub id is looked for in the cache', () => {
    for (const reference of ['a/../../b', 'a/b/c', 'demo/../clip', 'a/..', '.', '..', '']) {
      const path = modelPath(reference, shelf.places);
      assert.equal(path, resolve(base, reference), reference);
    }
  });

  it('the cache follows the XDG base directories', () => {
    const inHome = join(homedir(), '.cache', 'better-synth', 'models');
    assert.equal(defaultModelCache({ XDG_CACHE_HOME: '/var/x' }), join('/var/x', 'better-synth', 'models'));
    for (const env of [{}, { XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'relative' }]) {
      assert.equal(defaultModelCache(env), inHome);
    }
  });
});

describe('models are listed', () => {
  it('those of the demo and of the cache, with what their cards say', async () => {
    assert.deepEqual(await listModels({ demo: join(base, 'no'), cache: join(base, 'nor') }), []);
    const path = shelf.copy('nsfw', 'demo/nsfw');
    writeFileSync(join(path, 'README.md'), 'front\n\n# Pictures that are not safe \n\n# More\n');
    writeFileSync(join(shelf.copy('bert', 'cache/owner/bert'), 'README.md'), 'a card without a heading');
    shelf.head('cache/alone', 'demo/nsfw', identityGraph('image_embeds'));
    mkdirSync(join(cache, 'owner/empty'));
    writeFileSync(join(cache, 'alone/config.json'), 'broken');
    const models = await listModels({ demo, cache });
    assert.deepEqual(
      models.map(({ reference, family, title }) => [reference, family, title]),
      [
        ['alone', '', 'alone'],
        ['demo/nsfw', 'vit', 'Pictures that are not safe'],
        ['owner/bert', 'bert', 'owner/bert'],
      ],
    );
    assert.equal(models[1]!.path, path);
    assert.equal(models[0]!.bytes, 'broken'.length + identityGraph('image_embeds').length);
  });
});
