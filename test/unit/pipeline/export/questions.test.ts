import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInQuestions, parseQuestions, questionOf } from '../../../../src/core/pipeline/export/questions.ts';

const ids = Array.from({ length: 1200 }, (_, i) => String(i));
const asked = (seed: number): string[] => ids.map((id) => questionOf(builtInQuestions, seed, id));

test('questions are dealt out evenly, the token as often before as behind, and otherwise for another seed', () => {
  const turns = asked(0);
  const before = turns.filter((turn) => turn.startsWith('<image>\n')).length;
  assert.ok(Math.abs(before - 600) < 90, `${before} of 1,200 begin with the token`);
  for (const question of builtInQuestions) {
    const times = turns.filter((turn) => turn.includes(question)).length;
    assert.ok(times > 60 && times < 140, `${question}: ${times} of about 100`);
  }
  assert.deepEqual(asked(0), turns);
  const other = asked(1);
  assert.ok(other.filter((turn, i) => turn !== turns[i]).length > 1000);
});

test('a file has a question a line or a JSON list, and neither blanks nor ends count', () => {
  assert.deepEqual(parseQuestions('one?\r\n\r\n  two?  \n', 'q'), ['one?', 'two?']);
  assert.deepEqual(parseQuestions(' ["one?", " [two]? "]\n', 'q'), ['one?', '[two]?']);
});
