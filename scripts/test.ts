/** `npm test`: check, build, then the layers of tests. One layer alone: `npm run test:unit`, `test:cli`, `test:kill`. */
import { runAll } from './run.ts';

const node = process.execPath;
const check = ['check', node, ['scripts/check.ts']] as const;
const build = ['build', node, ['esbuild.mjs']] as const;
const unit = ['unit tests', node, ['--test', '--test-concurrency=2', 'test/unit/**/*.test.ts']] as const;
const coverage = ['--experimental-test-coverage', '--test-coverage-include=src/**'];
const covered = ['unit tests with coverage', node, ['--test', ...coverage, 'test/unit/**/*.test.ts']] as const;
const cli = ['command-line tests', node, ['--test', '--test-concurrency=2', 'test/cli/**/*.test.ts']] as const;
const kill = ['kill test', node, ['--test', 'test/kill/*.test.ts']] as const;

const layer = process.argv[2];
if (layer === 'kill') process.env['KILLS'] ??= '200';

switch (layer) {
  case undefined:
    runAll([check, build, unit, cli, kill]);
    break;
  case 'unit':
    runAll([unit]);
    break;
  case 'coverage':
    runAll([covered]);
    break;
  case 'cli':
    runAll([build, cli]);
    break;
  case 'kill':
    runAll([build, kill]);
    break;
  default:
    console.error(`There is no layer "${layer}": unit, coverage, cli and kill.`);
    process.exit(2);
}
