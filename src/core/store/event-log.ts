import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../protocol/records.ts';
import { diskError } from './disk-errors.ts';
import { writeDurably } from './durable.ts';

/** The name of the events' file in the folder of a run, and in that of a stage's run. */
export const eventsName = 'events.jsonl';

/** A file of events, a line each, that grows while something goes on. For people and followers: nobody's truth. */
export class EventLog {
  readonly #path: string;
  readonly #file: number;

  /**
   * Makes the folder and opens its `events.jsonl`.
   * @param flags `a` goes on with what is there, `w` begins anew
   * @throws ProductError `disk`
   */
  constructor(folder: string, flags: 'a' | 'w') {
    this.#path = join(folder, eventsName);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#file = openSync(this.#path, flags, 0o600);
    } catch (error) {
      throw diskError(error, folder);
    }
  }

  /** Adds an event, with the time. @throws ProductError `disk` */
  add(event: object, at: Date = new Date()): void {
    let rest = Buffer.from(`${JSON.stringify({ at: at.toISOString(), ...event })}\n`);
    try {
      // On a disk that is filling up less is written than asked for, without an error.
      while (rest.length > 0) rest = rest.subarray(writeSync(this.#file, rest));
    } catch (error) {
      throw diskError(error, this.#path);
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/**
 * The folder of a stage's run: `recipe.yaml` as run, `events.jsonl` that grows while it runs, `report.json` at its end.
 * For people and followers: the truth about results is in `state.db`.
 */
export class RunFolder {
  readonly path: string;
  readonly #events: EventLog;

  private constructor(path: string, events: EventLog) {
    this.path = path;
    this.#events = events;
  }

  /** Makes `runs/<run>-<stage>`. @throws ProductError `disk` */
  static async create(runs: string, run: number, stage: string, recipe: string): Promise<RunFolder> {
    const path = join(runs, `${run}-${stage}`);
    const events = new EventLog(path, 'a');
    try {
      await writeDurably(join(path, 'recipe.yaml'), Buffer.from(recipe), { replace: true });
      return new RunFolder(path, events);
    } catch (error) {
      events.close();
      throw diskError(error, path);
    }
  }

  /** Adds an event, with the time. @throws ProductError `disk` */
  event(event: object): void {
    this.#events.add(event);
  }

  /** Writes the report, where there is one, and ends the events. */
  async close(report: Json | null): Promise<void> {
    this.#events.close();
    if (report === null) return;
    await writeDurably(join(this.path, 'report.json'), Buffer.from(`${JSON.stringify(report, null, 2)}\n`), {
      replace: true,
    });
  }
}
