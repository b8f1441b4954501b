/** A run as other processes see it: the folder `runs/<n>`, where its events are written and where it is asked to stop. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEnd, RunEvent } from '../../protocol/runs.ts';
import { ProductError } from '../../protocol/errors.ts';
import { writeDurably } from '../store/durable.ts';
import { EventLog } from '../store/event-log.ts';
import type { Layout } from '../store/layout.ts';
import { activeRun } from './active-run.ts';
import type { Session } from './session.ts';

/** Milliseconds between looks for the wish to stop. */
const lookEvery = 500;
/** Milliseconds between two progress events of a stage. */
const progressEvery = 250;

/** The folder of a run as a whole; those of its stages stand beside it. */
export function runFolder(layout: Layout, n: number): string {
  return join(layout.runs, String(n));
}

/** Writes a run's events for followers, and looks whether one of them wants it to stop. */
export class RunJournal {
  readonly #log: EventLog;
  readonly #wish = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #written = -Infinity;
  /** Progress that came too soon after the last; kept until it is time, or its stage ends. */
  #waiting: { event: RunEvent; at: Date } | null = null;

  /** Opens the journal of a run that begins. @throws ProductError `disk` */
  constructor(layout: Layout, n: number) {
    const folder = runFolder(layout, n);
    // A run of this number is there already where state.db was lost: neither its events nor its end are this one's.
    this.#log = new EventLog(folder, 'w');
    const wish = join(folder, 'stop');
    rmSync(wish, { force: true });
    this.#timer = setInterval(() => {
      if (existsSync(wish)) this.#wish.abort();
      try {
        if (performance.now() - this.#written >= progressEvery) this.#flush();
      } catch {
        // The next event meets the same disk, where the run can be told.
      }
    }, lookEvery);
    this.#timer.unref();
  }

  /** Aborts when somebody asked the run to stop. */
  get stop(): AbortSignal {
    return this.#wish.signal;
  }

  /** Passes events on, and writes them: progress at most 4 times a second, and the last of each stage. @throws ProductError `disk` */
  async *follow<T>(events: AsyncGenerator<RunEvent, T>): AsyncGenerator<RunEvent, T> {
    let step = await events.next();
    for (; step.done !== true; step = await events.next()) {
      this.#tell(step.value);
      yield step.value;
    }
    return step.value;
  }

  /** Writes how the run ended. Never fails: on a full disk the record in state.db has to do. */
  close(exit: number, failure: RunEnd['failure']): void {
    clearInterval(this.#timer);
    try {
      this.#flush();
      this.#log.add({ type: 'end', exit, failure } satisfies RunEnd);
    } catch {
      // Followers see that the process is gone.
    }
    this.#log.close();
  }

  #tell(event: RunEvent): void {
    const now = performance.now();
    if (event.type === 'progress' && now - this.#written < progressEvery) {
      this.#waiting = { event, at: new Date() };
      return;
    }
    if (event.type === 'progress') {
      this.#waiting = null;
      this.#written = now;
    } else {
      this.#flush();
    }
    this.#log.add(event);
  }

  #flush(): void {
    if (this.#waiting === null) return;
    this.#log.add(this.#waiting.event, this.#waiting.at);
    this.#waiting = null;
    this.#written = performance.now();
  }
}

/** What followers are told of an error that ended a run; of a bug no more than its message. */
export function failureText(error: unknown): NonNullable<RunEnd['failure']> {
  if (!(error instanceof ProductError)) return { message: error instanceof Error ? error.message : String(error) };
  const { where, safe, next } = error.details;
  return {
    message: error.message,
    ...(where === undefined ? {} : { where }),
    ...(safe === undefined ? {} : { safe }),
    ...(next === undefined ? {} : { next }),
  };
}

/**
 * Asks a run to stop, as Ctrl-C does: it ends within moments, and what is finished is kept.
 * @throws ProductError `usage` when it does not go on, `disk`
 */
export async function requestStop({ layout, state }: Pick<Session, 'layout' | 'state'>, n: number): Promise<void> {
  if (activeRun(layout, state)?.n !== n) {
    throw new ProductError('usage', `Run ${n} does not go on any more.`, { safe: 'Nothing was changed.' });
  }
  await writeDurably(join(runFolder(layout, n), 'stop'), Buffer.from(''), { replace: true });
}
