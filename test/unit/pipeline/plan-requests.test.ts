import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlannedRequests } from '../../../src/core/pipeline/plan-requests.ts';
import { planRun } from '../../../src/core/pipeline/plan.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { counting, desk, recipe, three, writing, type Desk } from './synthesize-runs.ts';

type Choice = NonNullable<Parameters<typeof planRun>[2]>;

async function dryRun({ data, machines }: Desk, choice: Choice = {}): Promise<(PlannedRequests | undefined)[]> {
  const plan = await withSession(data.folder, undefined, (session) =>
    planRun(session, machines, { ...choice, modelsNeeded: true }),
  );
  return plan.map(({ requests }) => requests);
}

const again = writing('split: none').replace('name: write', 'name: again');

test('a dry run tells where a stage would send how many requests at most, and sends none', async () => {
  const at = await desk({ ...three, recipe: recipe(counting('first', 1), writing(), again) });
  const origin = new URL(at.machines.endpoint('scripted').url).origin;
  const address = { profile: 'scripted', origin, model: 'scripted' };
  const [clean, write, next] = await dryRun(at);
  assert.deepEqual([clean, write], [undefined, { ...address, atMost: 3 }]);
  assert.deepEqual(next, { ...address, atMost: null }, 'what the stage before makes is not known yet');
  assert.equal((await dryRun(at, { sample: 2 }))[1]!.atMost, 2);
  assert.equal(at.received.length, 0);
});

test('what is answered and up to date is not told, and what it made is counted', async () => {
  const at = await desk({ ...three, recipe: recipe(counting('first', 1), writing()) });
  await at.run();
  assert.deepEqual(await dryRun(at), [undefined, undefined]);
  at.data.write('better-synth.yaml', recipe(counting('first', 1), writing(), again));
  const [, write, next] = await dryRun(at);
  assert.deepEqual([write, next!.atMost], [undefined, 9], 'three samples, and two captions of each');
  assert.equal((await dryRun(at, { sample: 2 }))[2]!.atMost, 9);
});

test('a dry run refuses a condition that is none', async () => {
  const at = await desk({ ...three, recipe: recipe(writing('where: len(imges) = 1')) });
  await assert.rejects(dryRun(at), /no column "imges"/);
});
