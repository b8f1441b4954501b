/**
 * Kills runs while they ask a captioning server, and compares what comes out with an undisturbed run. KILLS says how many
 * kills the whole layer has, of which a quarter falls here; KILL_SEED draws other moments.
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../src/base/random.ts';
import {
  addProfile,
  answerByNumber,
  captionOfNumber,
  captioningRecipe,
  numberedDataset,
  ownProfiles,
  partHashes,
  storedAnswers,
  type StoredAnswer,
} from '../support/captioning.ts';
import { cli, rowsOf, run, start } from '../support/cli.ts';
import type { Dataset } from '../support/dataset.ts';
import { startFaultServer, type FaultServer } from '../support/fault-server.ts';

const rounds = Math.ceil(Number(process.env['KILLS'] ?? 20) / 20);
const killsPerRound = 5;
const random = new Random(Number(process.env['KILL_SEED'] ?? 1));
const count = 240;
const slots = 8;
const recipe = captioningRecipe('', '  - name: out\n    export: { format: data-juicer, output: out.jsonl }\n');

it(`asking that is killed pays for requests in flight again, and for no others`, async (t) => {
  ownProfiles();
  const server = await startFaultServer({ latency: ({ number }) => 20 + 10 * (number % 5), answer: answerByNumber });
  t.after(() => server.close());
  await addProfile('scripted', server.url, { concurrency: slots });
  const calm = await numberedDataset(count, recipe);
  assert.equal((await run(calm.folder)).code, 0);
  assert.equal(server.received.length, count);

  for (let round = 0; round < rounds; round++) {
    const before = server.received.length;
    const victim = await numberedDataset(count, recipe);
    const { sent, kept } = await killed(victim.folder, server);
    const last = await run(victim.folder);
    assert.equal(last.code, 0);
    const again = server.received.length - before - count;
    t.diagnostic(`requests before each kill: ${sent.join(', ')}; ${again} of ${count} were made again`);
    assert.ok(again <= killsPerRound * slots, `${again} requests were made again`);
    assertOnce(victim.folder, kept);
    await assertAlike(victim, calm);
  }
});

/** Kills runs while they ask: how many requests each sent, and the answers that they left. */
async function killed(folder: string, server: FaultServer): Promise<{ sent: number[]; kept: StoredAnswer[] }> {
  const sent: number[] = [];
  let kept: StoredAnswer[] = [];
  for (let left = killsPerRound; left > 0; left--) {
    const before = server.received.length;
    // What has no answer yet is shared among the kills to come and the last run.
    const share = Math.floor((count - kept.length) / (left + 1));
    const running = start(['run', folder]);
    const due = before + 1 + random.below(share);
    while (server.received.length < due) await sleep(1);
    await sleep(random.real() * 40);
    running.child.kill('SIGKILL');
    assert.equal((await running.ended).code, -1);
    sent.push(server.received.length - before);
    const answers = storedAnswers(folder);
    assert.deepEqual(answers.slice(0, kept.length), kept);
    assert.ok(answers.length >= kept.length + sent.at(-1)! - slots, 'no more is lost than was in flight');
    kept = answers;
  }
  return { sent, kept };
}

/** Every answer is there once, and what was answered before a kill is as it was. */
function assertOnce(folder: string, kept: readonly StoredAnswer[]): void {
  const stored = storedAnswers(folder);
  assert.deepEqual(stored.slice(0, kept.length), kept);
  assert.deepEqual(
    stored.map(({ text }) => text).sort(),
    Array.from({ length: count }, (_, i) => `1. ${captionOfNumber(i)}`).sort(),
  );
}

async function assertAlike(victim: Dataset, calm: Dataset): Promise<void> {
  const samples = 'SELECT id, text, origin FROM samples ORDER BY id';
  assert.deepEqual(partHashes(victim.folder), partHashes(calm.folder));
  assert.deepEqual(await rowsOf(victim.folder, samples), await rowsOf(calm.folder, samples));
  assert.equal(victim.read('out.jsonl'), calm.read('out.jsonl'));
  const { code, stdout } = await cli('fsck', victim.folder, '--read-data');
  assert.equal(code, 0, stdout);
}
