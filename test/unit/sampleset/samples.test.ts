import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeScene } from '../../../src/core/sampleset/compose.ts';
import { kinds } from '../../../src/core/sampleset/kinds/index.ts';
import { draftSamples, type Sample } from '../../../src/core/sampleset/sample.ts';
import { settings } from '../../../src/core/sampleset/scene.ts';
import { defects, type TruthKind } from '../../../src/core/sampleset/truth.ts';

const samples = draftSamples(7, 400);

function of(kind: TruthKind): Sample[] {
  return samples.filter((sample) => sample.truth.kind === kind);
}

/** The caption as a line has it, without tokens. */
function captionIn(sample: Sample): string {
  const { text } = JSON.parse(sample.line) as { text: string };
  return text.replace(/<__dj__image>|<\|__dj__eoc\|>/g, '').trim();
}

function wordsOf(caption: string): number {
  return caption.split(/\s+/).filter((word) => /[a-z]/i.test(word)).length;
}

test('the same seed writes the same lines, another seed others', () => {
  assert.deepEqual(draftSamples(7, 400), samples);
  assert.notDeepEqual(
    draftSamples(8, 400).map(({ line }) => line),
    samples.map(({ line }) => line),
  );
});

test('every line has a truth of its own, and only the planted ones are broken', () => {
  assert.equal(samples.length, 400);
  assert.equal(new Set(samples.map(({ id }) => id)).size, 400);
  const broken = samples.flatMap(({ line }, index) => {
    try {
      JSON.parse(line);
      return [];
    } catch {
      return [`~${index + 1}`];
    }
  });
  assert.deepEqual(
    broken,
    of('broken-json').map(({ id }) => id),
  );
  assert.ok(broken.length > 0);
});

test('every defect is planted, together in about a quarter of the samples', () => {
  const planted = Object.keys(defects).map((kind) => of(kind as TruthKind).length);
  assert.ok(
    planted.every((count) => count >= 2),
    planted.join(),
  );
  const share = planted.reduce((sum, count) => sum + count, 0) / 400;
  assert.ok(share > 0.22 && share < 0.32, `${share}`);
  const looks = new Set(of('friendly-fire').map(({ truth }) => truth.looks));
  assert.deepEqual([...looks].sort(), ['fog', 'night', 'plain']);
});

