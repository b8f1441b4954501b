import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Problem } from '../../../src/protocol/records.ts';
import { exitOf, parseRecipe } from '../../../src/core/recipe/parse.ts';
import { operators } from '../../../src/core/operators/index.ts';

const folder = new URL('../../fixtures/recipes/faulty/', import.meta.url);

/* Each fixture says in its comments what is to be found: `# expect: <code> <line>:<column> [fix <text>] [warning]`. */
for (const name of readdirSync(folder)) {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const expected = [...text.matchAll(/^# expect: (.+)$/gm)].map(([, found]) => found!);

  test(`the faults of ${name} are named at their places`, () => {
    const { recipe, problems } = parseRecipe({ text, file: name }, { read: () => null }, operators);
    assert.deepEqual(
      problems
        .filter(({ severity }) => severity !== 'info')
        .map(told)
        .sort(),
      expected.sort(),
    );
    assert.ok(recipe === null);
    assert.equal(exitOf(problems), expected.some((found) => found.startsWith('refused')) ? 9 : 2);
    for (const problem of problems) checkProblem(problem, text, name);
  });
}

test('the corpus of faults is not empty', () => {
  assert.ok(readdirSync(folder).length >= 30);
});

function told({ code, line, column, fix, severity }: Problem): string {
  const remedy = fix === undefined ? '' : ` fix ${fix.trim() === '' ? JSON.stringify(fix) : fix}`;
  return `${code} ${line}:${column}${remedy}${severity === 'warning' ? ' warning' : ''}`;
}

function checkProblem({ file, line, column, length, message }: Problem, text: string, name: string): void {
  assert.equal(file, name);
  assert.ok(line !== undefined && column !== undefined && length !== undefined);
  const marked = text.split('\n')[line - 1];
  assert.ok(marked !== undefined && column >= 1 && column <= marked.length + 1 && length >= 1, message);
  assert.match(message, /^[\w":][^]*[.?!]$/, 'a sentence');
}
