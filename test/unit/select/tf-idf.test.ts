import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Random } from '../../../src/base/random.ts';
import { labels } from '../../../src/core/select/labels.ts';
import { rightSingularVectors, symmetricEigen } from '../../../src/core/select/svd.ts';
import { fitTfIdf } from '../../../src/core/select/tf-idf.ts';
import { tokens } from '../../../src/core/select/tokens.ts';
import { TermCounter } from '../../../src/core/select/vocabulary.ts';

// eslint-disable-next-line @typescript-eslint/require-await -- the texts are there already
async function* batches<T>(items: readonly T[], size: number): AsyncGenerator<T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}

const nouns = ['dog', 'cat', 'boat', 'car'];
const verbs = ['runs', 'sleeps', 'waits'];

/** Captions about four things, each with words of its own. */
function captions(count: number): string[] {
  const random = new Random(1);
  return Array.from({ length: count }, (_, i) => {
    const noun = nouns[i % 4]!;
    return `A ${noun} ${verbs[random.below(3)]!} near the ${noun}house ${random.below(2) === 0 ? 'today' : ''}.`;
  });
}

test('words are lower-case runs of letters and digits in any script, of two characters or more', () => {
  assert.deepEqual(tokens("A Dog's 2 ÉCLAIRS, x_1 & ＦＵＬＬ"), ['dog', 'éclairs', 'x_1', 'full']);
  assert.deepEqual(tokens('Красный мяч हिन्दी'), ['красный', 'мяч', 'हिन्दी']);
  assert.deepEqual(tokens(' .,! '), []);
});

test('Chinese, Japanese and Korean text becomes character bigrams', () => {
  assert.deepEqual(tokens('红色的dog，猫'), ['红色', '色的', 'dog', '猫']);
  assert.deepEqual(tokens('コーヒー 한국어'), ['コー', 'ーヒ', 'ヒー', '한국', '국어']);
  assert.deepEqual(tokens('𠀀𠀁𠀂'), ['𠀀𠀁', '𠀁𠀂']);
});

test('weights are those of scikit-learn with sublinear counts', async () => {
  const model = await fitTfIdf(batches(['red dog red', 'red cat', 'blue cat boat'], 2), { seed: 0 });
  const idf = (documents: number): number => Math.log(4 / (1 + documents)) + 1;
  const expected = [(1 + Math.log(2)) * idf(2), idf(1)];
  const length = Math.hypot(...expected);
  const weights = model.weigh('red dog red unknown');
  assert.deepEqual(model.terms.slice(0, 2), ['cat', 'red']);
  for (const [i, term] of ['red', 'dog'].entries()) {
    assert.ok(Math.abs(weights.get(model.terms.indexOf(term))! - expected[i]! / length) < 1e-12);
  }
  assert.equal(weights.size, 2);
});

test('with as many columns as the rank, the vectors have the inner products of the full weights', async () => {
  const texts = captions(60);
  const model = await fitTfIdf(batches(texts, 7), { seed: 0 });
  const vectors = model.embed(texts);
  const vector = (i: number): Float32Array => vectors.subarray(i * model.dimensions, (i + 1) * model.dimensions);
  for (let i = 0; i < 20; i++) {
    for (let j = 0; j < 20; j++) {
      const [a, b] = [model.weigh(texts[i]!), model.weigh(texts[j]!)];
      const full = [...a].reduce((sum, [term, weight]) => sum + weight * (b.get(term) ?? 0), 0);
      const reduced = vector(i).reduce((sum, value, c) => sum + value * vector(j)[c]!, 0);
      assert.ok(Math.abs(full - reduced) < 1e-5, `${full} against ${reduced}`);
    }
  }
});

test('the same texts and seed give the same bytes, however the texts are cut into batches', async () => {
  const texts = captions(300);
  const fit = async (size: number) => fitTfIdf(batches(texts, size), { seed: 4, dimensions: 5 });
  const [whole, cut] = [await fit(300), await fit(13)];
  assert.equal(whole.dimensions, 5);
  assert.deepEqual(cut.embed(texts), whole.embed(texts));
  const split = [...cut.embed(texts.slice(0, 100)), ...cut.embed(texts.slice(100))];
  assert.deepEqual(Float32Array.from(split), whole.embed(texts));
});

