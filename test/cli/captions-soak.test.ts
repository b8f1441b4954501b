/** Two thousand captions from a server that fails a fifth of the questions once, in every way that passes. */
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
import { passingFaults, startFaultServer } from '../support/fault-server.ts';

const count = 2000;
const slots = 16;

/** Faults that hold up everybody for a second or two: a few are enough. */
const slow: readonly FaultName[] = ['throttled', 'throttled-second', 'throttled-date'];
/**
 * The rest of N3, N5, N7 to N10 and N12. Faults that last until a deadline of minutes (`hang`, `drip`, a late reply)
 * are met with shorter deadlines in test/unit/endpoint.
 */
const quick: readonly FaultName[] = [
  ...(['throttled-zero', 'throttled-negative', 500, 502, 503, 504, 408, 'late'] as const),
  ...(['cut-before', 'cut-middle', 'cut-stream', 'twice', 'empty', 'blank', 'null'] as const),
  ...(['refusal-field', 'refusal-text', 'cut-off', 'filtered', 'tool-call', 'wrong-language', 'unnumbered'] as const),
  ...(['html', 'broken-json', 'wrong-schema', 'deep-json', 'huge', 'gzip-bomb', 'endless-stream'] as const),
];
const names = [...slow, ...Array.from({ length: 5 }, () => quick).flat()];

test(`${count} captions, each once and of its own picture, though a fifth of the questions fails at first`, async (t) => {
  ownProfiles();
  const server = await startFaultServer({
    slots,
    latency: ({ number }) => 5 + 15 * (number % 3),
    script: passingFaults(0.2, names),
    answer: answerByNumber,
  });
  t.after(() => server.close());
  await addProfile('scripted', server.url, { concurrency: slots });
  const { folder } = await numberedDataset(count);

  const { code, report } = await run(folder);
  const [write] = report.stages;
  const failed = server.received.filter(({ fault }) => fault !== null && fault !== 'late' && fault !== 'twice');
  t.diagnostic(`${server.received.length} requests, ${failed.length} failed, ${write!.seconds.toFixed(1)} s`);
  assert.equal(code, 0);
  assert.ok(failed.length > count / 8, `${failed.length} failures`);
  assert.equal(new Set(failed.map(({ fault }) => fault)).size, slow.length + quick.length - 2);
  assert.equal(server.received.length, count + failed.length, 'what failed is asked once more, and nothing else');
  assert.ok(server.mostAtOnce() <= slots);
  assert.deepEqual(
    [write!.kept, write!.created, write!.captions],
    [
      count,
      count,
      {
        ...{ samples: count, answered: count, failures: {}, asked: count, retries: failed.length },
        maybePaid: write!.captions!.maybePaid,
      },
    ],
  );

  const captions = await rowsOf(folder, 'SELECT id, parent, n, text, outcome FROM captions');
  const expected = Array.from({ length: count }, (_, i) => ({
    ...{ id: `s${i}/write/1`, parent: `s${i}`, n: 1 },
    ...{ text: captionOfNumber(i), outcome: 'answered' },
  }));
  assert.deepEqual(captions, expected);
  const stored = storedAnswers(folder);
  assert.equal(stored.length, count);
  assert.deepEqual(new Set(stored.map(({ outcome }) => outcome)), new Set(['answered']));
  assert.deepEqual(stored.map(({ text }) => text).sort(), expected.map(({ text }) => `1. ${text}`).sort());
  assert.equal((await cli('fsck', folder, '--read-data')).code, 0);

  const again = await run(folder);
  assert.equal(again.report.stages[0]!.cached, true);
  assert.equal(server.received.length, count + failed.length);
});
