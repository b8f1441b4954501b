import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunFeed } from '../../../../src/extension/tasks/run-feed.ts';
import type { Engine } from '../../../../src/extension/product.ts';
import type { FollowedEvent } from '../../../../src/protocol/runs.ts';

const run: FollowedEvent = { type: 'run', run: 1, samples: 2, stages: ['a', 'b'], at: '2026-01-01T00:00:00.000Z' };
const stage = (name: string, second: number): FollowedEvent => ({
  type: 'stage',
  stage: name,
  samples: 2,
  at: `2026-01-01T00:00:0${second}.000Z`,
});

/** An engine that answers with some events, and tells others when asked to. */
function engine(answer: readonly FollowedEvent[]) {
  const listeners: ((told: { n: number; event: FollowedEvent }) => void)[] = [];
  const on = (_: string, listener: (typeof listeners)[number]) => {
    listeners.push(listener);
    return { dispose: () => listeners.splice(0) };
  };
  const tell = (event: FollowedEvent, n = 1): void => listeners.forEach((listener) => listener({ n, event }));
  return { fake: { ask: () => Promise.resolve(answer), on } as unknown as Engine, tell };
}

test('a feed begins with what was told before, and goes on with what is told after, each once', async () => {
  const { fake, tell } = engine([run, stage('a', 0)]);
  const heard: FollowedEvent[] = [];
  const feed = new RunFeed(fake, 1, (event) => heard.push(event));
  const begun = feed.begin();
  tell(stage('a', 0));
  await begun;
  tell(stage('b', 1));
  assert.deepEqual(heard, [run, stage('a', 0), stage('b', 1)]);
});

test('an engine that was started again tells a run from its beginning: nothing is heard twice', async () => {
  const { fake, tell } = engine([run, stage('a', 0)]);
  const heard: FollowedEvent[] = [];
  await new RunFeed(fake, 1, (event) => heard.push(event)).begin();
  for (const event of [run, stage('a', 0), stage('b', 1), stage('b', 1)]) tell(event);
  assert.deepEqual(heard, [run, stage('a', 0), stage('b', 1)]);
});

test('other runs are not heard, and nothing is after the feed was disposed of', async () => {
  const { fake, tell } = engine([run]);
  const heard: FollowedEvent[] = [];
  const feed = new RunFeed(fake, 1, (event) => heard.push(event));
  await feed.begin();
  tell(stage('a', 1), 2);
  feed.dispose();
  tell(stage('b', 2));
  assert.deepEqual(heard, [run]);
});
