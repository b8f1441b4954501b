import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Transcript } from '../../../../src/extension/tasks/transcript.ts';
import type { StageReport } from '../../../../src/protocol/records.ts';
import { t } from './words.ts';

const at = (second: number): { at: string } => ({ at: new Date(1000 * second).toISOString() });
const begun = { type: 'run', run: 3, samples: 500, stages: ['clean-1', 'write'], ...at(0) } as const;
const progress = { type: 'progress', stage: 'write', what: 'captioned', total: 10_000 } as const;
const report: StageReport = {
  name: 'clean-1',
  kind: 'clean',
  in: 500,
  kept: 416,
  dropped: 76,
  failed: 8,
  created: 0,
  seconds: 8.5,
  cached: false,
  operators: [],
};

test('a stage that goes on has one live line: bar, share, counts, rate and time left', () => {
  const transcript = new Transcript(t);
  transcript.resize(120);
  transcript.add(begun);
  transcript.add({ ...progress, done: 0, ...at(0) });
  const live = transcript.add({ ...progress, done: 2500, ...at(100) });
  assert.ok(live.startsWith('\r\u001b[2K') && !live.includes('\n'));
  assert.equal(plain(live), `  write   ██████░░░░░░░░░░░░░░░░░░  25 %  captioned 2 500/10 000 · 25.0/s · 5 min`);
});

test('the live line goes when a line comes that stays', () => {
  const transcript = new Transcript(t);
  transcript.add(begun);
  transcript.add({ ...progress, done: 1, ...at(1) });
  const line = transcript.add({ type: 'stage-done', stage: 'clean-1', report, ...at(2) });
  assert.ok(line.startsWith('\r\u001b[2K') && line.endsWith('\r\n'));
  assert.equal(plain(line).trim(), '! clean-1 500 in · 416 kept · 76 dropped · 8 failed · 8.5 s');
});

test('a stage that was up to date says so', () => {
  const cached = { ...report, failed: 0, dropped: 0, cached: true };
  const line = new Transcript(t).add({ type: 'stage-done', stage: 'clean-1', report: cached, ...at(2) });
  assert.equal(plain(line).trim(), '✓ clean-1 500 in · 416 kept · up to date');
});

test('no live line is wider than its terminal', () => {
  for (const columns of [20, 30, 40, 80]) {
    const transcript = new Transcript(t);
    transcript.resize(columns);
    transcript.add({ ...begun, stages: ['a-stage-with-a-long-name'] });
    for (const waiting of [undefined, 'waiting until 10:00:00 UTC: 429 of a server that says much']) {
      const more = waiting === undefined ? {} : { waiting };
      const line = plain(transcript.add({ ...progress, done: 5000, ...at(9), ...more }));
      assert.ok(line.length < columns, `${columns}: ${line}`);
    }
  }
});

test('what a server or a recipe says is shown, not obeyed', () => {
  const transcript = new Transcript(t);
  const evil = '\u001b]0;title\u0007\r\n\u202e';
  const texts = [
    transcript.add({ ...begun, stages: [evil] }),
    transcript.add({ ...progress, done: 1, waiting: evil, ...at(1) }),
    transcript.add({ type: 'stage-done', stage: evil, report: { ...report, name: evil }, ...at(2) }),
  ];
  for (const text of texts) assert.ok(!text.includes('\u001b]') && !text.includes('\u202e'), JSON.stringify(text));
  assert.equal(texts.join('').split('\r\n').length, 3);
});

/** Without our own colours and the taking back of the line. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- escape sequences are what this is about
  return text.replace(/\u001b\[\d+[mK]|\r|\n/g, '');
}
