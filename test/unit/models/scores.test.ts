import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openScorer } from '../../../src/core/models/scorer.ts';
import type { ModelTask } from '../../../src/core/operators/operator.ts';
import { asked, assertClose, model, readTable, upright, type Outputs } from './model-fixtures.ts';

const table = readTable<Outputs>('outputs');

/** What a model says of each picture with each text, in the table's order: all texts of a text follow each other. */
async function scores(task: ModelTask, name: string, texts: readonly string[]): Promise<readonly Float32Array[]> {
  const scorer = await openScorer([{ task, model: await model(name), flips: upright }], { threads: 1 });
  const items = texts.flatMap((text) => table.pictures.map((file) => ({ pictures: [asked(file, scorer)], text })));
  const answers = await scorer.score(0, items);
  await scorer.close();
  return answers;
}

describe('models say what they say in transformers', () => {
  it('CLIP’s similarity of pictures and texts', async () => {
    const { texts, logits_per_text: logits, spread } = table.clip;
    const peers = logits.flat().map((logit) => [logit / 100]);
    assertClose(await scores('similarity', 'clip', texts), peers, spread.tolerance);
  });

  it('CLIP’s similarity of two pictures', async () => {
    const scorer = await openScorer([{ task: 'picture-similarity', model: await model('clip'), flips: upright }], {
      threads: 1,
    });
    const pairs = table.pictures.map((_, i) => [0, i]);
    const items = pairs.map((pair) => ({ pictures: pair.map((i) => asked(table.pictures[i]!, scorer)), text: '' }));
    const peers = pairs.map(([a, b]) => [cosine(table.clip.image_embeds[a!]!, table.clip.image_embeds[b!]!)]);
    const answers = await scorer.score(0, items);
    assertClose(answers, peers, table.clip.spread.tolerance);
    assert.ok(Math.abs(answers[0]![0]! - 1) < 1e-6, 'a picture is like itself');
    await scorer.close();
  });

  it('BLIP’s logits of image–text matching', async () => {
    const { texts, itm_score: logits, spread } = table.blip;
    assertClose(await scores('matching', 'blip', texts), logits.flat(), spread.tolerance);
  });

  for (const name of ['nsfw', 'watermark'] as const) {
    it(`the logits of the classifier ${name}`, async () => {
      assertClose(await scores('classification', name, ['']), table[name].logits, table[name].spread.tolerance);
    });
  }

  it('the score of an aesthetics predictor', async () => {
    const { logits, spread } = table['aesthetics-predictor-v1'];
    assertClose(await scores('aesthetics', 'aesthetics-predictor-v1', ['']), logits, spread.tolerance);
  });
});

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
