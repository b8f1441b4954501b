/** What a run's process wrote, as text for a terminal. No editor in here. */
import { isAbsolute, join } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { coloured } from './transcript.ts';

/** Progress that the command line writes where there is no terminal; ours is live. */
const progressLine = /^ {2}\S+: \w+ [\d ]+ of [\d ]+/;
const problemLine = /^(.+?):(\d+):(\d+): (error|warning|info) /;

/**
 * Lines for a terminal: everything is shown and nothing obeyed, and problems have absolute paths, so that the editor finds
 * their files.
 * @param folder where the process ran
 */
export function logText(log: string, folder: string): string {
  const lines = log.split(/\r\n|\n|\r/).filter((line) => !progressLine.test(line));
  const text = lines.map((line) => lineText(plainText(line), folder)).join('\r\n');
  return text.trimEnd() === '' ? '' : `${text.trimEnd()}\r\n`;
}

/** Why a process failed, in the words that it left; null where it left none. */
export function failureIn(log: string): string | null {
  return /^✗ (.*)$/m.exec(log)?.[1] ?? null;
}

function lineText(line: string, folder: string): string {
  const problem = problemLine.exec(line);
  if (problem !== null) return isAbsolute(problem[1]!) ? line : join(folder, line);
  return line.startsWith('✗') ? coloured(line, 'red') : line;
}
