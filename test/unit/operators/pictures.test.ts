import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Raster } from '../../../src/base/raster.ts';
import { findOperator, operators } from '../../../src/core/operators/index.ts';
import { imageDeduplicator } from '../../../src/core/operators/image-deduplicator.ts';
import { imageSizeFilter } from '../../../src/core/operators/image-size-filter.ts';
import type { Filter, Picture, SampleView } from '../../../src/core/operators/operator.ts';
import { sizeToBytes } from '../../../src/core/operators/shared/sizes.ts';

function picture(width: number, height: number, level: (x: number, y: number, c: number) => number): Picture {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    level(Math.floor(i / 3) % width, Math.floor(i / 3 / width), i % 3),
  );
  const raster: Raster = { width, height, channels: 3, data };
  return { bytes: 1234, width, height, rgb: () => Promise.resolve(raster) };
}

async function measure(name: string, of: Picture): Promise<number> {
  const filter = findOperator(name) as Filter<Record<string, unknown>>;
  const values = await filter.measurePicture!.measure(filter.parameters.parse({}))(of);
  return values[filter.statistics[0]!.key]!;
}

const flat = (level: number): Picture => picture(40, 30, () => level);
const checks = picture(64, 64, (x, y) => ((x + y) % 2) * 255);

/** Columns of dark and light grey, 12 pixels wide. */
const stripes = (x: number): number => 78 + (Math.floor(x / 12) & 1) * 100;

/** The mean of the columns up to `reach` on both sides. */
function blurred(level: (x: number) => number, reach: number): Picture {
  return picture(120, 30, (x) => {
    let sum = 0;
    for (let column = x - reach; column <= x + reach; column++) sum += level(column);
    return Math.round(sum / (2 * reach + 1));
  });
}

describe('picture quality, as cleanvision scores it', () => {
  it('dark: the brightest hundredth, dark below .32', async () => {
    assert.equal(await measure('image_dark_filter', flat(0)), 0);
    assert.equal(await measure('image_dark_filter', flat(51)), 0.2);
    assert.equal(await measure('image_dark_filter', flat(255)), 1);
    // 1,200 pixels, one in ten white: the 99th percentile is white.
    assert.equal(
      await measure(
        'image_dark_filter',
        picture(40, 30, (x) => (x % 10 === 0 ? 255 : 0)),
      ),
      1,
    );
  });

  it('light: the darkest twentieth, light below .05', async () => {
    assert.equal(await measure('image_light_filter', flat(255)), 0);
    assert.equal(await measure('image_light_filter', flat(0)), 1);
    assert.equal(
      await measure(
        'image_light_filter',
        picture(40, 30, (x) => (x % 10 === 0 ? 0 : 255)),
      ),
      1,
    );
  });

  it('brightness weighs colours, and interpolates between pixels', async () => {
    const red = await measure(
      'image_dark_filter',
      picture(8, 8, (_x, _y, c) => (c === 0 ? 255 : 0)),
    );
    assert.ok(Math.abs(red - Math.sqrt(0.241)) < 1e-12);
    // Levels 0 to 99: the 99th percentile lies at place 98.01.
    const slope = await measure(
      'image_dark_filter',
      picture(100, 1, (x) => x),
    );
    assert.ok(Math.abs(slope - 98.01 / 255) < 1e-12, String(slope));
  });

  it('low information: the entropy of the levels', async () => {
    assert.ok(Math.abs((await measure('image_low_information_filter', flat(9))) - Math.log2(3) / 10) < 1e-12);
    const levels = picture(16, 16, (x, y) => y * 16 + x);
    const expected = (8 + Math.log2(3)) / 10;
    assert.ok(Math.abs((await measure('image_low_information_filter', levels)) - expected) < 1e-12);
  });

  it('defaults are the calibrated thresholds', () => {
    const defaults = { blur: 0.29, dark: 0.32, light: 0.05, low_information: 0.3 };
    for (const [name, least] of Object.entries(defaults)) {
      const filter = findOperator(`image_${name}_filter`) as Filter<unknown>;
      assert.deepEqual(filter.parameters.parse({}), { min_score: least, any_or_all: 'any' });
      assert.equal(filter.statistics[0]!.key, `image_${name}_score`);
    }
  });
});

describe('sharpness', () => {
  it('is the deviation of the Laplacian, mapped to 0 to 1', async () => {
    assert.equal(await measure('image_blur_filter', flat(128)), 0);
    // Each pixel differs by 255 from its four neighbours: the Laplacian is ±1020, as often the one as the other.
    assert.ok(Math.abs((await measure('image_blur_filter', checks)) - (1 - Math.exp(-1020 / 9))) < 1e-12);
    assert.equal(
      await measure(
        'image_blur_filter',
        picture(2, 9, (x) => x * 255),
      ),
      0,
      'without inner pixels',
    );
  });

  it('falls with blur, and lets threshold .29 tell them apart', async () => {
    const scores: number[] = [];
    for (const blur of [0, 1, 2, 4, 8]) scores.push(await measure('image_blur_filter', blurred(stripes, blur)));
    for (let i = 1; i < scores.length; i++) assert.ok(scores[i]! < scores[i - 1]!, scores.join());
    assert.ok(scores[0]! > 0.9 && scores.at(-1)! < 0.29, scores.join());
  });
});

describe('sizes of files', () => {
  it('are read as Data-Juicer reads them', () => {
    const sizes = {
      '0': 0,
      '10': 10,
      '10 KB': 10_240,
      '2kib': 2048,
      '1.5MB': 15 * 2 ** 20,
      '1TB': 2 ** 40,
      '1_000': 1000,
    };
    for (const [text, bytes] of Object.entries(sizes)) assert.equal(sizeToBytes(text), bytes, text);
  });

  it('that say nothing are refused, with the text', () => {
    for (const text of ['MB', '', '10 apples', '5B']) {
      const { success, error } = imageSizeFilter.parameters.safeParse({ min_size: text });
      assert.equal(success, false);
      assert.match(error.issues[0]!.message, new RegExp(`^"${text}" has`));
    }
  });
});

describe('the image deduplicator', () => {
  const sample = { text: ' a cat ' } as SampleView;
  const { parameters, fingerprint } = imageDeduplicator;

  it('compares all pictures in order, and never samples without', () => {
    const print = fingerprint(parameters.parse({}));
    assert.equal(print(sample, ['aa', 'bb']), 'aabb');
    assert.equal(print(sample, []), '');
  });

  it('with the text compares samples without pictures too', () => {
    const print = fingerprint(parameters.parse({ consider_text: true }));
    assert.equal(print(sample, ['aa']), print({ ...sample, text: 'a cat' }, ['aa']));
    assert.notEqual(print(sample, ['aa']), print({ ...sample, text: 'a dog' }, ['aa']));
    assert.notEqual(print(sample, []), '');
  });

  it('sends whash to Data-Juicer', () => {
    const { error } = parameters.safeParse({ method: 'whash' });
    assert.match(error!.issues[0]!.message, /whash needs Data-Juicer/);
    assert.match(parameters.safeParse({ method: 'xhash' }).error!.issues[0]!.message, /phash/);
  });
});

it('every picture operator folds by any_or_all, or deduplicates', () => {
  const pictured = operators.filter((operator) => 'measurePicture' in operator);
  assert.ok(pictured.length >= 9);
  for (const operator of pictured) {
    if (operator.kind !== 'filter') continue;
    const defaults: unknown = operator.parameters.parse({});
    assert.equal((defaults as Record<string, unknown>)['any_or_all'], 'any');
    assert.equal(operator.pictures, 'listed');
  }
});
