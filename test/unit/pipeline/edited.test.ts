import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveEdits, textHash } from '../../../src/core/pipeline/edited.ts';
import { createViews } from '../../../src/core/pipeline/views.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { dataset } from '../../support/dataset.ts';

test('an edit whose id two samples have is given to neither, and the id is told', async () => {
  const { folder } = await dataset({ lines: [{ id: 'a', images: [], text: 'one' }] });
  await withSession(folder, undefined, async (session) => {
    const { chain } = (await createViews(session)).flow;
    const edit = { seq: 1, id: 'a', caption: 'two', baseHash: textHash('one'), at: '2026-01-01T00:00:00.000Z' };
    assert.equal((await resolveEdits(session, chain.samples, [edit])).applied.get('a')?.text, 'two');
    const twice = `(SELECT * FROM ${chain.samples} UNION ALL SELECT * FROM ${chain.samples})`;
    await assert.rejects(resolveEdits(session, twice, [edit]), { kind: 'damaged', message: /Two samples.*id a/ });
  });
});
