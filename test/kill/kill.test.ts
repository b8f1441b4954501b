/**
 * Kills runs at random moments while other processes edit and tag, and compares what comes out in the end with what
 * undisturbed runs make. KILLS says how many times; KILL_SEED draws other moments.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../src/base/random.ts';
import { cli } from '../support/cli.ts';
import { argumentsOf, copyDataset, drawDataset, filesOfUser, writes } from '../support/kill-dataset.ts';
import { looksByRun, looksOf, outcomeOf, type Outcome } from '../support/kill-outcome.ts';
import { eventsOf, phases, watchRun, type Moment, type Watched } from '../support/kill-run.ts';

const kills = Number(process.env['KILLS'] ?? 20);
const random = new Random(Number(process.env['KILL_SEED'] ?? 1));

/** Each dataset is killed as often as there are writes: one goes with each run. */
const killsPerDataset = writes.length;
const measuring = phases.indexOf('pictures measured');
/** What is measured is made durable every 2 s and a batch; a busy machine adds to it. */
const costOfKill = 5000;
/** A dataset that is being killed. */
interface Victim {
  readonly folder: string;
  readonly kills: { readonly moment: Moment; readonly at: number; readonly run: Watched }[];
  written: number;
}

const original = await drawDataset(200);
let durations: readonly number[];
let looks: number;
let exit: number | null;
let expected: Outcome;

it(`a run that is killed ${kills} times loses nothing and ends as an undisturbed one`, async (context) => {
  await undisturbed();
  const fallen = new Array<number>(phases.length).fill(0);
  const began = performance.now();
  let [done, datasets, again] = [0, 0, 0];
  while (done < kills) {
    const victim = await killed(Math.min(killsPerDataset, kills - done));
    for (const { run } of victim.kills) fallen[run.phase]!++;
    done += victim.kills.length;
    datasets++;
    again += await assertUnharmed(victim);
  }
  const seconds = (performance.now() - began) / 1000;
  context.diagnostic(`${done} kills in ${datasets} datasets, ${seconds.toFixed(0)} s, by phase:`);
  phases.forEach((name, i) => context.diagnostic(`${name.padEnd(18)} ${'#'.repeat(fallen[i]!)} ${fallen[i]!}`));
  context.diagnostic(`${looks} pictures a dataset; ${again} in all were looked at again`);
  if (kills >= 20) assert.ok(fallen.filter((count) => count > 0).length >= 6, 'kills fall into most phases');
});

/** What is to be expected, and how long a run takes. */
async function undisturbed(): Promise<void> {
  const folder = copyDataset(original);
  const first = await watchRun(folder);
  assert.equal(first.code, 3, first.stderr);
  exit = first.code;
  durations = durationsOf(first);
  looks = looksOf(folder);
  for (const write of writes) await acknowledged(argumentsOf(write, folder));
  assert.equal((await watchRun(folder)).code, exit);
  expected = await outcomeOf(folder);
  assert.ok(expected.views['selected']!.length > 20, 'the recipe selects some samples');
}

/** Kills runs of a new copy of the dataset, each while another process writes. */
async function killed(count: number): Promise<Victim> {
  const victim: Victim = { folder: copyDataset(original), kills: [], written: 0 };
  const moments = momentsFor(count);
  while (victim.kills.length < count) {
    const moment = moments[victim.kills.length]!;
    const writing = writeSoon(victim, durations[moment.phase]!);
    const run = await watchRun(victim.folder, moment);
    if (run.code === null) victim.kills.push({ moment, at: Date.now(), run });
    else {
      // It was done before: the next one, which has less to do, is killed at any moment.
      assert.equal(run.code, exit, run.stderr);
      moments[victim.kills.length] = { phase: 0, wait: random.real() * run.milliseconds };
    }
    await writing;
  }
  return victim;
}

/** Moments in the order in which a run comes to them; two while pictures are measured, which takes longest. */
function momentsFor(count: number): Moment[] {
  const others = random.shuffle(phases.map((_, i) => i).filter((i) => i !== measuring));
  const chosen = [measuring, measuring, ...others].slice(0, count).sort((a, b) => a - b);
  return chosen.map((phase) => ({ phase, wait: random.real() * durations[phase]! }));
}

