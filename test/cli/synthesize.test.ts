/** The demo preset with all its stages on a few samples: captions come from a server that it starts and stops by itself. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunReport } from '../../src/protocol/records.ts';
import { ownProfiles, partHashes, storedAnswers, type StoredAnswer } from '../support/captioning.ts';
import { cli, rowsOf, run, start } from '../support/cli.ts';
import { temporaryFolder } from '../support/dataset.ts';
import { copyDemo } from '../support/demo.ts';
import { descendantsOf, isAlive, listeningPorts, tellsProcesses } from '../support/processes.ts';

ownProfiles();
/** What captions are written for, and some samples beside it. */
const untrue = ['wrong-caption', 'wrong-attribute', 'half-true'];
const clean = 6;

/** A folder with some samples of the demo dataset and the demo preset's recipe. */
async function demoFolder(): Promise<string> {
  const folder = temporaryFolder();
  let taken = 0;
  copyDemo(folder, (kind) => untrue.includes(kind) || (kind === 'clean' && taken++ < clean));
  assert.equal((await cli('init', folder, '--preset', 'demo')).code, 0);
  return folder;
}

const folder = await demoFolder();
const running = start(['run', folder, '--json']);
const seen = await watch(running.child.pid!, running.ended);
const ended = await running.ended;
const report = ended.json<RunReport>();
const write = report.stages.find(({ kind }) => kind === 'synthesize')!;

test('the demo preset runs all stages, and its report says what was captioned', () => {
  assert.equal(ended.code, 0, ended.stderr);
  const kinds = report.stages.map(({ kind }) => kind);
  const needed = ['clean', 'cluster', 'synthesize', 'select', 'train', 'export'] as const;
  for (const kind of needed) assert.ok(kinds.includes(kind), kind);
  const asked = write.captions!.samples;
  assert.ok(asked >= 8, `${asked} samples asked`);
  assert.deepEqual(write.captions, {
    ...{ samples: asked, answered: asked, failures: {}, asked, retries: 0, maybePaid: 0 },
  });
  assert.ok(write.created >= asked, `${write.created} captions`);
  assert.equal(write.in, write.kept + write.dropped + write.failed);
  const next = report.stages[kinds.indexOf('synthesize') + 1]!;
  assert.equal(next.in, write.kept + write.created);
});

test('the server listens while captions are written, on loopback alone, and nothing of it is left', async (t) => {
  if (seen === null) return t.skip('only Linux tells which process listens where');
  assert.equal(seen.during.size, 1, 'one port');
  assert.deepEqual(seen.afterwards, new Set(), 'it is closed before the next stage');
  const [address] = [...seen.during];
  assert.match(address!, /^127\.0\.0\.1:/);
  await assert.rejects(fetch(`http://${address!}/v1/models`));
  assert.ok(seen.descendants.size > 0);
  assert.deepEqual([...seen.descendants].filter(isAlive), []);
});

test('the view captions has each sentence with its sample, model and prompt', async () => {
  const sql = `SELECT c.*, s.origin, s.caption FROM captions c LEFT JOIN samples s USING (id)`;
  const captions = await rowsOf<Record<string, string | number | null>>(folder, sql);
  assert.equal(captions.length, write.created);
  for (const { id, parent, stage, n, model, prompt, text, outcome, reason, origin } of captions) {
    assert.deepEqual([id, stage, model], [`${parent}/synthesize/${n}`, 'synthesize', 'demo/captioner']);
    assert.deepEqual([outcome, reason, origin], ['answered', null, 'synthesized']);
    assert.match(String(prompt), /^[0-9a-f]{64}$/);
    assert.ok(String(text).length > 5);
  }
  const answers = storedAnswers(folder);
  assert.equal(answers.length, write.captions!.asked);
});

test('a second run finds all there and asks nothing', async () => {
  const before = storedAnswers(folder);
  const again = await run(folder);
  assert.deepEqual(
    again.report.stages.map(({ cached }) => cached),
    report.stages.map(() => true),
  );
  assert.deepEqual(storedAnswers(folder), before);
});

test('a run that is killed while it captions ends in the same result, and asks for nothing twice', async () => {
  const victim = await demoFolder();
  const { child, ended } = start(['run', victim]);
  const left = await firstAnswers(victim, () => child.exitCode === null);
  child.kill('SIGKILL');
  assert.equal((await ended).code, -1);
  const kept = storedAnswers(victim);
  assert.ok(kept.length >= left.length && kept.length > 0);
  const last = await run(victim);
  assert.equal(last.code, 0);
  const { asked } = last.report.stages.find(({ kind }) => kind === 'synthesize')!.captions!;
  assert.equal(asked, write.captions!.asked - kept.length);
  assert.deepEqual(storedAnswers(victim).slice(0, kept.length), kept);
  const captions = 'SELECT id, parent, n, text FROM captions';
  assert.deepEqual(await rowsOf(victim, captions), await rowsOf(folder, captions));
  assert.deepEqual(partHashes(victim), partHashes(folder));
  const exported = 'better-synth-out.jsonl';
  assert.equal(readFileSync(join(victim, exported), 'utf8'), readFileSync(join(folder, exported), 'utf8'));
});

/** What is seen of a run from outside: where it listens while it captions and afterwards, and its processes. */
interface Seen {
  readonly during: Set<string>;
  readonly afterwards: Set<string>;
  readonly descendants: Set<number>;
}

async function watch(pid: number, end: Promise<unknown>): Promise<Seen | null> {
  if (!tellsProcesses) return null;
  const found: Seen = { during: new Set(), afterwards: new Set(), descendants: new Set() };
  let over = false;
  void end.then(() => (over = true));
  while (!over) {
    // In this order: a port that is seen after the next stage has begun was open then.
    const later = existsSync(join(folder, '.better-synth/runs/1-clean-2'));
    for (const port of listeningPorts(pid)) (later ? found.afterwards : found.during).add(port);
    for (const descendant of descendantsOf(pid)) found.descendants.add(descendant);
    await sleep(20);
  }
  return found;
}

/** Waits for the first answers of a run. */
async function firstAnswers(folder: string, goesOn: () => boolean): Promise<StoredAnswer[]> {
  const state = join(folder, '.better-synth/state/state.db');
  while (goesOn()) {
    const answers = existsSync(state) ? answersSoFar(folder) : [];
    if (answers.length > 0) return answers;
    await sleep(5);
  }
  throw new Error('the run ended before it was killed');
}

/** None while the tables are being made. */
function answersSoFar(folder: string): StoredAnswer[] {
  try {
    return storedAnswers(folder);
  } catch {
    return [];
  }
}
