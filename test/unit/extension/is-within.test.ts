import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { isWithin } from '../../../src/extension/panels/is-within.ts';

test('thresholds are written below the recipe’s folder alone, however a path is spelled', () => {
  const folder = resolve('/data/set');
  for (const inside of ['better-synth.yaml', 'configs/more.yaml', '..more.yaml', 'a/../more.yaml'])
    assert.equal(isWithin(folder, join(folder, inside)), true, inside);
  for (const outside of ['..', '../set-2/better-synth.yaml', '../../etc/passwd', 'a/../../more.yaml', '.'])
    assert.equal(isWithin(folder, `${folder}/${outside}`), false, outside);
});
