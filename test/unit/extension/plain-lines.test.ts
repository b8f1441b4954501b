import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainLines } from '../../../src/extension/plain-lines.ts';
import { withoutHome } from '../../../src/extension/commands/without-home.ts';

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
