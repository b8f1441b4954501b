import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeTags } from '../../../../src/core/pipeline/people/change-tags.ts';
import { lastTag, revertTags, tagsOf } from '../../../../src/core/store/state/tags.ts';
import { State } from '../../../../src/core/store/state/state.ts';
import { temporaryFolder } from '../../../support/dataset.ts';

const fresh = () => State.open(`${temporaryFolder()}/state.db`);
const tags = (state: State, id: string): string[] => tagsOf(state, id).map(({ tag }) => tag);

test('only what changes something is written, and the answer counts the samples that it changed', () => {
  const state = fresh();
  assert.deepEqual(changeTags(state, ['a', 'b'], { add: ['keep'], remove: ['drop'] }), {
    batch: { from: 1, to: 2 },
    samples: 2,
  });
  assert.deepEqual(changeTags(state, ['a', 'b', 'c', 'c'], { add: ['keep'], remove: [] }), {
    batch: { from: 3, to: 3 },
    samples: 1,
  });
  assert.deepEqual(changeTags(state, ['a'], { add: ['keep'], remove: ['drop'] }), { batch: null, samples: 0 });
  assert.deepEqual(changeTags(state, ['a'], { add: ['drop'], remove: ['drop', 'keep'] }).samples, 1);
  assert.deepEqual(tags(state, 'a'), ['drop']);
  assert.throws(() => changeTags(state, ['a'], { add: [' '], remove: [] }), { kind: 'usage' });
});

test('a batch is taken back, and back again; what somebody changed since stays', () => {
  const state = fresh();
  changeTags(state, ['a'], { add: ['drop', 'mine'], remove: [] });
  const { batch } = changeTags(state, ['a', 'b', 'c'], { add: ['keep'], remove: ['drop'] });
  changeTags(state, ['c'], { add: [], remove: ['keep'] });
  const undone = revertTags(state, batch!.from, batch!.to);
  assert.equal(undone.samples, 2);
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => tags(state, id)),
    [['mine', 'drop'], [], []],
  );
  assert.equal(revertTags(state, undone.batch!.from, undone.batch!.to).samples, 2);
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => tags(state, id)),
    [['mine', 'keep'], ['keep'], []],
  );
});

test('thousands of samples are tagged by the same rule as a few', () => {
  const [few, many] = [fresh(), fresh()];
  const ids = Array.from({ length: 1500 }, (_, i) => `s${i}`);
  for (const state of [few, many])
    changeTags(
      state,
      ids.filter((_, i) => i % 3 === 0),
      { add: ['keep'], remove: [] },
    );
  const whole = changeTags(many, ids, { add: ['keep'], remove: ['drop'] });
  let samples = 0;
  for (let from = 0; from < ids.length; from += 500)
    samples += changeTags(few, ids.slice(from, from + 500), { add: ['keep'], remove: ['drop'] }).samples;
  assert.equal(whole.samples, samples);
  assert.equal(lastTag(many), lastTag(few));
});
