import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { arms } from '../../../scripts/proof/arms.ts';
import type { Candidate } from '../../../scripts/proof/candidates.ts';
import { budget, leastMatching, leastSimilarity, proofRecipe } from '../../../scripts/proof/recipe.ts';
import { Random } from '../../../src/base/random.ts';
import { parseRecipe } from '../../../src/core/recipe/parse.ts';
import { demoTemplate } from '../../../src/core/recipe/template-demo.ts';

/** 4,000 originals, every fourth false, and 500 written anew; filters are never wrong about originals. */
function poolOf(): Candidate[] {
  const random = new Random(5);
  return Array.from({ length: 4500 }, (_, i) => {
    const synthesized = i >= 4000;
    const isTrue = i % 4 > 0;
    const kept = synthesized || isTrue;
    return {
      ...{ id: `${i}`, picture: `${i % 4000}.jpg`, caption: `${i}`, synthesized, kept, cluster: i % 10, times: 0 },
      matching: kept ? 0.5 + random.real() / 2 : random.real() / 200,
      similarity: kept ? 0.3 + random.real() / 2 : random.real() / 2,
      isTrue: synthesized ? null : isTrue,
    };
  });
}

const pool = poolOf();
const shareFalse = (places: Int32Array): number =>
  places.filter((place) => pool[place]!.isTrue === false).length / places.length;

test('every arm of the proof is trained on as many samples, the same for the same seed, others for another', () => {
  for (const [name, arm] of Object.entries(arms)) {
    const [first, again, other] = [arm(pool, 1), arm(pool, 1), arm(pool, 2)];
    assert.equal(first.length, budget, name);
    assert.deepEqual(again, first, name);
    assert.notDeepEqual(other, first, name);
  }
});

test('only raw, control and captions meet false captions, and only selected and captions meet those written anew', () => {
  for (const name of ['clean', 'selected', 'oracle'] as const) assert.equal(shareFalse(arms[name](pool, 3)), 0, name);
  for (const name of ['raw', 'clean', 'control', 'oracle'] as const)
    assert.ok(
      arms[name](pool, 3).every((place) => !pool[place]!.synthesized),
      name,
    );
  for (const name of ['selected', 'captions'] as const)
    assert.ok(
      arms[name](pool, 3).some((place) => pool[place]!.synthesized),
      name,
    );
});

test('shuffled scores leave as many false captions as the pool has', () => {
  const shares = [1, 2, 3, 4, 5].map((seed) => shareFalse(arms.control(pool, seed)));
  const mean = shares.reduce((sum, share) => sum + share) / shares.length;
  assert.ok(Math.abs(mean - 0.25) < 0.02, `${mean}`);
});

test("the proof's recipe has no faults, and filters captions as the demo's recipe does", () => {
  const source = proofRecipe(1);
  assert.deepEqual(parseRecipe({ text: source, file: 'proof.yaml' }, { read: () => null }).problems, []);
  type Recipe = { stages: { name: string; clean?: { process: unknown[] }; cluster?: unknown }[] };
  const stageOf = (text: string, name: string) => (parse(text) as Recipe).stages.find((stage) => stage.name === name)!;
  for (const name of ['cluster', 'clean-2']) assert.deepEqual(stageOf(source, name), stageOf(demoTemplate, name));
  assert.match(JSON.stringify(stageOf(source, 'clean-2')), new RegExp(`${leastMatching},.*${leastSimilarity},`));
});
