/** What Linux tells of a process: its children and where it listens. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Whether this system tells. */
export const tellsProcesses = existsSync('/proc/self/net/tcp');

/** All processes that a process has started, and those that they have started. */
export function descendantsOf(pid: number): number[] {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return children.flatMap((child) => [Number(child), ...descendantsOf(Number(child))]);
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

/** The addresses on which a process listens for TCP connections, such as `127.0.0.1:8080`. */
export function listeningPorts(pid: number): string[] {
  const own = socketsOf(pid);
  const lines = [...textOf(`/proc/${pid}/net/tcp`).split('\n'), ...textOf(`/proc/${pid}/net/tcp6`).split('\n')];
  return lines.flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    return state === '0A' && own.has(inode!) ? addressOf(local!) : [];
  });
}

/** Inodes of a process's sockets. */
function socketsOf(pid: number): Set<string> {
  const folder = `/proc/${pid}/fd`;
  const files = attempt(() => readdirSync(folder)) ?? [];
  const links = files.map((file) => attempt(() => readlinkSync(`${folder}/${file}`)) ?? '');
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

/** `0100007F:1F90` is `127.0.0.1:8080`. */
function addressOf(hexadecimal: string): string {
  const [host, port] = hexadecimal.split(':');
  const bytes = Buffer.from(host!, 'hex').reverse();
  return `${bytes.length === 4 ? bytes.join('.') : host!}:${Number.parseInt(port!, 16)}`;
}

function parentOf(pid: string): number {
  return Number(/\) \S (\d+) /.exec(textOf(`/proc/${pid}/stat`))?.[1]);
}

function textOf(path: string): string {
  return attempt(() => readFileSync(path, 'latin1')) ?? '';
}

/** A process may end while it is looked at. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
