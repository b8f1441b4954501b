/** A run that takes a while and costs nothing: it asks a server that answers slowly. And its folder, as followers see it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FollowedEvent } from '../../src/protocol/runs.ts';
import { addProfile, answerByNumber, numberedDataset, ownProfiles } from './captioning.ts';
import { startFaultServer } from './fault-server.ts';

/** A dataset folder whose run asks for this many captions, one after another, each after so many milliseconds. */
export async function slowDataset(t: TestContext, { count = 100, latency = 100 } = {}): Promise<string> {
  ownProfiles();
  const server = await startFaultServer({ latency, answer: answerByNumber });
  t.after(() => server.close());
  await addProfile('scripted', server.url, { concurrency: 1 });
  return (await numberedDataset(count)).folder;
}

/** The events that a run has written until now; none before it has begun. @throws Error when a line is no JSON */
export function writtenEvents(folder: string, n: number): FollowedEvent[] {
  const path = join(folder, '.better-synth/runs', String(n), 'events.jsonl');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as FollowedEvent);
}

/** Waits until a run has told something of this type. */
export async function untilWritten(folder: string, n: number, type: FollowedEvent['type']): Promise<void> {
  const end = performance.now() + 20_000;
  while (!writtenEvents(folder, n).some((event) => event.type === type)) {
    if (performance.now() > end) throw new Error(`run ${n} told no ${type}`);
    await sleep(20);
  }
}
