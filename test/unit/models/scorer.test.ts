import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openScorer, type ScoreItem, type Scorer } from '../../../src/core/models/scorer.ts';
import type { ModelTask } from '../../../src/core/operators/operator.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import { asked, model, readTable, upright, type Outputs } from './model-fixtures.ts';
import { modelShelf } from './model-shelf.ts';
import { identityGraph, meanGraph } from './tiny-graph.ts';

const shelf = modelShelf();
const table = readTable<Outputs>('outputs');
const files = table.pictures.slice(0, 5);
const text = 'a red boat next to the old lighthouse';

shelf.copy('clip');
shelf.copy('blip');
shelf.configure('blip', (config) => (config['features_from'] = './clip'));
shelf.head('mean-state', './clip', meanGraph('encoder_hidden_states'));
shelf.head('embedding', './clip', identityGraph('image_embeds'));

async function open(uses: readonly [ModelTask, string][], options = { threads: 1 }): Promise<Scorer> {
  const models = uses.map(async ([task, name]) => ({ task, model: await shelf.read(name), flips: upright }));
  return openScorer(await Promise.all(models), options);
}

function items(scorer: Scorer, texts: readonly string[] = [text]): ScoreItem[] {
  return texts.flatMap((text) => files.map((file) => ({ pictures: [asked(file, scorer)], text })));
}

describe('a tower looks once at a picture for all who share it', () => {
  it('heads on its features, and the model itself', async () => {
    const scorer = await open([
      ['similarity', 'clip'],
      ['matching', 'blip'],
      ['classification', 'mean-state'],
      ['aesthetics', 'embedding'],
    ]);
    assert.equal(scorer.inputs.length, 1);
    // All at once: whoever comes second must wait for the first.
    const answers = await Promise.all([0, 1, 2, 3].map((use) => scorer.score(use, items(scorer))));
    assert.deepEqual(
      answers.map(([first]) => first!.length),
      [1, 2, 32, 24],
    );
    const counts = new Map(scorer.counts.map(({ model, ...counts }) => [model, counts]));
    assert.deepEqual(
      [...counts].map(([name, { pictures, texts, pairs }]) => [name, pictures, texts, pairs]),
      [
        ['./clip', 5, 1, 0],
        ['./blip', 0, 0, 5],
        ['./mean-state', 0, 0, 0],
        ['./embedding', 0, 0, 0],
      ],
    );
    assert.ok([...counts.values()].every(({ seconds }) => seconds > 0));
    await scorer.close();
  });

  it('a head gets the very features that the model gives', async () => {
    const scorer = await open([['aesthetics', 'embedding']]);
    const embeddings = await scorer.score(0, items(scorer));
    for (const [i, embedding] of embeddings.entries()) {
      assert.ok(embedding.every((value, column) => Math.abs(value - table.clip.image_embeds[i]![column]!) < 1e-5));
    }
    await scorer.close();
  });

  it('a copy of the model under another name is the same tower, a flip is another input', async () => {
    shelf.copy('clip', 'clip-again');
    const flips = { horizontal: true, vertical: false };
    const [clip, again] = [await shelf.read('clip'), await shelf.read('clip-again')];
    const scorer = await openScorer(
      [
        { task: 'similarity', model: clip, flips: upright },
        { task: 'picture-similarity', model: again, flips: upright },
        { task: 'similarity', model: clip, flips },
      ],
      { threads: 1 },
    );
    assert.deepEqual(
      [0, 1, 2].map((use) => scorer.inputOf(use)),
      [0, 0, 1],
    );
    assert.deepEqual(
      scorer.inputs.map((input) => input.flips),
      [upright, flips],
    );
    const one = { pictures: [asked('landscape.jpg', scorer)], text };
    const [[straight], [mirrored]] = [await scorer.score(0, [one]), await scorer.score(2, [one])];
    assert.ok(Math.abs(straight![0]! - mirrored![0]!) > 1e-4, 'the mirrored picture scores the same');
    const two = { pictures: [asked('landscape.jpg', scorer), asked('mirrored.jpg', scorer)], text: '' };
    await scorer.score(1, [two]);
    assert.deepEqual(
      scorer.counts.map(({ pictures }) => pictures),
      [3, 0],
    );
    await scorer.close();
  });
});

