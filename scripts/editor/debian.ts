/** What the editor host needs of a Debian machine. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { exitCodes } from '../../src/protocol/errors.ts';

/** Of the code-server package's build. */
export const buildPackages = [
  'libkrb5-dev',
  'libx11-dev',
  'libxkbfile-dev',
  'libsecret-1-dev',
  'g++',
  'make',
  'python3',
];
/** Of the tests in a browser. */
export const browserPackages = ['chromium'];
/** Where Debian puts its browser. */
export const chromium = '/usr/bin/chromium';

/** Which of the packages are not installed; none are missed where there is no dpkg. */
export function lacking(packages: readonly string[]): string[] {
  if (!existsSync('/usr/bin/dpkg-query')) return [];
  const installed = (name: string): boolean =>
    spawnSync('dpkg-query', ['-W', '-f=${Status}', name]).stdout.includes('ok installed');
  return packages.filter((name) => !installed(name));
}

/** Prints the one line that puts right what is lacking, and ends with exit code 10; returns where nothing is. */
export function assertInstalled(packages: readonly string[]): void {
  const missing = lacking(packages);
  if (missing.length === 0) return;
  console.error(`The editor needs packages that are not installed:\n\n  apt-get install -y ${missing.join(' ')}\n`);
  process.exit(exitCodes.model);
}
