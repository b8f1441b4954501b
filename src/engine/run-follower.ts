import type { FollowedEvent, RunProgress } from '../protocol/runs.ts';
import { activeRun } from '../core/pipeline/active-run.ts';
import { EventReader, eventsOfRun } from '../core/pipeline/run-events.ts';
import type { Session } from '../core/pipeline/session.ts';
import { findRun, lastRuns, type Run } from '../core/store/state/runs.ts';
import type { Tell } from './tell.ts';

/** A run that is being followed: where its events were read to, and what they said. */
interface Followed {
  readonly reader: EventReader;
  progress: RunProgress;
}

/** Follows runs, whoever started them, and tells their events. While nothing runs, a look costs one small query. */
export class RunFollower {
  readonly #tell: Tell;
  #followed: Followed | null = null;
  /** The newest run that is over; null before the first look, for runs of the past are not told. */
  #over: number | null = null;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  /** The run that goes on, as of the last look. */
  get progress(): RunProgress | null {
    return this.#followed?.progress ?? null;
  }

  /** {@link look} as a habit: a disk that cannot be read just now is read next time. */
  poll(session: Session): void {
    try {
      this.look(session);
    } catch {
      // Whoever asks gets the failure told.
    }
  }

  /**
   * The events of a run so far. What has been told of it is in them, and nothing that will be told: a listener may begin
   * with them.
   */
  eventsOf(session: Session, n: number): FollowedEvent[] {
    this.look(session);
    const followed = this.#followed?.progress.n === n ? this.#followed : null;
    return eventsOfRun(session.layout, n, followed?.reader.offset);
  }

  /** Tells what was written since the last look, and begins with the next run where one has ended. */
  look(session: Session): void {
    const [newest] = lastRuns(session.state, 1);
    this.#over ??=
      newest !== undefined && activeRun(session.layout, session.state) !== null ? newest.n - 1 : (newest?.n ?? 0);
    // After the loss of state.db runs are numbered anew.
    if ((newest?.n ?? 0) < this.#over) this.#over = 0;
    while (newest !== undefined && this.#over < newest.n) {
      this.#followed ??= this.#begin(session, this.#over + 1);
      if (this.#followed !== null && this.#goesOn(session, this.#followed)) return;
      this.#over += 1;
      if (this.#followed !== null) this.#tell('run-progress', null);
      this.#followed = null;
    }
  }

  #begin({ layout, state }: Session, n: number): Followed | null {
    const run = findRun(state, n);
    return run === undefined ? null : { reader: new EventReader(layout, n), progress: atStart(run) };
  }

  /** Reads on. False once the run has told its end, or its process is gone. */
  #goesOn(session: Session, followed: Followed): boolean {
    if (this.#read(followed)) return false;
    const { n } = followed.progress;
    const gone = activeRun(session.layout, session.state)?.n !== n;
    // What it wrote between the two looks.
    if (gone) this.#read(followed);
    else this.#tell('run-progress', followed.progress);
    return !gone;
  }

  /** True where the last of the events was read. */
  #read(followed: Followed): boolean {
    const { n } = followed.progress;
    const events = followed.reader.next();
    for (const event of events) {
      followed.progress = after(followed.progress, event);
      this.#tell('run', { n, event });
    }
    return events.at(-1)?.type === 'end';
  }
}

function atStart({ n, pid, startedAt }: Run): RunProgress {
  return { n, pid, startedAt, stages: [], now: null, done: [] };
}

function after(progress: RunProgress, event: FollowedEvent): RunProgress {
  switch (event.type) {
    case 'run':
      return { ...progress, stages: event.stages };
    case 'progress': {
      const { at: _, ...now } = event;
      return { ...progress, now };
    }
    case 'stage-done':
      return { ...progress, now: null, done: [...progress.done, event.report] };
    default:
      return progress;
  }
}
