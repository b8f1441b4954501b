/** A process that takes the run lock, says so and keeps it: `lock-holder.ts <dataset folder>`. */
import { writeSync } from 'node:fs';
import { layoutOf } from '../../../src/core/store/layout.ts';
import { acquireRunLock } from '../../../src/core/store/run-lock.ts';

await acquireRunLock(layoutOf(process.argv[2] ?? ''));
writeSync(1, 'held\n');
setInterval(() => undefined, 1000);
