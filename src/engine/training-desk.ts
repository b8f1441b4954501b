import { resolve } from 'node:path';
import { ProductError } from '../protocol/errors.ts';
import type { Training, TrainingKey } from '../protocol/training.ts';
import { ownTrainings } from '../core/pipeline/trainings/own-trainings.ts';
import { TrainingSource } from '../core/pipeline/trainings/training-source.ts';
import type { OpenDataset } from './open-dataset.ts';
import { sessionOf } from './overview.ts';

/** So many trainings are kept read; views have at most eight at a time. */
const most = 24;
/** A view does not wait longer for a log that is being read: it is told how far it is. Milliseconds. */
const soonEnough = 200;

/** The trainings of one dataset that views look at. */
export class TrainingDesk {
  readonly #opened: OpenDataset;
  readonly #sources = new Map<TrainingKey, TrainingSource>();
  /** Logs that the editor says may be read. */
  #logs: readonly string[] = [];

  constructor(opened: OpenDataset) {
    this.#opened = opened;
  }

  /** Logs that somebody chose; others are forgotten. */
  allow(paths: readonly string[]): void {
    this.#logs = [...new Set(paths.map((path) => resolve(path)))];
    for (const [key, source] of this.#sources) {
      if (source.training.run !== null || this.#logs.includes(source.training.path)) continue;
      source.file.close();
      this.#sources.delete(key);
    }
  }

  /** All trainings: those of runs, and logs. */
  async list(): Promise<Training[]> {
    const session = await sessionOf(this.#opened);
    const own = session === null ? [] : ownTrainings(session);
    return [...own, ...this.#logs.map((path) => this.#log(path))];
  }

  /** A training, read as far as can soon be. @throws ProductError `refused` for a log that nobody chose, `usage` for an unknown training */
  async look(key: TrainingKey): Promise<TrainingSource> {
    const source = await this.#sourceOf(key);
    const looking = source.look();
    await Promise.race([looking, new Promise((soon) => setTimeout(soon, soonEnough))]);
    return source;
  }

  async #sourceOf(key: TrainingKey): Promise<TrainingSource> {
    const training = (await this.list()).find((found) => found.key === key);
    if (training === undefined) throw notThere(key);
    const known = this.#sources.get(key);
    const session = training.run === null ? null : await this.#opened.session();
    const source = known ?? new TrainingSource(training, { layout: session?.layout ?? null });
    source.training = training;
    this.#sources.delete(key);
    this.#sources.set(key, source);
    const [oldest] = this.#sources;
    if (this.#sources.size > most && oldest !== undefined) {
      oldest[1].file.close();
      this.#sources.delete(oldest[0]);
    }
    return source;
  }

  #log(path: string): Training {
    const key = `log:${path}`;
    const source = this.#sources.get(key);
    const at =
      source === undefined || source.file.writtenAt === 0 ? null : new Date(source.file.writtenAt).toISOString();
    return { key, run: null, path, state: source?.state ?? 'stopped', at };
  }
}

function notThere(key: string): ProductError {
  if (key.startsWith('log:')) {
    return new ProductError('refused', 'Only logs that you have chosen in the editor are read.', {
      where: key.slice('log:'.length),
      safe: 'Nothing was read.',
      next: 'Open the log with “Open Log…”.',
    });
  }
  return new ProductError('usage', `There is no training ${key} any more.`, {
    safe: 'Nothing was changed.',
    next: 'Choose another training.',
  });
}
