/** One training: its log, and when its steps were, where its run tells. */
import type { Training } from '../../../protocol/training.ts';
import { EventReader } from '../run-events.ts';
import type { Session } from '../session.ts';
import type { Curves } from '../../training-log/curves.ts';
import { LogFile } from './log-file.ts';

/** Somebody else's log that was written within so many milliseconds is one of a training that goes on. */
const fresh = 120_000;

interface Moment {
  readonly step: number;
  readonly at: number;
}

/** A training that is being looked at. */
export class TrainingSource {
  readonly file: LogFile;
  /** As it was listed last. */
  training: Training;
  #moments: Moment[] = [];
  #total: number | null = null;
  readonly #events: EventReader | null;
  #timed = 0;
  #timedOf: Curves | null = null;

  constructor(training: Training, { layout }: Pick<Session, 'layout'> | { layout: null }) {
    this.training = training;
    this.file = new LogFile(training.path, { eachLineCounts: training.run !== null });
    this.#events = training.run === null || layout === null ? null : new EventReader(layout, training.run.n);
  }

  /** Reads what is new. */
  async look(): Promise<void> {
    await this.file.look();
    if (this.#events !== null) this.#readTimes(this.#events);
  }

  /** The curves so far. */
  get curves(): Curves {
    return this.file.log.curves;
  }

  /** The steps of the whole training; null: not told. */
  get totalSteps(): number | null {
    return this.#total ?? this.file.log.totalSteps;
  }

  /** Where it stands: the log of a stranger tells by how it ends, and when it was written. */
  get state(): Training['state'] {
    const { training, file } = this;
    if (training.run !== null) return training.state;
    if (file.problem !== null) return 'unreadable';
    const { totalSteps } = this;
    const isThrough = totalSteps !== null && this.curves.last >= totalSteps;
    if (file.log.end !== null || isThrough) return 'done';
    return Date.now() - file.writtenAt < fresh ? 'running' : 'stopped';
  }

  /** Changes whenever something of it does. */
  get version(): string {
    const { file, curves } = this;
    return [file.beginnings, file.offset, file.size, file.problem, curves.time.length, this.state, this.#total].join(
      ' ',
    );
  }

  /** A run tells its steps in its events, with the time of each. */
  #readTimes(events: EventReader): void {
    const stage = this.training.run!.stage;
    for (const event of events.next()) {
      if (event.type !== 'progress' || event.what !== 'trained' || event.stage !== stage) continue;
      this.#total = event.total;
      this.#moments.push({ step: event.done, at: Date.parse(event.at) / 1000 });
    }
    if (this.#timedOf !== this.curves) [this.#timedOf, this.#timed] = [this.curves, 0];
    for (; this.#timed < this.#moments.length; this.#timed++) {
      const { step, at } = this.#moments[this.#timed]!;
      this.curves.addTime(step, at - this.#moments[0]!.at);
    }
  }
}