test('a caption without words, or without known ones, is a zero vector', async () => {
  const model = await fitTfIdf(batches(captions(40), 40), { seed: 0, dimensions: 4 });
  assert.deepEqual(
    [...model.embed(['', '…', 'zebra'])],
    Array.from({ length: 12 }, () => 0),
  );
  for (const texts of [[], [''], ['.', '!']]) {
    const empty = await fitTfIdf(batches(texts, 1), { seed: 0 });
    assert.deepEqual([empty.dimensions, [...empty.embed(['dog', ''])]], [1, [0, 0]]);
  }
});

test('singular vectors are orthonormal, ordered by strength and positive at their peak', () => {
  const random = new Random(8);
  const [rows, columns] = [80, 40];
  const dense = Array.from({ length: rows }, () =>
    Float64Array.from({ length: columns }, () => (random.below(4) === 0 ? random.real() : 0)),
  );
  const filled = dense.map((row) => [...row.keys()].filter((i) => row[i] !== 0));
  const starts = new Int32Array(rows + 1);
  filled.forEach((indices, i) => (starts[i + 1] = starts[i]! + indices.length));
  const indices = Int32Array.from(filled.flat());
  const values = Float64Array.from(filled.flatMap((found, i) => found.map((column) => dense[i]![column]!)));
  const vectors = rightSingularVectors({ rows, columns, starts, indices, values }, 6, random);
  const gram = Array.from({ length: columns }, (_, i) =>
    Array.from({ length: columns }, (__, j) => dense.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
  const strengths = symmetricEigen(gram.map((row) => [...row])).values.sort((a, b) => b - a);
  assert.equal(vectors.length, 6);
  vectors.forEach((vector, i) => {
    const image = dense.map((row) => row.reduce((sum, value, j) => sum + value * vector[j]!, 0));
    const strength = image.reduce((sum, value) => sum + value * value, 0);
    assert.ok(Math.abs(strength / strengths[i]! - 1) < 0.02, `${i}: ${strength} of ${strengths[i]!}`);
    assert.equal(Math.max(...vector), Math.max(...vector.map(Math.abs)));
    vectors.forEach((other, j) => {
      const product = vector.reduce((sum, value, c) => sum + value * other[c]!, 0);
      assert.ok(Math.abs(product - Number(i === j)) < 1e-12);
    });
  });
});

test('the vocabulary counts documents, not words, and its order does not depend on theirs', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom<string>('a', 'b', 'c', 'd'), { maxLength: 6 }), { maxLength: 30 }),
      (documents) => {
        const counter = new TermCounter();
        for (const document of documents) counter.add(document);
        const expected = ['a', 'b', 'c', 'd']
          .map((term) => ({ term, count: documents.filter((document) => document.includes(term)).length }))
          .filter(({ count }) => count > 0)
          .sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1));
        const { terms, documents: counts } = counter.vocabulary();
        assert.deepEqual(
          terms,
          expected.map(({ term }) => term),
        );
        assert.deepEqual(
          counts,
          expected.map(({ count }) => count),
        );
      },
    ),
  );
});

test('a flood of words that stand once does not push out the frequent ones', () => {
  const counter = new TermCounter();
  for (let i = 0; i < 30_000; i++)
    counter.add(['dog', i % 3 === 0 ? 'cat' : 'boat', ...Array.from({ length: 10 }, (_, j) => `w${i}x${j}`)]);
  const { terms, documents } = counter.vocabulary();
  assert.deepEqual(terms.slice(0, 3), ['dog', 'boat', 'cat']);
  assert.deepEqual(documents.slice(0, 3), [30_000, 20_000, 10_000]);
  assert.ok(terms.length <= 20_000);
});

test('a cluster is named by the words that set it apart', async () => {
  const texts = captions(400);
  const model = await fitTfIdf(batches(texts, 400), { seed: 0 });
  // eslint-disable-next-line @typescript-eslint/require-await -- the texts are there already
  async function* labelled() {
    yield { texts, cluster: Int32Array.from(texts, (_, i) => i % 4) };
  }
  const names = await labels(labelled(), model, 5, 2);
  assert.deepEqual(
    names.map((name) => name.split(' · ').sort().join(' ')),
    [...nouns.map((noun) => [noun, `${noun}house`].sort().join(' ')), ''],
  );
});