test('a line is what Data-Juicer writes', () => {
  const sample = samples.find(
    ({ truth, line }) => truth.kind === 'clean' && !line.includes('\\n<') && line.endsWith('<|__dj__eoc|>"}'),
  );
  assert.match(
    sample?.line ?? '',
    /^\{"id": "\d{9}", "images": \["images\/[^"]+"\], "text": "<__dj__image>\\n[^<]+ <\|__dj__eoc\|>"\}$/,
  );
  for (const { line } of samples.filter(({ truth }) => truth.kind !== 'broken-json')) {
    const { images, text } = JSON.parse(line) as { images: string[]; text: string };
    assert.equal(text.split('<__dj__image>').length - 1, images.length);
  }
});

test('samples come in many shapes', () => {
  const lines = samples
    .filter(({ truth }) => truth.kind === 'clean')
    .map(({ line }) => JSON.parse(line) as Record<string, unknown> & { images: string[]; text: string });
  const pictures = lines.map(({ images }) => images.join());
  assert.ok(new Set(pictures).size < pictures.length, 'a picture with several captions');
  assert.ok(
    lines.some(({ images }) => images.length === 2),
    'two pictures',
  );
  assert.ok(
    lines.some(({ text }) => text.split('<|__dj__eoc|>').length === 3),
    'two chunks',
  );
  assert.ok(
    lines.some((line) => Object.keys(line).length > 3),
    'extra fields',
  );
  assert.ok(
    lines.some(({ text }) => /<__dj__image>\n[^<]+\n[^<]+ </.test(text)),
    'several lines',
  );
});

test('clean captions are all different, 3 to 23 words long, about 11 in the mean', () => {
  const plain = samples.filter(
    ({ truth, line }) =>
      truth.kind === 'clean' &&
      JSON.stringify(truth.caption).indexOf('\\n') < 0 &&
      (JSON.parse(line) as { images: string[] }).images.length === 1,
  );
  const captions = plain.map(({ truth }) => truth.caption);
  assert.equal(new Set(captions).size, captions.length);
  const counts = captions.map(wordsOf);
  assert.ok(Math.min(...counts) >= 3 && Math.max(...counts) <= 24, `${Math.min(...counts)} to ${Math.max(...counts)}`);
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  assert.ok(mean > 9 && mean < 13, `${mean}`);
});

test('captions say left and right as the picture shows it', () => {
  let seen = 0;
  for (let seed = 0; seed < 400; seed++) {
    for (const { truth, pictures } of draftSamples(seed, 3)) {
      const told =
        /^(?:there is )?an? (?:small |large )?\w+ ([a-z-]+).* to the (left|right) of an? (?:small |large )?\w+ ([a-z-]+)/.exec(
          truth.caption,
        );
      const objects = pictures[0]?.scene.objects ?? [];
      const [, first = '', side, second = ''] = told ?? [];
      const [a, b] = [first, second].map((noun) => objects.filter(({ kind }) => kind.startsWith(noun)));
      if (side === undefined || a?.length !== 1 || b?.length !== 1) continue;
      assert.equal((a[0]?.x ?? 0) < (b[0]?.x ?? 0) ? 'left' : 'right', side, truth.caption);
      seen++;
    }
  }
  assert.ok(seen > 20, `${seen}`);
});

test('commoner settings come before rarer ones, and all of them come', () => {
  const counts = settings.map((setting) => samples.filter(({ truth }) => truth.setting === setting).length);
  assert.ok(
    counts.every((count) => count > 0),
    counts.join(),
  );
  assert.ok((counts[0] ?? 0) > 3 * (counts[3] ?? 0) * 0.8 && (counts[1] ?? 0) > (counts[6] ?? 0), counts.join());
});

test('scenes use many kinds of things and all colours', () => {
  const objects = settings.flatMap((setting) =>
    Array.from({ length: 60 }, (_, seed) => composeScene(seed, setting).objects).flat(),
  );
  const used = new Set(objects.map(({ kind }) => kind));
  assert.deepEqual(
    kinds.map(({ name }) => name).filter((name) => !used.has(name)),
    [],
  );
  assert.ok(kinds.length >= 40);
  assert.equal(new Set(objects.map(({ colour }) => colour)).size, 10);
});

test('a mended caption differs from what stands in the line, by what was planted', () => {
  const planted: Partial<Record<TruthKind, RegExp>> = {
    url: /https?:\/\/\S+/,
    email: /\S+@\S+/,
    'full-width': /[，。！：？]/,
    'no-break-space': /[\u00a0\u2003\u2009\u202f\u3000]/,
  };
  for (const [kind, pattern] of Object.entries(planted)) {
    for (const sample of of(kind as TruthKind)) {
      assert.match(captionIn(sample), pattern);
      assert.doesNotMatch(sample.truth.caption, pattern);
      if (kind === 'url' || kind === 'email')
        assert.equal(captionIn(sample).replace(pattern, '').replace(/\s+/g, ' ').trim(), sample.truth.caption);
    }
  }
});

test('a caption with one attribute wrong does not fit, and needs a model to be found', () => {
  for (const sample of [...of('wrong-attribute'), ...of('wrong-caption')]) {
    assert.equal(sample.truth.needs, 'model');
    assert.notEqual(captionIn(sample), sample.truth.caption);
  }
});

test('duplicates repeat an earlier sample: its caption, or its id', () => {
  const order = samples.map(({ id }) => id);
  for (const kind of ['exact-duplicate', 'near-duplicate', 'duplicate-id'] as const) {
    for (const sample of of(kind)) {
      const original = samples[order.indexOf(sample.truth.of ?? '')];
      assert.ok(original !== undefined && order.indexOf(original.id) < order.indexOf(sample.id));
      assert.equal(original.truth.kind === 'clean' || original.truth.kind === 'friendly-fire', true);
      if (kind === 'duplicate-id') assert.equal(sample.id, `${original.id}~${order.indexOf(sample.id) + 1}`);
      else assert.equal(captionIn(sample), captionIn(original));
    }
  }
});
