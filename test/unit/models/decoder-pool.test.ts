import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createDecoderPool, type DecoderPool } from '../../../src/core/models/decoder-pool.ts';
import type { PictureReport, PictureRequest } from '../../../src/core/models/picture-report.ts';
import { findOperator } from '../../../src/core/operators/index.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import { jpeg, pictureFolder } from './picture-files.ts';

const { path: folder, put } = pictureFolder();
const entry = fileURLToPath(new URL('../../../src/core/models/decoder.ts', import.meta.url));
const faulty = fileURLToPath(new URL('faulty-decoder.ts', import.meta.url));
const limits = { milliseconds: 2000, bytes: 300 * 2 ** 20 };

const pools: DecoderPool[] = [];
after(() => Promise.all(pools.map((pool) => pool.close())));

function openPool(options: Parameters<typeof createDecoderPool>[0]): DecoderPool {
  const pool = createDecoderPool(options);
  pools.push(pool);
  return pool;
}

function request(path: string, ...operators: string[]): PictureRequest {
  const takers = operators.map((operator) => {
    const parameters = findOperator(operator)!.parameters.parse({}) as Record<string, unknown>;
    return { operator, parameters };
  });
  return { path, takers, inputs: [], need: 'pixels' };
}

async function pictures(...names: string[]): Promise<string[]> {
  const file = await jpeg(32, 24);
  return names.map((name) => put(name, file));
}

function reasonOf(report: PictureReport): string {
  assert.equal(report.ok, false);
  return report.ok ? '' : report.reason;
}

describe('the pool measures pictures', () => {
  it('for all takers at once, in the order of the takers', async () => {
    const [path] = await pictures('plain.jpg');
    const operators = ['image_shape_filter', 'image_deduplicator', 'image_size_filter', 'image_dark_filter'];
    const report = await openPool({ entry, size: 1 }).measure(request(path!, ...operators));
    assert.ok(report.ok);
    const [shape, hash, size, dark] = report.results;
    assert.deepEqual(shape, { image_width: 32, image_height: 24 });
    assert.match(hash as string, /^[0-9a-f]{16}$/);
    assert.deepEqual(size, { image_sizes: report.bytes });
    const score = (dark as Record<string, number>)['image_dark_score']!;
    assert.ok(score > 0.5 && score <= 1, String(score));
    assert.deepEqual([report.width, report.height, report.decoded, report.flags], [32, 24, true, []]);
  });

  it('the same picture gives the same report, however many ask', async () => {
    const [path] = await pictures('same.jpg');
    const pool = openPool({ entry, size: 2 });
    const reports = await Promise.all(
      Array.from({ length: 40 }, () => pool.measure(request(path!, 'image_deduplicator', 'image_blur_filter'))),
    );
    const content = reports.map((report) => ({ ...report, seconds: undefined }));
    for (const report of content) assert.deepEqual(report, content[0]);
  });

  it('a taker that fails, fails alone; a picture that fails says why', async () => {
    const [path] = await pictures('alone.jpg');
    const pool = openPool({ entry, size: 1 });
    const report = await pool.measure({
      path: path!,
      takers: [
        { operator: 'no_such_filter', parameters: {} },
        { operator: 'image_shape_filter', parameters: {} },
        { operator: 'image_dark_filter', parameters: {} },
      ],
      inputs: [],
      need: 'header',
    });
    assert.ok(report.ok);
    assert.deepEqual(report.results, [
      { error: 'no_such_filter measures no pictures' },
      { image_width: 32, image_height: 24 },
      { error: 'pixels were not asked for' },
    ]);
    assert.match(reasonOf(await pool.measure(request(join(folder, 'missing.jpg')))), /missing/);
  });
});

describe('a decoder that dies takes nothing with it', () => {
  const log = join(folder, 'log');
  beforeEach(() => writeFileSync(log, ''));
  const tries = (name: string): string[] =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith(name));

  for (const [name, why] of [
    ['crash', /crashed \(SIGSEGV\)/],
    ['exit', /ended with code 3/],
    ['hang', /longer than 2 s/],
    ['leak', /too much memory/],
  ] as const) {
    it(`${name}: the picture is tried twice, its neighbours are unharmed`, async () => {
      const names = Array.from({ length: 12 }, (_, i) => (i === 5 ? `${name}.jpg` : `${name[0]}${i}.jpg`));
      const paths = await pictures(...names);
      const pool = openPool({ entry: faulty, size: 2, limits });
      const reports = await Promise.all(paths.map((path) => pool.measure(request(path, 'image_shape_filter'))));
      reports.forEach((report, i) => {
        if (i !== 5) assert.equal(report.ok, true, JSON.stringify(report));
      });
      assert.match(reasonOf(reports[5]!), /^the decoder died twice on this picture: /);
      assert.match(reasonOf(reports[5]!), why);
      const pids = tries(`${name}.jpg`).map((line) => line.split(' ')[1]);
      assert.equal(pids.length, 2);
      assert.notEqual(pids[0], pids[1], 'in two processes');
      const again = await pool.measure(request(paths[0]!, 'image_shape_filter'));
      assert.equal(again.ok, true, 'and the pool goes on');
    });
  }

  it('many bad pictures among good ones are all told apart', async () => {
    const names = Array.from({ length: 14 }, (_, i) => `${i % 7 === 0 ? 'crash' : 'good'}-${i}.jpg`);
    const paths = await pictures(...names);
    const pool = openPool({ entry: faulty, size: 2, limits });
    const reports = await Promise.all(paths.map((path) => pool.measure(request(path))));
    assert.deepEqual(
      reports.map(({ ok }) => ok),
      names.map((name) => name.startsWith('good')),
    );
  });

  it('it never saw the environment of the engine', async () => {
    process.env['SECRET'] = 'sk-1234';
    const [path] = await pictures('quiet.jpg');
    await openPool({ entry: faulty, size: 1 }).measure(request(path!));
    delete process.env['SECRET'];
    assert.equal(tries('quiet.jpg').length, 1);
    assert.ok(!readFileSync(log, 'utf8').includes('sk-1234'));
  });
});

describe('the end of a pool', () => {
  it('a decoder that cannot start is a failure of the product, not of pictures', async () => {
    const broken = put('broken.mjs', Buffer.from('throw new Error("no such module")'));
    const pool = openPool({ entry: broken, size: 2 });
    await assert.rejects(pool.measure(request('/any.jpg')), (error) => {
      assert.ok(error instanceof ProductError);
      assert.equal(error.kind, 'unusable');
      assert.match(String(error.details.cause), /no such module/);
      return true;
    });
  });

  it('closing rejects what is not measured and leaves no process', async () => {
    const paths = await pictures('hang-1.jpg', 'hang-2.jpg', 'hang-3.jpg');
    const pool = createDecoderPool({ entry: faulty, size: 1, limits });
    const outcomes = Promise.allSettled(paths.map((path) => pool.measure(request(path))));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await pool.close();
    for (const outcome of await outcomes) assert.equal(outcome.status, 'rejected');
    await assert.rejects(pool.measure(request(paths[0]!)), /closed/);
    await pool.close();
  });
});
