import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { decodeSafetensors } from '../../../src/core/train/safetensors.ts';
import type { RunEvent } from '../../../src/protocol/runs.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import type { Dataset } from '../../support/dataset.ts';
import {
  everyTwice,
  fileOf,
  logOf,
  projectorOf,
  recipeOf,
  runTrain,
  seenBy,
  trainable,
  trainReport,
  words,
} from './train-runs.ts';

const cancelled = (error: unknown): boolean => error instanceof ProductError && error.kind === 'cancelled';

type Progress = RunEvent & { readonly type: 'progress' };

function progress(events: readonly RunEvent[], what: string): Progress[] {
  return events.filter((event) => event.type === 'progress').filter((event) => event.what === what);
}

async function eventsOf(data: Dataset): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  await runTrain(data.folder, (event) => events.push(event));
  return events;
}

const samples = 24;
const recipe = recipeOf('epochs: 3');
const steps = 18;
/** What a training leaves that nothing stopped. */
const whole = await trainable(samples, recipe);
await runTrain(whole.folder);

describe('a train stage', () => {
  it('shows every sample once in an epoch, and says which step saw which', async () => {
    const data = await trainable(10, recipeOf('epochs: 3'));
    const report = trainReport(await runTrain(data.folder));
    assert.deepEqual([report.in, report.kept, report.dropped, report.failed], [10, 10, 0, 0]);
    const { step, row, loss } = await seenBy(data.folder);
    for (const epoch of [0, 1, 2])
      assert.deepEqual(
        row.slice(epoch * 10, (epoch + 1) * 10).sort((a, b) => a - b),
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      );
    assert.deepEqual([...new Set(step)], [1, 2, 3, 4, 5, 6, 7, 8]);
    const log = logOf(data, 1);
    assert.equal(log.length, 9);
    const own = loss.filter((_, i) => step[i] === 5);
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    assert.match(
      log[4]!,
      new RegExp(`^\\{'loss': ${Number(mean.toFixed(4))}, 'grad_norm': [0-9.]+, 'learning_rate': `),
    );
    assert.match(log[8]!, /^\{'train_runtime': .*'train_loss': [0-9.]+, 'epoch': 3\.0\}$/);
  });

  it('leaves a projector that says what it was made of', async () => {
    const data = await trainable(8, recipeOf(''));
    await runTrain(data.folder);
    const { tensors } = decodeSafetensors(readFileSync(fileOf(data, 1, 'projector.safetensors')));
    assert.deepEqual(
      Object.entries(tensors).map(([name, { shape }]) => [name, shape]),
      [
        ['0.weight', [384, 384]],
        ['0.bias', [384]],
        ['2.weight', [192, 384]],
        ['2.bias', [192]],
      ],
    );
    const config = JSON.parse(readFileSync(fileOf(data, 1, 'config.json'), 'utf8')) as Record<string, unknown>;
    assert.equal(config['mm_projector_type'], 'mlp2x_gelu');
    assert.equal((config['training'] as Record<string, unknown>)['seed'], 7);
    assert.ok(!existsSync(fileOf(data, 1, 'checkpoint.safetensors')));
  });

  it('fails a sample whose picture cannot be opened, and puts no other in its place', async () => {
    const data = await trainable(9, recipeOf(''), [2, 5]);
    const report = await runTrain(data.folder);
    const { in: entered, kept, failed } = trainReport(report);
    assert.deepEqual([entered, kept, failed, report.exit], [9, 7, 2, 3]);
    assert.deepEqual((await seenBy(data.folder)).row.sort(), [0, 1, 3, 4, 6, 7, 8]);
  });

  it('shows a sample as often as it was selected', async () => {
    const data = await trainable(6, recipeOf('', [words, everyTwice(6)]));
    await runTrain(data.folder);
    assert.deepEqual((await seenBy(data.folder)).row.sort(), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  });

  it('draws exactly as many samples as are asked for', async () => {
    const data = await trainable(6, recipeOf('samples: 7', [words, everyTwice(6)]));
    const notes = trainReport(await runTrain(data.folder)).notes!;
    const { row } = await seenBy(data.folder);
    assert.equal(row.length, 7);
    assert.ok(row.every((one) => row.filter((other) => other === one).length <= 2));
    assert.ok(notes.includes('7 samples drawn by seed of 12'), notes.join('\n'));
  });

  it('trains nothing where there are fewer, and says how many there are', async () => {
    const data = await trainable(6, recipeOf('samples: 7'), [1]);
    await assert.rejects(runTrain(data.folder), (error: unknown) => {
      assert.ok(error instanceof ProductError);
      assert.equal(error.exitCode, 4);
      assert.equal(error.message, 'The recipe asks for 7 samples, and 5 can be trained on.');
      return true;
    });
    assert.ok(!existsSync(fileOf(data, 1, 'train.log')));
    const preview = await runTrain(data.folder, undefined, { sample: 4 });
    assert.equal(trainReport(preview).in, 4);
  });

  it('trains nothing where its only step has a learning rate of 0, and says what would help', async () => {
    const data = await trainable(4, recipeOf(''));
    await assert.rejects(runTrain(data.folder), (error: unknown) => {
      assert.ok(error instanceof ProductError);
      assert.equal(error.exitCode, 4);
      assert.match(error.message, /4 samples, seen once, with batch 4 give 1 step/);
      assert.match(error.details.next!, /At least two steps are needed: fewer than 4 samples a step/);
      return true;
    });
    assert.ok(!existsSync(fileOf(data, 1, 'train.log')));
    for (const parameters of ['epochs: 2', 'warmup: 0']) {
      data.write('better-synth.yaml', recipeOf(parameters));
      assert.equal(trainReport(await runTrain(data.folder)).kept, 4);
    }
  });

  it('says in a preview too small to learn anything that nothing was learnt', async () => {
    const data = await trainable(6, recipeOf(''));
    const notes = trainReport(await runTrain(data.folder, undefined, { sample: 4 })).notes!;
    assert.match(notes.at(-1)!, /^nothing was learnt: /);
    assert.ok(!notes.some((note) => note.startsWith('the projector is')));
  });
});

describe('a training that was stopped', () => {
  /** A dataset whose run was stopped at the first progress of a kind. */
  async function stopped(what: string): Promise<Dataset> {
    const data = await trainable(samples, recipe);
    const stop = (event: RunEvent, abort: AbortController): void => {
      if (event.type === 'progress' && event.what === what) abort.abort();
    };
    await assert.rejects(runTrain(data.folder, stop), cancelled);
    return data;
  }

  it('goes on to the same weights, byte by byte, and takes no step twice', async () => {
    const data = await stopped('trained');
    const taken = logOf(data, 1).length;
    assert.ok(taken >= 1 && taken < steps);
    const events = await eventsOf(data);
    assert.deepEqual(progress(events, 'embedded'), []);
    assert.equal(progress(events, 'trained')[0]!.done, taken + 1);
    assert.equal(projectorOf(data, 2), projectorOf(whole, 1));
    assert.deepEqual(logOf(data, 2).slice(0, -1), logOf(whole, 1).slice(0, -1));
    assert.deepEqual(await seenBy(data.folder), await seenBy(whole.folder));
    for (const run of [1, 2]) assert.ok(!existsSync(fileOf(data, run, 'checkpoint.safetensors')));
  });

  it('begins again where its checkpoint is damaged, to the same end', async () => {
    const data = await stopped('trained');
    const checkpoint = fileOf(data, 1, 'checkpoint.safetensors');
    const bytes = readFileSync(checkpoint);
    bytes[bytes.length - 5]! ^= 1;
    writeFileSync(checkpoint, bytes);
    assert.equal(progress(await eventsOf(data), 'trained')[0]!.done, 1);
    assert.equal(projectorOf(data, 2), projectorOf(whole, 1));
  });

  it('looks only at the pictures that it had not come to, to the same end', async () => {
    const data = await stopped('embedded');
    assert.equal(progress(await eventsOf(data), 'embedded').at(-1)!.looked, samples - 16);
    assert.equal(projectorOf(data, 2), projectorOf(whole, 1));
  });
});

describe('a training that is up to date', () => {
  it('is not repeated, unless its projector is gone', async () => {
    const data = await trainable(8, recipeOf(''));
    await runTrain(data.folder);
    const projector = projectorOf(data, 1);
    assert.equal(trainReport(await runTrain(data.folder)).cached, true);
    rmSync(fileOf(data, 1, 'projector.safetensors'));
    assert.equal(trainReport(await runTrain(data.folder)).cached, false);
    assert.equal(projectorOf(data, 3), projector);
  });

  it('looks at no picture again for another learning rate', async () => {
    const data = await trainable(8, recipeOf(''));
    await runTrain(data.folder);
    data.write('better-synth.yaml', recipeOf('lr: 0.002'));
    const events = await eventsOf(data);
    assert.deepEqual(
      progress(events, 'embedded').map(({ looked }) => looked),
      [0],
    );
    assert.notEqual(projectorOf(data, 2), projectorOf(data, 1));
  });
});
