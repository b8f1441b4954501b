import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { failureIn, logText } from '../../../../src/extension/tasks/log-text.ts';
import { contributedMatchers } from '../../../../src/extension/contributions/files.ts';

const folder = join('/data', 'birds');

test('problems get absolute paths, so that the problem matcher finds their files', () => {
  const text = logText('better-synth.yaml:7:11: error unknown-operator: no such thing\n', folder);
  const matcher = new RegExp(contributedMatchers[0]!.pattern.regexp);
  const [, file, line, column, severity, code] = matcher.exec(text.trimEnd())!;
  const place = [file, line, column, severity, code];
  assert.deepEqual(place, [join(folder, 'better-synth.yaml'), '7', '11', 'error', 'unknown-operator']);
  assert.equal(logText('/else/where.yaml:1:1: warning trap: x', folder), '/else/where.yaml:1:1: warning trap: x\r\n');
});

test('progress of the log is left out, and its table stays', () => {
  const log = '  clean-1: measured 1 240 of 10 000 12 %\nRun 1\nstage   in\n─────  ───\nclean  500\n';
  assert.equal(logText(log, folder), 'Run 1\r\nstage   in\r\n─────  ───\r\nclean  500\r\n');
});

test('why a run could not begin is found in its log, for the notification', () => {
  assert.equal(
    failureIn('✗ The recipe has no stage "cleen".\n  next: It has clean, pick.\n'),
    'The recipe has no stage "cleen".',
  );
  assert.equal(failureIn('Run 1\nDone.\n'), null);
});

test('escape sequences in a log are shown, not obeyed; an empty one is nothing', () => {
  assert.ok(!logText('a\u001b[2Jb\u202e', folder).includes('\u001b'));
  assert.equal(logText('\n\n', folder), '');
});
