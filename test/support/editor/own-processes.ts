import { readdirSync, readFileSync } from 'node:fs';

/** A process of the extension: which of its programs, with which arguments. */
export interface OwnProcess {
  readonly pid: number;
  /** `engine.js`, `cli.js`, `decoder.js` … */
  readonly program: string;
  readonly args: readonly string[];
}

/** The processes that run programs of an extension below a folder, as Linux tells them. */
export function ownProcesses(extensions: string): OwnProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const words = commandLine(pid);
    const at = words.findIndex((word) => word.startsWith(extensions) && word.endsWith('.js'));
    const program = words[at]?.split('/dist/')[1];
    return program === undefined ? [] : [{ pid: Number(pid), program, args: words.slice(at + 1) }];
  });
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return [];
  }
}