/** The next write in another process, at a moment of its own. */
async function writeSoon(victim: Victim, within: number): Promise<void> {
  const write = writes[victim.written];
  if (write === undefined) return;
  victim.written++;
  await sleep(random.real() * within);
  await acknowledged(argumentsOf(write, victim.folder));
}

/** Runs a command that must succeed. */
async function acknowledged(args: readonly string[]): Promise<void> {
  const { code, stderr } = await cli(...args);
  assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
}

/** Ends the work on a dataset and compares; tells how many pictures were looked at more than once. */
async function assertUnharmed(victim: Victim): Promise<number> {
  const { folder } = victim;
  for (const write of writes.slice(victim.written)) await acknowledged(argumentsOf(write, folder));
  const last = await watchRun(folder);
  assert.equal(last.code, exit, last.stderr);
  assert.deepEqual(writesIn(folder), writesExpected());
  const outcome = await outcomeOf(folder);
  for (const [view, rows] of Object.entries(expected.views)) assert.deepEqual(outcome.views[view], rows, view);
  assert.equal(outcome.exported, expected.exported);
  const { code, stdout } = await cli('fsck', folder, '--read-data');
  assert.equal(code, 0, stdout);
  assert.deepEqual(filesOfUser(folder), filesOfUser(original));
  const again = looksOf(folder) - looks;
  const most = affordable(victim) + inevitable(folder);
  const story = victim.kills.map(({ run: { phase, milliseconds } }) => `${phases[phase]} at ${milliseconds | 0} ms`);
  assert.ok(again <= most, `${again} pictures were looked at again, not at most ${most}; killed: ${story.join(', ')}`);
  return again;
}

/** How many pictures are looked at again without a kill: of edited captions once, and broken ones by every run that measures. */
function inevitable(folder: string): number {
  const edits = writes.filter(({ command }) => command === 'edit').length;
  const failures = expected.views['decisions']!.map((row) => JSON.parse(row) as { stage: string; outcome: string });
  const broken = failures.filter(({ stage, outcome }) => stage === 'pictures' && outcome === 'failed').length;
  return edits + broken * looksByRun(folder).size;
}

/** How many pictures a dataset's kills may cost: those looked at in the seconds before them. */
function affordable({ folder, kills: all }: Victim): number {
  const events = eventsOf(folder, 'pictures');
  const costs = all.map(({ at, run: { milliseconds } }) => {
    const own = events.filter((event) => event.at <= at && event.at >= at - milliseconds);
    const before = own.filter((event) => event.at < at - costOfKill).at(-1)?.looked ?? 0;
    return (own.at(-1)?.looked ?? 0) - before;
  });
  return costs.reduce((sum, cost) => sum + cost, 0);
}

/** How long each phase took, in milliseconds. */
function durationsOf({ seen, milliseconds }: Watched): number[] {
  return phases.map((_, i) => {
    const next = seen.find((time, later) => later > i && time !== undefined) ?? milliseconds;
    return Math.max(5, next - (seen[i] ?? next));
  });
}

/** Every write that was ever acknowledged, as the state has it. */
function writesIn(folder: string): string[] {
  const db = new DatabaseSync(join(folder, '.better-synth/state/state.db'), { readOnly: true });
  const edits = db.prepare(`SELECT id || ': ' || caption AS line FROM edits ORDER BY seq`).all();
  const tags = db.prepare(`SELECT id || ' ' || op || ' ' || tag AS line FROM tags ORDER BY seq`).all();
  db.close();
  return [...edits, ...tags].map(({ line }) => String(line));
}

function writesExpected(): string[] {
  const edits = writes.flatMap((write) => (write.command === 'edit' ? [`${write.id}: ${write.caption}`] : []));
  const tags = writes.flatMap((write) =>
    write.command === 'tag' ? [`${write.id} ${write.op.replace('--', '')} ${write.tag}`] : [],
  );
  return [...edits, ...tags];
}
