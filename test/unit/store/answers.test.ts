import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { findAnswers, promptText, putAnswers, putPrompt, type Answer } from '../../../src/core/store/state/answers.ts';
import { State } from '../../../src/core/store/state/state.ts';
import { temporaryFolder, temporaryStore } from './temporary.ts';

/** An answer to the n-th request. */
function answer(n: number, more: Partial<Answer> = {}): Answer {
  return {
    ...{ request: `request ${n}`, model: 'a-model', prompt: 'f'.repeat(64), text: `1. A cat ${n}.`, finish: 'stop' },
    ...{ outcome: 'answered', reason: null, promptTokens: 12, completionTokens: 5, attempts: 1, seconds: 0.25 },
    ...more,
  };
}

test('answers come back as they were given, with all that is not there', async (t) => {
  const { state } = await temporaryStore(t);
  const bare = {
    text: null,
    finish: null,
    outcome: 'refusal',
    reason: 'no',
    promptTokens: null,
    completionTokens: null,
  };
  const stored = [answer(1), answer(2, { ...bare, attempts: 3, seconds: 1.5e-7 }), answer(3)];
  putAnswers(state, stored);
  assert.deepEqual(
    findAnswers(state, ['request 2', 'request 1', 'request 9']),
    new Map(stored.slice(0, 2).map((a) => [a.request, a])),
  );
  assert.deepEqual(findAnswers(state, []), new Map());
});

test('the first answer to a request stays', async (t) => {
  const { state } = await temporaryStore(t);
  putAnswers(state, [answer(1, { text: 'first' }), answer(1, { text: 'again' })]);
  putAnswers(state, [answer(1, { text: 'later' })]);
  assert.equal(findAnswers(state, ['request 1']).get('request 1')?.text, 'first');
});

test('answers of one batch are stored together or not at all', async (t) => {
  const { state } = await temporaryStore(t);
  const broken = { ...answer(2), model: null as unknown as string };
  assert.throws(() => {
    putAnswers(state, [answer(1), broken, answer(3)]);
  });
  assert.deepEqual(findAnswers(state, ['request 1', 'request 3']), new Map());
});

test('an answer with any characters is sound when it is read', async (t) => {
  const { state } = await temporaryStore(t);
  const texts = [
    'a\u0000b',
    '\ud800 alone',
    '',
    '\u{1f469}\u200d\u{1f467}',
    '\r\n\t\u2028',
    "'; DROP TABLE answers; --",
  ];
  putAnswers(
    state,
    texts.map((text, i) => answer(i, { text, reason: text })),
  );
  for (const [i, text] of texts.entries()) {
    assert.equal(findAnswers(state, [`request ${i}`]).get(`request ${i}`)?.text, text.toWellFormed());
  }
});

test('a changed letter inside an answer is found when it is read', (t) => {
  const path = join(temporaryFolder(t), 'state.db');
  const state = State.open(path);
  putAnswers(state, [answer(1), answer(2)]);
  const db = new DatabaseSync(path);
  db.exec(`UPDATE answers SET text = '1. A hat 2.' WHERE request = 'request 2'`);
  db.close();
  assert.equal(findAnswers(state, ['request 1']).size, 1);
  assert.throws(() => findAnswers(state, ['request 1', 'request 2']), { kind: 'damaged', message: /answer 2/ });
  state.close();
});

test('a prompt is kept once, by its hash', async (t) => {
  const { state } = await temporaryStore(t);
  putPrompt(state, 'a', 'Describe it.');
  putPrompt(state, 'a', 'Something else.');
  assert.equal(promptText(state, 'a'), 'Describe it.');
  assert.equal(promptText(state, 'b'), undefined);
});
