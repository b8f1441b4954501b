import assert from 'node:assert/strict';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '../../src/core/pipeline/status.ts';
import { cli, rowsOf, run, start, type Started } from '../support/cli.ts';
import { dataset, framed, pictureBytes } from '../support/dataset.ts';

const recipe = `version: 1
stages:
  - name: clean
    clean:
      process:
        - words_num_filter: {min_num: 3}
        - image_shape_filter: {min_width: 8}
        - image_dark_filter: {min_score: 0}
`;
const good = 5000;
const data = await dataset({
  lines: Array.from({ length: good + 1 }, (_, i) => ({
    id: `p${i}`,
    images: [`images/${i}.jpg`],
    text: framed(`the picture of number ${i}`),
  })),
  pictures: { 'first.jpg': { width: 24, height: 24 } },
  recipe,
});
const { folder } = data;
mkdirSync(data.path('images'));
// One picture under 5,000 names: that is quick to make, and each name is looked at all the same.
for (let i = 0; i <= good; i++) if (i !== 2500) linkSync(data.path('first.jpg'), data.path(`images/${i}.jpg`));
const bytes = await pictureBytes('x.jpg', { width: 24, height: 24 });
writeFileSync(data.path('images/2500.jpg'), bytes.subarray(0, 30));

/** Starts a run, and waits until it has measured something. */
async function startedRun(): Promise<Started & { readonly pid: number }> {
  const started = start(['run', folder, '--json']);
  for (let tries = 0; tries < 400; tries++) {
    const { running, runs } = (await cli('status', folder, '--json')).json<Status>();
    if (running !== null && runs[0]?.state === 'running') return { ...started, pid: started.child.pid! };
    await sleep(20);
  }
  throw new Error('the run did not begin');
}

const first = await startedRun();
first.child.kill('SIGSTOP');
const [second, edit, tag, query, status] = await Promise.all([
  cli('run', folder, '--json'),
  cli('edit', folder, 'p1', '--text', 'two words'),
  cli('tag', folder, 'p2', '--add', 'drop'),
  cli('query', folder, 'SELECT count(*)::INTEGER AS n FROM samples', '--json'),
  cli('status', folder, '--json'),
]);
first.child.kill('SIGCONT');
first.child.kill('SIGINT');
const interrupted = await first.ended;

test('a second run while one is going on is exit 6, with the pid and age of the first, even while that is frozen', () => {
  assert.deepEqual([second.code, second.error().code], [6, 6]);
  assert.match(second.error().message, new RegExp(`process ${first.pid}, for \\d+ s`));
  assert.equal(status.json<Status>().running!.pid, first.pid);
});

test('edits, tags and queries work while a run is going on', () => {
  assert.deepEqual([edit.code, tag.code, query.code], [0, 0, 0]);
  assert.deepEqual(query.json(), [{ n: good + 1 }]);
});

test('Ctrl-C ends a run with 130, says that it can be gone on with, and the next one does', async () => {
  assert.equal(interrupted.code, 130);
  assert.deepEqual([interrupted.error().kind, interrupted.error().code], ['cancelled', 130]);
  assert.match(interrupted.error().next!, /run/);
  assert.equal((await cli('status', folder, '--json')).json<Status>().runs[0]!.state, 'cancelled');
});

test('of 5,001 pictures with one that has no decodable header 5,000 are scored, one fails, and the exit code is 3', async () => {
  const { code, report } = await run(folder);
  const [clean] = report.stages;
  assert.deepEqual([code, clean!.in, clean!.failed, clean!.dropped], [3, good + 1, 1, 1]);
  const [row] = await rowsOf(folder, 'SELECT count(*)::INTEGER AS n FROM scores WHERE len(image_dark_score) = 1');
  assert.deepEqual(row, { n: good });
  const failed = await rowsOf<{ id: string; reason: string }>(
    folder,
    "SELECT id, reason FROM decisions WHERE outcome = 'failed'",
  );
  assert.equal(failed.length, 1);
  assert.match(`${failed[0]!.id} ${failed[0]!.reason}`, /^p2500 images\/2500\.jpg/);
});

test('what was edited and tagged while a run went on counts in the next', async () => {
  const rows = await rowsOf(folder, "SELECT id, outcome, operator FROM decisions WHERE id IN ('p1', 'p2') ORDER BY id");
  assert.deepEqual(rows, [
    { id: 'p1', outcome: 'kept', operator: null },
    { id: 'p2', outcome: 'dropped', operator: 'manual' },
  ]);
});

test('a polite kill ends a run with 143', async () => {
  data.write('better-synth.yaml', recipe.replace('dark', 'light'));
  const started = await startedRun();
  started.child.kill('SIGTERM');
  assert.equal((await started.ended).code, 143);
});
