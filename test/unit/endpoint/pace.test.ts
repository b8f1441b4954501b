import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backOff, Pace } from '../../../src/core/endpoint/pace.ts';

/** A pace with a clock that stands until it is moved. */
function paceAt(most: number): { pace: Pace; move: (seconds: number) => void; now: () => number } {
  let now = 1e6;
  const pace = new Pace(most, { now: () => now, sleep: () => Promise.resolve(), random: () => 0.5 });
  return { pace, move: (seconds) => (now += seconds * 1000), now: () => now };
}

test('slots start at the most, halve when the server is overloaded, and grow back one a round', () => {
  const { pace, now, move } = paceAt(16);
  assert.equal(pace.slots, 16);
  pace.failed('throttled', now(), null);
  assert.equal(pace.slots, 8);
  move(60);
  for (let i = 0; i < 9; i += 1) pace.alive();
  assert.equal(pace.slots, 9);
  for (let i = 0; i < 1000; i += 1) pace.alive();
  assert.equal(pace.slots, 16);
});

test('requests of one round halve the slots once', () => {
  const { pace, now, move } = paceAt(16);
  const sentAt = now();
  move(1);
  for (let i = 0; i < 5; i += 1) pace.failed('timeout', sentAt, null);
  assert.equal(pace.slots, 8);
  for (let i = 0; i < 5; i += 1) pace.alive();
  move(1);
  pace.failed('timeout', now(), null);
  assert.equal(pace.slots, 4);
});

test('errors that say nothing of load leave the slots as they are', () => {
  const { pace, now } = paceAt(16);
  pace.failed('server', now(), null);
  pace.failed('cut', now(), null);
  assert.equal(pace.slots, 16);
  assert.equal(pace.held, null);
});

test('a wait holds everything for its time; a shorter one does not shorten it', () => {
  const { pace, now, move } = paceAt(4);
  pace.failed('throttled', now(), 30_000);
  pace.failed('throttled', now(), 1000);
  assert.equal(pace.held?.until, now() + 30_000);
  move(31);
  assert.equal(pace.held, null);
});

test('eight failures in a row open the breaker: a wait, then one at a time until one is answered', () => {
  const { pace, now, move } = paceAt(16);
  for (let i = 0; i < 7; i += 1) pace.failed('server', now(), null);
  assert.equal(pace.held, null);
  pace.failed('server', now(), null);
  assert.notEqual(pace.held, null);
  assert.equal(pace.slots, 1);
  move(60);
  assert.equal(pace.held, null);
  assert.equal(pace.slots, 1);
  pace.alive();
  assert.equal(pace.slots, 16);
});

test('what was on its way together is one round: a burst of failures waits no longer than one', () => {
  const { pace, now, move } = paceAt(64);
  for (let i = 0; i < 64; i += 1) pace.failed('cut', now() - 5, null);
  assert.ok(pace.held!.until - now() <= 500);
  for (let round = 1; round < 12; round += 1) {
    move(60);
    pace.failed('cut', now(), null);
    const wait = pace.held!.until - now();
    assert.ok(wait > 0 && wait <= Math.min(30_000, 500 * 2 ** round), `${wait} ms in round ${round}`);
  }
  assert.ok(pace.held!.until - now() >= 15_000);
});

test('patience is ten minutes, and twenty seconds with what never was an endpoint', () => {
  for (const [answered, kind, seconds] of [
    [false, 'unreachable', 20],
    [false, 'unreadable', 20],
    [false, 'timeout', 600],
    [true, 'unreachable', 600],
  ] as const) {
    const { pace, now, move } = paceAt(4);
    if (answered) pace.alive();
    const fail = (): string => pace.failed(kind, now(), null);
    fail();
    fail();
    move(seconds - 1);
    assert.equal(fail(), 'go on', `${kind} after ${seconds - 1} s`);
    move(2);
    assert.equal(fail(), 'dead', `${kind} after ${seconds + 1} s`);
  }
});

test('backing off doubles, has full jitter, and ends at half a minute', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((failures) => backOff(failures, () => 1)),
    [500, 1000, 2000, 4000],
  );
  assert.equal(
    backOff(3, () => 0),
    0,
  );
  assert.equal(
    backOff(50, () => 1),
    30_000,
  );
});