describe('nothing is computed twice', () => {
  it('a picture that is known is not asked for again', async () => {
    const scorer = await open([['similarity', 'clip']]);
    assert.equal(scorer.knows(0, 'square.png'), false);
    await scorer.score(0, [{ pictures: [asked('square.png', scorer)], text }]);
    assert.equal(scorer.knows(0, 'square.png'), true);
    const unasked = { key: 'square.png', raster: () => assert.fail('its features are known') };
    const [[same], [other]] = [
      await scorer.score(0, [{ pictures: [unasked], text }]),
      await scorer.score(0, [{ pictures: [unasked], text: 'a dog' }]),
    ];
    assert.notDeepEqual(same, other);
    assert.deepEqual([scorer.counts[0]!.pictures, scorer.counts[0]!.texts], [1, 2]);
    await scorer.close();
  });

  it('equal questions of a call are one', async () => {
    const scorer = await open([['matching', 'blip']]);
    const answers = await scorer.score(0, [...items(scorer), ...items(scorer), ...items(scorer, ['a dog'])]);
    assert.deepEqual(answers.slice(0, 5), answers.slice(5, 10));
    assert.notDeepEqual(answers.slice(0, 5), answers.slice(10));
    assert.equal(scorer.counts.find(({ model }) => model === './blip')!.pairs, 10);
    await scorer.close();
  });
});

describe('an answer does not depend on what else is asked', () => {
  const texts = table.clip.texts.slice(0, 8);
  const kinds: [ModelTask, string][] = [
    ['similarity', 'clip'],
    ['matching', 'blip'],
    ['classification', 'nsfw'],
    ['aesthetics', 'aesthetics-predictor-v1'],
  ];
  for (const [task, name] of kinds) {
    it(`${task}: batches of 1 and of 16 agree`, async () => {
      const uses = [{ task, model: await model(name), flips: upright }];
      const [alone, together] = [
        await openScorer(uses, { threads: 1, batch: 1 }),
        await openScorer(uses, { threads: 1, batch: 16 }),
      ];
      const [one, many] = [await alone.score(0, items(alone, texts)), await together.score(0, items(together, texts))];
      const off = one.flatMap((answer, i) => [...answer].map((value, column) => Math.abs(value - many[i]![column]!)));
      assert.ok(off.length >= 40 && Math.max(...off) <= 1e-6, `off by ${Math.max(...off)}`);
      await Promise.all([alone.close(), together.close()]);
    });
  }
});

describe('a model that does not fit is refused before anything is scored', () => {
  const refusal = (message: RegExp, name: string, where: string) => (error: unknown) => {
    assert.ok(error instanceof ProductError, String(error));
    assert.match(error.message, message);
    assert.deepEqual([error.exitCode, error.details.where], [10, join(shelf.path, name, where)]);
    return true;
  };
  const refuses = (task: ModelTask, name: string, message: RegExp, where: string): Promise<void> =>
    assert.rejects(open([[task, name]]), refusal(message, name, where));

  it('a model of another kind', async () => {
    await refuses('similarity', 'blip', /type blip, which does no similarity/, '');
    await refuses('matching', 'clip', /type clip, which does no matching/, '');
  });

  it('a CLIP without its trained scale', async () => {
    shelf.copy('clip', 'unscaled');
    shelf.configure('unscaled', (config) => delete config['logit_scale']);
    await refuses('similarity', 'unscaled', /logit_scale/, 'config.json');
  });

  it('a graph that is cut short', async () => {
    const path = join(shelf.copy('nsfw', 'short'), 'onnx/model.onnx');
    writeFileSync(path, readFileSync(path).subarray(0, -100));
    await refuses('classification', 'short', /cannot be loaded/, 'onnx/model.onnx');
  });

  it('a graph with other inputs, outputs or sizes', async () => {
    shelf.head('strange', './clip', identityGraph('audio'));
    await refuses('classification', 'strange', /asks for the input audio/, 'onnx/model.onnx');
    shelf.copy('clip', 'as-classifier');
    await refuses('classification', 'as-classifier', /no output logits/, 'onnx/vision_model.onnx');
    const wrong = shelf.copy('nsfw', 'no-logits');
    writeFileSync(join(wrong, 'onnx/model.onnx'), readFileSync(join(shelf.path, 'clip/onnx/vision_model.onnx')));
    await refuses('classification', 'no-logits', /no output logits/, 'onnx/model.onnx');
  });

  it('a graph for features of another shape, at the first picture', async () => {
    shelf.head('deep', './clip', meanGraph('image_embeds'));
    const scorer = await open([['classification', 'deep']]);
    await assert.rejects(scorer.score(0, items(scorer)), refusal(/does not fit its task/, 'deep', 'onnx/model.onnx'));
    await scorer.close();
  });
});
