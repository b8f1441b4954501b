/** One decoder process as the engine sees it. */
import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { tooMuchMemory, type DecoderMessage } from './decoder-messages.ts';
import type { PictureReport, PictureRequest } from './picture-report.ts';

/** What a decoder may use for one picture before it is ended. */
export interface DecoderLimits {
  readonly milliseconds: number;
  /** Resident memory of the whole process. */
  readonly bytes: number;
}

/** A picture on its way, and what waits for it. */
export interface DecoderJob {
  readonly request: PictureRequest;
  readonly resolve: (report: PictureReport) => void;
  readonly reject: (error: Error) => void;
  /** A decoder has died on it once: it is tried again with nothing else in flight. */
  retried: boolean;
}

/** How a decoder ended. */
export interface DecoderDeath {
  /** For people: `it crashed (SIGSEGV)`. */
  readonly why: string;
  /** What was in flight, the one being measured first. */
  readonly jobs: readonly DecoderJob[];
  /** Whether it had ever got as far as to wait for pictures. */
  readonly started: boolean;
  /** The end of what it wrote to its error stream. */
  readonly errors: string;
}

/** The environment a decoder gets: what systems need to start a process, and no keys of the user's. */
const passedOn = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'ELECTRON_RUN_AS_NODE'];

/** How long a process may take to load its code; a busy machine is slow at that. */
const startMilliseconds = 60_000;

/** One job is measured, the next lies ready in the process. */
const mostInFlight = 2;

/** A decoder process with the jobs that it has. */
export class DecoderWorker {
  readonly #child: ChildProcess;
  readonly #limits: DecoderLimits;
  readonly #jobs: DecoderJob[] = [];
  readonly #onAnswer: () => void;
  #ended: string | null = null;
  #started = false;
  #dead = false;
  #errors = '';
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param onAnswer called when a job is done and there is room for another
   * @param onDeath called once when the process has ended, however it did
   */
  constructor(entry: string, limits: DecoderLimits, onAnswer: () => void, onDeath: (death: DecoderDeath) => void) {
    this.#limits = limits;
    this.#onAnswer = onAnswer;
    this.#child = fork(entry, [String(limits.bytes)], {
      env: environment(),
      execArgv: [],
      // Pictures come back as bytes, which JSON would spell out.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr!.on('data', (data: Buffer) => (this.#errors = (this.#errors + data.toString()).slice(-2000)));
    this.#child.on('message', (message: DecoderMessage) => this.#receive(message));
    const die = (why: string): void => {
      clearTimeout(this.#timer);
      if (this.#dead) return;
      this.#dead = true;
      onDeath({ why: this.#ended ?? why, jobs: this.#jobs.splice(0), started: this.#started, errors: this.#errors });
    };
    this.#child.on('exit', (code, signal) => die(reason(code, signal)));
    this.#child.on('error', (error) => {
      // A process that was never made does not exit.
      if (this.#child.pid === undefined) die(error.message);
    });
  }

  /** Whether it can take a job now: one that is tried again goes alone. */
  takes(job: DecoderJob): boolean {
    if (this.#ended !== null) return false;
    if (job.retried) return this.#jobs.length === 0;
    return this.#jobs.length < mostInFlight && this.#jobs[0]?.retried !== true;
  }

  send(job: DecoderJob): void {
    this.#jobs.push(job);
    if (this.#jobs.length === 1) this.#watch();
    // If the process is gone, its exit tells.
    this.#child.send(job.request, () => undefined);
  }

  /** Has the system do all else first. */
  stepBack(): void {
    try {
      if (this.#child.pid !== undefined) setPriority(this.#child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // It is gone already, or the system does not let us: it decodes all the same.
    }
  }

  /** Ends the process; `onDeath` follows. */
  kill(why: string): void {
    this.#ended = why;
    this.#child.kill('SIGKILL');
  }

  #receive(message: DecoderMessage): void {
    this.#started = true;
    const job = message === 'ready' ? undefined : this.#jobs.shift();
    clearTimeout(this.#timer);
    if (this.#jobs.length > 0) this.#watch();
    if (message === 'ready') return;
    job?.resolve(message);
    this.#onAnswer();
  }

  #watch(): void {
    const milliseconds = this.#started ? this.#limits.milliseconds : startMilliseconds;
    this.#timer = setTimeout(() => this.kill(`it took longer than ${milliseconds / 1000} s`), milliseconds);
  }
}

function environment(): NodeJS.ProcessEnv {
  const kept = passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), VIPS_BLOCK_UNTRUSTED: '1' } as NodeJS.ProcessEnv;
}

function reason(code: number | null, signal: string | null): string {
  if (code === tooMuchMemory) return 'it used too much memory';
  return signal === null ? `it ended with code ${code}` : `it crashed (${signal})`;
}
