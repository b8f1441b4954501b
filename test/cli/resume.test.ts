/** What happens when a run ends before its time: it is cancelled, killed or frozen, and the dataset may change meanwhile. */
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, readFileSync, readdirSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { cli, rowsOf, run, start, type Started } from '../support/cli.ts';
import { temporaryFolder } from '../support/dataset.ts';
import { copyDataset, drawDataset, filesOfUser, output } from '../support/kill-dataset.ts';
import { looksByRun, looksOf, outcomeOf, type Outcome } from '../support/kill-outcome.ts';
import { eventsOf } from '../support/kill-run.ts';

/** So many that they take longer to measure than a segment lasts. */
const samples = 420;
const original = await drawDataset(samples, 3);
const few = await drawDataset(120, 4);

/** A folder whose run was killed as soon as something that it measured was durable, and what that is. */
const killed = await killedWhileMeasuring();
const { durable } = killed;
/** The same after it was moved: all files have other times and inodes. */
const moved = (): string => {
  const folder = temporaryFolder();
  cpSync(killed.folder, folder, { recursive: true });
  return folder;
};
const before = { recipe: moved(), pictures: moved(), parts: moved() };
const resumed = await run(killed.folder);
const expected: Outcome = await outcomeOf(killed.folder);

const undisturbed = copyDataset(few);
await run(undisturbed);
const ofFew: Outcome = await outcomeOf(undisturbed);

test('a killed run goes on where it stopped: what was durable is not looked at again, and that is not long ago', () => {
  assert.ok(durable.rows > 0 && durable.rows < samples, `${durable.rows} samples were durable`);
  assert.equal(resumed.code, 3);
  assert.equal(looksByRun(killed.folder).get(resumed.report.run), durable.open);
  const events = eventsOf(killed.folder, 'pictures').filter(({ run: n }) => n < resumed.report.run);
  const last = events.at(-1)!.at;
  const safe = events.findLast(({ done }) => done <= durable.rows)!.at;
  assert.ok(last - safe < 10_000, `${last - safe} ms of work were lost`);
});

test('the log of state.db that a kill leaves behind holds what was acknowledged', async () => {
  const folder = copyDataset(original);
  const { child, ended } = start(['run', folder, '--json']);
  await until(() => eventsOf(folder, 'pictures').length > 0);
  assert.equal((await cli('edit', folder, 'c7', '--text', 'acknowledged')).code, 0);
  child.kill('SIGKILL');
  await ended;
  assert.ok(statSync(join(folder, '.better-synth/state/state.db-wal')).size > 0);
  const edits = await rowsOf(folder, 'SELECT id, caption FROM edits');
  assert.deepEqual(edits, [{ id: 'c7', caption: 'acknowledged' }]);
});

test('scores are kept when the recipe changes between a kill and the next run, and when the folder is moved', async () => {
  const folder = before.recipe;
  change(folder, 'better-synth.yaml', 'min_width: 200', 'min_width: 201');
  const { report } = await run(folder);
  // A picture that failed has no score that could be kept.
  assert.equal(looksByRun(folder).get(report.run), durable.open + durable.failed);
  assert.deepEqual((await outcomeOf(folder)).views, expected.views);
});

test('pictures that change between a kill and the next run are looked at again, those that failed too', async () => {
  const folder = before.pictures;
  const fresh = copyDataset(original);
  for (const target of [folder, fresh]) {
    copyFileSync(join(original, 'images/8.jpg'), join(target, 'images/2.jpg'));
    copyFileSync(join(original, 'images/9.jpg'), join(target, 'images/59.jpg'));
    rmSync(join(target, 'images/3.jpg'));
  }
  const { report } = await run(folder);
  await run(fresh);
  assert.equal(looksByRun(folder).get(report.run), durable.open + durable.failed + 1);
  const outcome = await outcomeOf(folder);
  assert.deepEqual(outcome, await outcomeOf(fresh));
  assert.notDeepEqual(outcome, expected);
});

test('a picture that was missing before a kill, and is there after it, is measured', async () => {
  const { folder } = await killedWhileMeasuring((path) => rmSync(join(path, 'images/3.jpg')));
  copyFileSync(join(original, 'images/3.jpg'), join(folder, 'images/3.jpg'));
  await run(folder);
  assert.deepEqual(await outcomeOf(folder), expected);
});

test('deleted parts cost computing and nothing else, also those that a killed run left', async () => {
  const folder = before.parts;
  for (const name of readdirSync(join(folder, '.better-synth/parts')))
    rmSync(join(folder, '.better-synth/parts', name));
  assert.equal((await run(folder)).code, 3);
  assert.deepEqual(await outcomeOf(folder), expected);
});

test('each part that a finished run left may be deleted', async () => {
  const folder = await drawDataset(40);
  await run(folder);
  const finished = await outcomeOf(folder);
  for (const name of readdirSync(join(folder, '.better-synth/parts'))) {
    rmSync(join(folder, '.better-synth/parts', name));
    assert.equal((await run(folder)).code, 0, `without ${name}`);
  }
  assert.deepEqual(await outcomeOf(folder), finished);
});

