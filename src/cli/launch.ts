#!/usr/bin/env node
/** Starts the program where this Node can run it; an older one would end in a stack trace of Node's own. */
import { exitCodes } from '../protocol/errors.ts';

/** SQLite in Node without a flag; package.json says the same. */
const least = [22, 16] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > least[0] || (major === least[0] && minor >= least[1])) {
  // Named so that it is not bundled: its imports would be loaded before this line.
  const program = './main.js';
  await import(program);
} else {
  process.stderr.write(
    `✗ Better Synth needs Node ${least.join('.')} or later; this is Node ${process.versions.node}.\n` +
      '  next: in a checkout, npx better-synth brings its own.\n',
  );
  process.exitCode = exitCodes.usage;
}
