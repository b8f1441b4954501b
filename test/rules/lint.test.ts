import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { ESLint } from 'eslint';

const root = resolve(import.meta.dirname, '../..');

/** A file of core that breaks rules; linted in the place of a real one, with the project's own configuration and types. */
const plant = `
import { writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

async function work(): Promise<void> {
  await appendFile('a', 'b');
}

/** Breaks rules. */
export function start(isReady: () => Promise<boolean>): void {
  work();
  if (isReady()) writeFileSync('a', 'b');
  console.log(createInterface);
}

export default start;
`;

describe('ESLint, with the configuration of this project', () => {
  let found: { rule: string | null; line: number; message: string }[] = [];

  before(async () => {
    const [result] = await new ESLint({ cwd: root }).lintText(plant, {
      filePath: resolve(root, 'src/core/pipeline/query.ts'),
    });
    found = result!.messages.map(({ ruleId, line, message }) => ({ rule: ruleId, line, message }));
  });

  const reports = (what: string, rule: string, line: number, message = /./): void => {
    it(`reports ${what}`, () => {
      assert.ok(
        found.some((entry) => entry.rule === rule && entry.line === line && message.test(entry.message)),
        JSON.stringify(found, null, 1),
      );
    });
  };
  reports('a promise that nobody waits for', '@typescript-eslint/no-floating-promises', lineOf('  work();'));
  reports('a promise taken for a boolean', '@typescript-eslint/no-misused-promises', lineOf('  if (isReady())'));
  reports(
    'a file written past the write rules',
    'no-restricted-imports',
    lineOf('import { writeFileSync }'),
    /durable/,
  );
  reports(
    'a file appended to past the write rules',
    'no-restricted-imports',
    lineOf('import { appendFile }'),
    /durable/,
  );
  reports('readline on data', 'no-restricted-imports', lineOf('import { createInterface }'), /lines\.ts/);
  reports('output from core', 'no-console', lineOf('  console.log'));
  reports('a default export', 'no-restricted-syntax', lineOf('export default'));
});

function lineOf(start: string): number {
  return plant.split('\n').findIndex((line) => line.startsWith(start)) + 1;
}