test('an export that was killed when its file had just appeared may be written again', async () => {
  const folder = await drawDataset(40, 5);
  const { child, ended } = start(['run', folder]);
  const watcher = watch(folder, (_, name) => {
    if (name === output) child.kill('SIGKILL');
  });
  await ended;
  watcher.close();
  const { exported } = await outcomeOf(folder);
  assert.equal((await cli('edit', folder, 'c1', '--text', 'another caption for one of the samples')).code, 0);
  assert.equal((await run(folder)).code, 0);
  assert.notEqual((await outcomeOf(folder)).exported, exported);
});

test('Ctrl-C ends a run within 2 s with exit 130, and everything measured is kept', async () => {
  const folder = copyDataset(few);
  const { milliseconds, code, stdout } = await signalled(folder, ['SIGINT']);
  assert.equal(code, 130, stdout);
  assert.ok(milliseconds < 2000, `${milliseconds} ms`);
  assert.equal((JSON.parse(stdout) as { error: { kind: string } }).error.kind, 'cancelled');
  const { report } = await run(folder);
  assert.equal(looksByRun(folder).get(report.run), looksOf(undisturbed) - looksByRun(folder).get(1)!);
  assert.deepEqual(await outcomeOf(folder), ofFew);
});

test('a second Ctrl-C does not wait: exit 130 at once, and the next run finishes', async () => {
  const folder = copyDataset(few);
  const { milliseconds, code } = await signalled(folder, ['SIGINT', 'SIGINT']);
  assert.equal(code, 130);
  assert.ok(milliseconds < 1000, `${milliseconds} ms`);
  assert.equal((await run(folder)).code, 3);
  assert.deepEqual(await outcomeOf(folder), ofFew);
});

test('a polite kill ends a run with exit 143, resumable', async () => {
  const folder = copyDataset(few);
  const { milliseconds, code } = await signalled(folder, ['SIGTERM']);
  assert.equal(code, 143);
  assert.ok(milliseconds < 2000, `${milliseconds} ms`);
  assert.equal((await run(folder)).code, 3);
  assert.deepEqual(await outcomeOf(folder), ofFew);
});

test('a frozen run keeps its lock: a second one exits 6 with its pid, edits go on, and it wakes unharmed', async () => {
  const folder = copyDataset(few);
  const frozen = start(['run', folder, '--json']);
  await until(() => eventsOf(folder, 'pictures').length > 0);
  frozen.child.kill('SIGSTOP');
  try {
    const second = await cli('run', folder, '--json');
    assert.equal(second.code, 6);
    assert.match(second.error().message, new RegExp(`process ${frozen.child.pid!}, for \\d+ s`));
    assert.equal((await cli('tag', folder, 'c1', '--add', 'seen')).code, 0);
  } finally {
    frozen.child.kill('SIGCONT');
  }
  assert.equal((await frozen.ended).code, 3);
  const { tags, ...views } = (await outcomeOf(folder)).views;
  assert.deepEqual(tags, ['{"id":"c1","tag":"seen"}']);
  assert.deepEqual({ ...views, tags: [] }, ofFew.views);
});

test('the files of the user are as they were', () => {
  assert.deepEqual(filesOfUser(killed.folder), filesOfUser(original));
});

/** Kills a run when it has made a segment durable. */
async function killedWhileMeasuring(prepare: (folder: string) => void = () => undefined) {
  const folder = copyDataset(original);
  prepare(folder);
  const { child, ended } = start(['run', folder]);
  await until(() => segmentsOf(folder).length > 0 || child.exitCode !== null);
  child.kill('SIGKILL');
  const { code } = await ended;
  assert.equal(code, -1, 'this machine has measured everything before a segment was due: draw more samples');
  const segments = segmentsOf(folder);
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0);
  const failed = segments.reduce((sum, segment) => sum + segment.failed, 0);
  const open = eventsOf(folder, 'pictures')[0]!.total - rows;
  return { folder, durable: { rows, failed, open } };
}

/** The durable segments of the stage `pictures`. */
function segmentsOf(folder: string): { rows: number; failed: number }[] {
  try {
    const db = new DatabaseSync(join(folder, '.better-synth/state/state.db'), { readOnly: true });
    const sql = `SELECT meta FROM stage_parts WHERE stage = 'pictures' AND role = 'segment-scores'`;
    const found = db.prepare(sql).all();
    db.close();
    return found.map(({ meta }) => JSON.parse(String(meta)) as { rows: number; failed: number });
  } catch {
    // Not made yet.
    return [];
  }
}

/** Sends signals, a moment apart, to a run that is measuring. */
async function signalled(folder: string, signals: readonly NodeJS.Signals[]) {
  const { child, ended }: Started = start(['run', folder, '--json']);
  await until(() => eventsOf(folder, 'pictures').length > 1);
  const began = performance.now();
  for (const signal of signals) {
    child.kill(signal);
    await sleep(30);
  }
  const { code, stdout } = await ended;
  return { code, stdout, milliseconds: Math.round(performance.now() - began) };
}

async function until(reached: () => boolean): Promise<void> {
  for (let tries = 0; !reached(); tries++) {
    assert.ok(tries < 10_000, 'waited long enough');
    await sleep(5);
  }
}

function change(folder: string, name: string, from: string, to: string): void {
  const path = join(folder, name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}
