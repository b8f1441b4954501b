import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { operatorExamples } from '../../src/build/operator-examples.ts';
import { operatorFolder } from '../../src/build/pages.ts';
import { operators } from '../../src/core/operators/index.ts';
import type { Operator } from '../../src/core/operators/operator.ts';
import { parseRecipe } from '../../src/core/recipe/parse.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'src/core/operators');
const tests = filesUnder(join(root, 'test/unit')).map((file) => readFileSync(file, 'utf8'));
const shared = new Set(['index.ts', 'operator.ts', 'shared']);

describe('every operator', () => {
  it('has a file of its name', () => {
    assert.deepEqual(
      namesWithout((name) => existsSync(join(folder, fileOf(name)))),
      [],
    );
  });

  it('has a test that names it', () => {
    assert.deepEqual(
      namesWithout((name) => tests.some((text) => new RegExp(`\\b${name}\\b`).test(text))),
      [],
    );
  });

  it('has a manual page', () => {
    assert.deepEqual(
      namesWithout((name) => existsSync(join(root, operatorFolder, `${name}.md`))),
      [],
    );
  });

  it('describes each of its parameters, and gives each a default', () => {
    const bare = operators.flatMap(({ name, parameters }) =>
      Object.entries(parameters.shape).flatMap(([parameter, schema]) => {
        const described = (schema as { description?: string }).description;
        const complete =
          described !== undefined &&
          (schema as { safeParse(v: unknown): { success: boolean } }).safeParse(undefined).success;
        return complete ? [] : [`${name}.${parameter}`];
      }),
    );
    assert.deepEqual(bare, []);
  });

  it('has a one-sentence summary', () => {
    assert.deepEqual(
      operators.filter(({ summary }) => !/^[A-Z].{10,}[^.]\.$/.test(summary)).map(({ name }) => name),
      [],
    );
  });

  it('has an example that the recipe takes without a remark', () => {
    for (const operator of operators) assert.deepEqual(problemsOf(operator), [], operator.name);
  });

  it('bounds its statistics by parameters that it has', () => {
    const strangers = operators.flatMap((operator) =>
      operator.kind !== 'filter'
        ? []
        : [...operator.statistics.flatMap(({ min, max }) => [min, max]), ...operator.measuredBy]
            .filter((parameter) => parameter !== undefined && !(parameter in operator.parameters.shape))
            .map((parameter) => `${operator.name}.${parameter!}`),
    );
    assert.deepEqual(strangers, []);
  });
});

describe('the table of operators', () => {
  it('names each once', () => {
    assert.equal(new Set(operators.map(({ name }) => name)).size, operators.length);
  });

  it('has every file of the folder', () => {
    const files = readdirSync(folder).filter((name) => !shared.has(name));
    const listed = operators.map(({ name }) => fileOf(name));
    assert.deepEqual(files.sort(), listed.sort());
  });

  it('has every operator that the manual has an example of', () => {
    assert.deepEqual(Object.keys(operatorExamples).sort(), operators.map(({ name }) => name).sort());
  });
});

function namesWithout(has: (name: string) => boolean): string[] {
  return operators.map(({ name }) => name).filter((name) => !has(name));
}

function fileOf(name: string): string {
  return `${name.replaceAll('_', '-')}.ts`;
}

/** What the recipe's reader says of the example on the operator's page. */
function problemsOf({ name }: Operator): string[] {
  const example = operatorExamples[name] ?? 'no example';
  const item = example === '' ? `- ${name}` : `- ${name}: ${example}`;
  const text = `version: 1\nstages:\n  - name: clean\n    clean:\n      process:\n        ${item}\n`;
  const { problems } = parseRecipe({ text, file: 'better-synth.yaml' }, { read: () => null });
  return problems.map(({ message }) => message);
}

function filesUnder(start: string): string[] {
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(start, name));
}
