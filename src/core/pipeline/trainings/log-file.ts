/** The log of a training on the disk, read as it grows. */
import { open, type FileHandle } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { isErrno } from '../../store/disk-errors.ts';
import { LogBytes } from '../../training-log/encoding.ts';
import { TrainingLog, type LogOptions } from '../../training-log/training-log.ts';
import { historyIn, mostOfState, stepsBeside, trainerStateName } from './trainer-state.ts';

const chunkSize = 1024 * 1024;
/** So many of the bytes before the place where reading goes on must still be the same. */
const fingerprintSize = 256;
/** Of a JSON file so much is looked at to see what it is. */
const beginning = 8192;

/** A log that is read on whenever it is looked at. A file that was cut off, or is another one now, is begun anew. */
export class LogFile {
  log: TrainingLog;
  size = 0;
  /** How far it is read. */
  offset = 0;
  /** When it was written last: milliseconds since 1970. */
  writtenAt = 0;
  /** Why it cannot be read; null: it can. */
  problem: string | null = null;
  /** Raised when it is begun anew. */
  beginnings = 0;
  readonly path: string;
  readonly #options: LogOptions;
  #fingerprint = Buffer.alloc(0);
  #looking: Promise<void> | null = null;
  #closed = false;

  constructor(path: string, options: LogOptions = {}) {
    this.path = path;
    this.#options = options;
    this.log = new TrainingLog(options);
  }

  /** Reads what is new. One look at a time: who comes later waits for that one. */
  look(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => (this.#looking = null)));
  }

  /** Reads no further. */
  close(): void {
    this.#closed = true;
  }

  async #look(): Promise<void> {
    try {
      const file = await open(this.path, 'r');
      try {
        await this.#readOn(file);
        this.problem = null;
      } finally {
        await file.close();
      }
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }

  async #readOn(file: FileHandle): Promise<void> {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error('It is no file.');
    this.writtenAt = stats.mtimeMs;
    this.size = stats.size;
    if (await this.#isState(file)) return this.#readState(file);
    if (this.offset === 0 || !(await this.#goesOn(file))) await this.#begin();
    const chunk = Buffer.allocUnsafe(Math.min(chunkSize, Math.max(1, this.size - this.offset)));
    while (!this.#closed) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, this.offset);
      if (bytesRead === 0) break;
      const read = chunk.subarray(0, bytesRead);
      this.log.take(read);
      this.offset += bytesRead;
      this.#fingerprint = Buffer.from(
        Buffer.concat([this.#fingerprint, read.subarray(-fingerprintSize)]).subarray(-fingerprintSize),
      );
    }
    this.log.pause();
    this.size = Math.max(this.size, this.offset);
  }

  async #goesOn(file: FileHandle): Promise<boolean> {
    if (this.size < this.offset) return false;
    const before = Buffer.alloc(this.#fingerprint.length);
    await file.read(before, 0, before.length, this.offset - before.length);
    return before.equals(this.#fingerprint);
  }

  async #begin(): Promise<void> {
    const stepOf = this.#options.eachLineCounts === true ? undefined : await stepsBeside(this.path);
    this.log = new TrainingLog({ ...this.#options, ...(stepOf === undefined ? {} : { stepOf }) });
    this.offset = 0;
    this.#fingerprint = Buffer.alloc(0);
    this.beginnings += 1;
  }

  /** A `trainer_state.json` may have been given another name; its history stands near its beginning. */
  async #isState(file: FileHandle): Promise<boolean> {
    if (basename(this.path) === trainerStateName) return true;
    if (extname(this.path) !== '.json') return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning), 0, beginning, 0);
    return new LogBytes().take(buffer.subarray(0, bytesRead)).includes('"log_history"');
  }

  /** It is written anew as a whole. */
  async #readState(file: FileHandle): Promise<void> {
    if (this.size > mostOfState) throw new Error('It is too large.');
    const log = new TrainingLog();
    for (const fields of historyIn(await file.readFile())) log.addFields(fields);
    this.log = log;
    this.offset = this.size;
  }
}

function reasonOf(error: unknown): string {
  if (isErrno(error, 'ENOENT')) return 'gone';
  if (isErrno(error, 'EACCES') || isErrno(error, 'EPERM')) return 'denied';
  return error instanceof Error ? error.message : String(error);
}
