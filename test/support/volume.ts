import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A small volume of its own. */
export interface Volume {
  readonly folder: string;
  /** From now on nothing can be written to it. */
  makeReadOnly(): void;
  makeWritable(): void;
}

/** Mounts a volume in memory; null, and the test is skipped, where this user may not. */
export function smallVolume(t: TestContext, megabytes: number): Volume | null {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'better-synth-volume-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    t.skip('this user cannot mount a small volume');
    return null;
  }
  t.after(() => {
    // An editor that has just been ended may hold it a moment longer.
    execFileSync('umount', ['--lazy', folder]);
    rmdirSync(folder);
  });
  const remount = (how: string): void => void execFileSync('mount', ['-o', `remount,${how}`, folder]);
  return { folder, makeReadOnly: () => remount('ro'), makeWritable: () => remount('rw') };
}
