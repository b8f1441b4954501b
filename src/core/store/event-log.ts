import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../protocol/records.ts';
import { diskError } from './disk-errors.ts';
import { writeDurably } from './durable.ts';

/**
 * The folder of a stage's run: `recipe.yaml` as run, `events.jsonl` that grows while it runs, `report.json` at its end.
 * For people and followers: the truth about results is in `state.db`.
 */
export class RunFolder {
  readonly path: string;
  readonly #events: number;

  private constructor(path: string, events: number) {
    this.path = path;
    this.#events = events;
  }

  /** Makes `runs/<run>-<stage>`. @throws ProductError `disk` */
  static async create(runs: string, run: number, stage: string, recipe: string): Promise<RunFolder> {
    const path = join(runs, `${run}-${stage}`);
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      await writeDurably(join(path, 'recipe.yaml'), Buffer.from(recipe), { replace: true });
      return new RunFolder(path, openSync(join(path, 'events.jsonl'), 'a', 0o600));
    } catch (error) {
      throw diskError(error, path);
    }
  }

  /** Adds an event, with the time. @throws ProductError `disk` */
  event(event: Readonly<Record<string, Json>>): void {
    let rest = Buffer.from(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`);
    try {
      // On a disk that is filling up less is written than asked for, without an error.
      while (rest.length > 0) rest = rest.subarray(writeSync(this.#events, rest));
    } catch (error) {
      throw diskError(error, this.path);
    }
  }

  /** Writes the report, where there is one, and ends the events. */
  async close(report: Json | null): Promise<void> {
    closeSync(this.#events);
    if (report === null) return;
    await writeDurably(join(this.path, 'report.json'), Buffer.from(`${JSON.stringify(report, null, 2)}\n`), {
      replace: true,
    });
  }
}
