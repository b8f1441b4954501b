import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationText, Pace } from '../../../src/base/pace.ts';

test('rate and time left are of what was done since the first time: what was remembered took no time', () => {
  const pace = new Pace();
  assert.equal(pace.tell('write', 100, 498, 5000), '');
  assert.equal(pace.tell('write', 100, 498, 6000), '', 'nothing done yet');
  assert.equal(pace.tell('write', 198, 498, 15_000), ', 9.8/s, 31 s left');
  assert.equal(pace.tell('write', 498, 498, 20_000), ', 26.5/s');
});

test('a long time is said in minutes, a longer one in hours', () => {
  const pace = new Pace();
  pace.tell('write', 0, 100_000, 0);
  assert.equal(pace.tell('write', 1000, 7000, 100_000), ', 10.0/s, 10 min left');
  assert.equal(pace.tell('write', 1000, 100_000, 100_000), ', 10.0/s, 2 h 45 min left');
  assert.equal(pace.tell('write', 50_000, 100_000, 100_000), ', 500/s, 100 s left');
});

test('another stage begins anew', () => {
  const pace = new Pace();
  pace.tell('write', 0, 10, 0);
  assert.equal(pace.tell('write-2', 5, 10, 1000), '');
  assert.equal(pace.tell('write-2', 7, 10, 2000), ', 2.0/s, 2 s left');
});

test('durations are told as people say them', () => {
  const told = [0.42, 9.96, 12.3, 119.4, 150, 3600, 7500].map(durationText);
  assert.deepEqual(told, ['0.4 s', '10 s', '12 s', '119 s', '3 min', '60 min', '2 h 5 min']);
});
