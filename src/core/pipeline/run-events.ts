/** The events of a run as it wrote them, read by others while it goes on and after. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { FollowedEvent } from '../../protocol/runs.ts';
import { diskError, isErrno } from '../store/disk-errors.ts';
import { eventsName } from '../store/event-log.ts';
import type { Layout } from '../store/layout.ts';
import { runFolder } from './run-journal.ts';

const newline = 10;
const chunkSize = 64 * 1024;

/** Follows a run's events. A line that is not whole yet waits; one that cannot be read is passed over. */
export class EventReader {
  readonly #path: string;
  readonly #end: number;
  #offset = 0;
  #torn = Buffer.alloc(0);

  /** @param end nothing behind this byte is read */
  constructor(layout: Layout, n: number, end = Infinity) {
    this.#path = join(runFolder(layout, n), eventsName);
    this.#end = end;
  }

  /** How many bytes were read. */
  get offset(): number {
    return this.#offset;
  }

  /** What was written since the last call; none where there is no such file. @throws ProductError `disk` */
  next(): FollowedEvent[] {
    let file: number;
    try {
      file = openSync(this.#path, 'r');
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return [];
      throw diskError(error, this.#path);
    }
    try {
      // Begun anew under the same number.
      if (fstatSync(file).size < this.#offset) this.#restart();
      const events: FollowedEvent[] = [];
      for (let chunk = this.#read(file); chunk.length > 0; chunk = this.#read(file)) events.push(...this.#take(chunk));
      return events;
    } finally {
      closeSync(file);
    }
  }

  #restart(): void {
    this.#offset = 0;
    this.#torn = Buffer.alloc(0);
  }

  #read(file: number): Buffer {
    const buffer = Buffer.allocUnsafe(Math.min(chunkSize, this.#end - this.#offset));
    const read = readSync(file, buffer, 0, buffer.length, this.#offset);
    this.#offset += read;
    return buffer.subarray(0, read);
  }

  #take(chunk: Buffer): FollowedEvent[] {
    const bytes = Buffer.concat([this.#torn, chunk]);
    const end = bytes.lastIndexOf(newline) + 1;
    this.#torn = bytes.subarray(end);
    const lines = bytes.subarray(0, end).toString('utf8').split('\n');
    return lines.map(parsed).filter((event) => event !== null);
  }
}

/**
 * All events of a run, but of the progress of each stage only the first and the last: enough to see where it stood.
 * @param end nothing behind this byte is read
 */
export function eventsOfRun(layout: Layout, n: number, end?: number): FollowedEvent[] {
  const events = new EventReader(layout, n, end).next();
  return events.filter((event, i) => !isProgressAmid(events, event, i));
}

function isProgressAmid(events: readonly FollowedEvent[], event: FollowedEvent, i: number): boolean {
  return event.type === 'progress' && events[i - 1]?.type === 'progress' && events[i + 1]?.type === 'progress';
}

function parsed(line: string): FollowedEvent | null {
  try {
    const event = JSON.parse(line) as Partial<FollowedEvent> | null;
    return typeof event?.type === 'string' && typeof event.at === 'string' ? (event as FollowedEvent) : null;
  } catch {
    return null;
  }
}
