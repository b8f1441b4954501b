/** What an endpoint cannot be asked out of: the run stops at once, says why, and goes on when it is mended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addProfile,
  answerByNumber,
  captionOfNumber,
  numberedDataset,
  ownProfiles,
  storedAnswers,
} from '../support/captioning.ts';
import { cli, rowsOf, run } from '../support/cli.ts';
import type { FaultName } from '../support/fault-server-faults.ts';
import { startFaultServer } from '../support/fault-server.ts';

ownProfiles();
const count = 30;
const slots = 4;
/** From this request on the server stops answering. */
const good = 10;

/** The faults, the exit codes, and what is said of each and advised. */
const stops: readonly (readonly [fault: FaultName, code: number, message: RegExp, next: RegExp])[] = [
  ['unauthorized', 7, /does not accept the key: 401 Incorrect API key provided/, /profiles add scripted/],
  ['payment', 7, /wants payment or has no quota left: 402 add credits/, /Settle it.*run again/],
  ['quota', 7, /wants payment or has no quota left: 429 You exceeded/, /Settle it.*run again/],
  ['redirect', 9, /redirects \(to http:\/\/127\.0\.0\.1:9\)/, /profiles add scripted --url/],
  ['throttled-hour', 7, /asks to wait until \d{4}-\d\d-\d\d \d\d:\d\d UTC/, /Run again then/],
];

for (const [fault, code, message, next] of stops) {
  test(`"${fault}" ends a run with exit ${code}, and a run after it asks only for the rest`, async (t) => {
    let mended = false;
    const server = await startFaultServer({
      latency: 10,
      script: ({ number }) => (mended || number < good ? null : fault),
      answer: answerByNumber,
    });
    t.after(() => server.close());
    await addProfile('scripted', server.url, { concurrency: slots });
    const { folder } = await numberedDataset(count);

    const began = performance.now();
    const stopped = await cli('run', folder, '--json');
    assert.ok(performance.now() - began < 10_000, 'it stops at once');
    const error = stopped.error();
    assert.deepEqual([stopped.code, error.code], [code, code], stopped.stderr);
    assert.match(error.message, message);
    assert.match(error.where!, new RegExp(`profile scripted, ${new URL(server.url).origin}$`));
    assert.match(
      error.safe!,
      new RegExp(`^${good} answers came in this run \\(${15 * good} tokens\\); all stored ones are kept`),
    );
    assert.match(error.next!, next);
    assert.ok(server.received.length <= good + slots, `${server.received.length} requests: no storm`);
    assert.equal(storedAnswers(folder).length, good);

    mended = true;
    const asked = server.received.length;
    const { code: after, report } = await run(folder);
    assert.equal(after, 0);
    assert.equal(report.stages[0]!.captions!.asked, count - good);
    assert.equal(server.received.length - asked, count - good);
    const captions = await rowsOf(folder, 'SELECT parent, text FROM captions');
    assert.deepEqual(
      captions,
      Array.from({ length: count }, (_, i) => ({ parent: `s${i}`, text: captionOfNumber(i) })),
    );
  });
}

test('on a terminal a stop tells what happened, where, what is safe and what to do', async (t) => {
  const server = await startFaultServer({ script: () => 'payment' });
  t.after(() => server.close());
  await addProfile('scripted', server.url);
  const { folder } = await numberedDataset(3);
  const { code, stderr } = await cli('run', folder);
  assert.equal(code, 7);
  for (const part of [
    /add credits/,
    /profile scripted, http:\/\/127/,
    /safe: Nothing was answered in this run\./,
    /then run again/,
  ]) {
    assert.match(stderr, part);
  }
});
