/** `npm run check`: types, lint, formatting, borders and generated files. The same line runs in CI and before a commit. */
import { runAll } from './run.ts';

runAll([
  ['types', 'node_modules/.bin/tsc', ['-b']],
  ['lint', 'node_modules/.bin/eslint', ['--cache', '--cache-location', '.types/eslint', '.']],
  [
    'format',
    'node_modules/.bin/prettier',
    ['--check', '--cache', '--cache-location', '.types/prettier', '--log-level', 'warn', '.'],
  ],
  ['borders and generated files', process.execPath, ['--test', 'test/rules/*.test.ts']],
]);
