/**
 * How much time the product adds to a server's own: pictures of ordinary size through decoders, client and store,
 * measured at the server. With two cores and a disk for itself the overhead is below 5 % and the server more than 95 %
 * busy, as the line printed says. The bars are lower, for machines differ: what they find is a slot that stays empty, or
 * work that is done one after the other.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { Random } from '../../../src/base/random.ts';
import { addProfile, captioningRecipe, ownProfiles } from '../../support/captioning.ts';
import { run } from '../../support/cli.ts';
import { dataset, framed, type Dataset } from '../../support/dataset.ts';
import { startFaultServer } from '../../support/fault-server.ts';

const slots = 16;
const latency = 1000;
const requests = 10 * slots;
const pictures = 40;
const bars = { overhead: 0.4, busy: 0.7 };

test(`a server of ${slots} slots is kept busy, and little time is added to its own`, async (t) => {
  ownProfiles();
  const server = await startFaultServer({ slots, latency });
  t.after(() => server.close());
  await addProfile('scripted', server.url, { concurrency: slots });
  const { folder } = await photographs();
  const { code, report } = await run(folder);
  assert.equal(code, 0);
  const ideal = (requests * latency) / slots / 1000;
  const began = Math.min(...server.received.map(({ at }) => at));
  const asking = (Math.max(...server.received.map(({ doneAt }) => doneAt!)) - began) / 1000;
  const overhead = asking / ideal - 1;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  t.diagnostic(
    `${requests} requests of ${latency} ms: ${asking.toFixed(2)} s, ideal ${ideal.toFixed(2)} s: overhead ` +
      `${percent(overhead)}, ${percent(server.busy())} busy; the stage ${report.stages[0]!.seconds.toFixed(2)} s`,
  );
  assert.equal(server.received.length, requests);
  assert.equal(server.mostAtOnce(), slots);
  assert.ok(overhead < bars.overhead, `overhead ${percent(overhead)}`);
  assert.ok(server.busy() >= bars.busy, `${percent(server.busy())} busy`);
});

/** Samples that ask a question each, over pictures as a camera might send them: soft colours with grain, up to 800 px. */
async function photographs(): Promise<Dataset> {
  const random = new Random(1);
  const drawn: Record<string, Uint8Array> = {};
  for (let i = 0; i < pictures; i++) {
    const [width, height] = [400 + random.below(401), 400 + random.below(401)];
    const patches = Uint8Array.from({ length: 24 * 24 * 3 }, () => random.below(256));
    const scene = sharp(patches, { raw: { width: 24, height: 24, channels: 3 } });
    drawn[`images/${i}.jpg`] = await scene.resize(width, height, { fit: 'fill' }).jpeg({ quality: 92 }).toBuffer();
  }
  const lines = Array.from({ length: requests }, (_, i) => ({
    id: `s${i}`,
    images: [`images/${i % pictures}.jpg`],
    text: framed(`thing ${i}`),
  }));
  const recipe = captioningRecipe().replace('the number of this picture', 'something new of {caption}');
  return dataset({ lines, pictures: drawn, recipe });
}
