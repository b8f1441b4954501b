import { spawnSync } from 'node:child_process';

/** Runs named commands one after the other, says how long each took, and stops at the first that fails. */
export function runAll(commands: readonly (readonly [name: string, program: string, args: readonly string[]])[]): void {
  for (const [name, program, args] of commands) {
    const started = performance.now();
    const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (status !== 0) {
      if (error) console.error(error.message);
      process.exit(status ?? 1);
    }
  }
}
