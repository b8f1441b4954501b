import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainLines } from '../../../src/extension/plain-lines.ts';
import { withoutHome } from '../../../src/extension/commands/without-home.ts';
import { durationText } from '../../../src/extension/words.ts';

test('what a process says is shown in the log and not obeyed', () => {
  assert.equal(plainLines('\u001b[31mred\u001b]8;;http://x\u0007'), '\\u001b[31mred\\u001b]8;;http://x\\u0007');
  assert.equal(plainLines('a\u202eb\ufeff'), 'a\\u202eb\\ufeff');
});

test('lines stay lines, and a carriage return overwrites none', () => {
  assert.equal(plainLines('one\r\ntwo\rthree\t4\n'), 'one\ntwo\nthree\t4');
});

test('diagnostics name no home folder', () => {
  assert.equal(withoutHome('at /home/ada/x and /home/ada', '/home/ada'), 'at ~/x and ~');
  assert.equal(withoutHome('/a/b', '/'), '/a/b');
});

test('durations are told as people say them', () => {
  const told = [0.42, 9.96, 12.3, 99.4, 150, 3600, 7500].map(durationText);
  assert.deepEqual(told, ['0.4 s', '10 s', '12 s', '99 s', '3 min', '1 h 0 min', '2 h 5 min']);
});
