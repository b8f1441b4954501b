import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnvironment } from './environment.ts';

/** The first Node with SQLite inside and no flag for it; package.json's `engines.node` says the same. */
export const leastNode = '22.16.0';

/** Whether a version as Node writes it (`v24.1.0`) is not below {@link leastNode}. */
export function isNewEnough(version: string): boolean {
  const numbers = (text: string): number[] => text.replace(/^v/, '').split('.').map(Number);
  const [major = 0, minor = 0] = numbers(version);
  const [leastMajor = 0, leastMinor = 0] = numbers(leastNode);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** The version that a program says it is, or null where it is no Node that starts. */
export async function versionOf(program: string): Promise<string | null> {
  if (program === process.execPath) return process.versions.node;
  const options = { env: childEnvironment(process.env, process.platform), timeout: 10_000, windowsHide: true };
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], options);
    return /^v\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? null;
  } catch {
    return null;
  }
}
