/** Reads the log of a training as it comes, whatever trainer of Hugging Face's family wrote it. Pure; memory is bounded. */
import type { StepSource } from '../../protocol/training.ts';
import { BarClock, barsIn, type Bar } from './bar.ts';
import { Curves } from './curves.ts';
import { LogBytes } from './encoding.ts';
import { readFields, type Field } from './fields.ts';
import { LineSplitter } from './line-splitter.ts';
import { flattened } from './nested.ts';
import { RecentTexts } from './recent-texts.ts';
import type { Score } from './evaluate.ts';
import { scoresOf } from './score-table.ts';
import { entryOf, type Entry } from './shapes.ts';

// eslint-disable-next-line no-control-regex
const ansi = /\x1b\[[0-9;?]*[A-Za-z]/g;
const dicts = /\{([^{}]*)\}/g;
const mostScores = 10_000;
const headLines = 8;
const headWidth = 240;

/** The step of a line that names none, from elsewhere; null: it is not known there. */
export type StepOf = (fields: ReadonlyMap<string, Field>) => number | null;

/** How a log is read. */
export interface LogOptions {
  /** It has one line a step, from the first on, and equal ones are different steps. */
  readonly eachLineCounts?: boolean;
  readonly stepOf?: StepOf;
}

/** What a log has told so far. The same bytes in any chunks give the same. */
export class TrainingLog {
  readonly curves = new Curves();
  /** What the last line of a training that has ended says. */
  end: ReadonlyMap<string, number> | null = null;
  /** The steps of the whole training; null: not told. */
  totalSteps: number | null = null;
  stepSource: StepSource | null = null;
  /** Lines that were a training's. */
  entries = 0;
  /** Of lines that name what was evaluated, and its seed. */
  readonly scores: Score[] = [];
  /** The first lines, as they are. */
  readonly head: string[] = [];
  readonly #bytes = new LogBytes();
  readonly #lines = new LineSplitter();
  readonly #clock = new BarClock();
  readonly #recent = new RecentTexts();
  readonly #counted: boolean;
  readonly #stepBeside: StepOf;
  #bars = 0;
  /** The furthest bar at the last line of a training. */
  #barAtLine = 0;
  /** Added to times of this attempt. */
  #timeBase = 0;
  #firstTime: number | null = null;
  #restarted = false;

  constructor({ eachLineCounts = false, stepOf = () => null }: LogOptions = {}) {
    this.#counted = eachLineCounts;
    this.#stepBeside = stepOf;
  }

  /** Reads on. */
  take(chunk: Buffer): void {
    for (const line of this.#lines.take(this.#bytes.take(chunk))) this.#line(line);
  }

  /** Nothing more is there now: a last line that ends with a whole dict is read though its line end is not there yet. */
  pause(): void {
    if (!/\}\s*$/.test(this.#lines.rest)) return;
    this.#line(this.#lines.rest);
    this.#lines.clear();
  }

  /** Adds an entry that was read elsewhere, as in `trainer_state.json`. */
  addFields(fields: ReadonlyMap<string, Field>): void {
    const entry = entryOf(fields);
    if (entry !== null) this.#add(entry);
  }

  #line(raw: string): void {
    const plain = raw.includes('\x1b') ? raw.replace(ansi, '') : raw;
    const line = plain.includes('{') ? flattened(plain) : plain;
    if (this.head.length < headLines && plain.trim() !== '') this.head.push(textOf(plain));
    const bars = barsIn(line);
    let next = 0;
    const takeBars = (before: number): void => {
      for (; next < bars.length && bars[next]!.at < before; next++) this.#bar(bars[next]!);
    };
    if (line.includes('{')) {
      for (const { index, 0: text, 1: inner } of line.matchAll(dicts)) {
        takeBars(index);
        this.#dict(text, inner!);
      }
    }
    takeBars(Infinity);
  }

  #bar(bar: Bar): void {
    this.#bars += 1;
    if (this.#clock.take(bar)) this.#restart();
  }

  #dict(text: string, inner: string): void {
    const fields = readFields(inner);
    if (fields === null) return;
    const scores = scoresOf(fields);
    if (scores.length > 0 && this.scores.length < mostScores) this.scores.push(...scores);
    const told = entryOf(fields);
    if (told === null) return;
    const entry = told.step === null ? { ...told, step: this.#stepBeside(fields) } : told;
    const moved = this.#clock.step > this.#barAtLine;
    if (moved && entry.step === null) this.#recent.clear();
    if (!this.#counted && this.#recent.add(text)) return;
    if (entry.kind === 'step' && this.#clock.total !== null) this.#clock.settle(moved);
    this.#add(entry);
  }

  #add(entry: Entry): void {
    this.entries += 1;
    this.totalSteps = entry.totalSteps ?? this.#clock.total ?? this.totalSteps;
    if (entry.kind === 'end') {
      this.end = entry.metrics;
      return;
    }
    this.end = null;
    const step = this.#stepOf(entry);
    this.#barAtLine = Math.max(this.#barAtLine, this.#clock.step);
    this.curves.add(step, entry.metrics);
    if (entry.kind === 'step') this.#time(step, entry.time);
  }

  #stepOf({ step, kind, metrics }: Entry): number {
    const { last } = this.curves;
    if (step !== null) return this.#from('named', step);
    if (kind === 'evaluation') return Math.max(last, this.#bars > 0 && !this.#restarted ? this.#clock.step : 0, 0);
    if (this.#bars > 0) return this.#from('bars', this.#stepOfBar());
    return this.#from('counted', this.#countedStep(metrics.get('epoch')));
  }

  /** The bar's step; lines between two bars (a stream that is buffered) are counted on. */
  #stepOfBar(): number {
    const { last } = this.curves;
    const { step } = this.#clock;
    const anew = this.#restarted;
    this.#restarted = false;
    return anew || step > last ? step : last + 1;
  }

  /** Where an epoch goes back the training was begun again: from there on lines are counted anew. */
  #countedStep(epoch: number | undefined): number {
    const { last, metrics } = this.curves;
    const epochs = metrics.get('epoch');
    if (epoch === undefined || epochs === undefined || epochs.length === 0) return Math.max(1, last + 1);
    if (epoch >= epochs.meanOf(epochs.length - 1)) return last + 1;
    for (let i = 0; i < epochs.length; i++) if (epochs.meanOf(i) >= epoch) return epochs.group(i).first;
    return last + 1;
  }

  #from(source: StepSource, step: number): number {
    this.stepSource = this.stepSource === null || this.stepSource === source ? source : 'named';
    return step;
  }

  #restart(): void {
    this.#restarted = true;
    this.#barAtLine = 0;
    this.#recent.clear();
    this.#timeBase = NaN;
  }

  #time(step: number, named: number | null): void {
    const at = named ?? (this.#bars > 0 ? this.#clock.elapsed : null);
    if (at === null) return;
    const { time } = this.curves;
    const before = time.length === 0 ? 0 : time.meanOf(time.length - 1);
    this.#firstTime ??= named === null ? 0 : at;
    const since = at - this.#firstTime;
    // An attempt goes on where the one before it was left.
    if (Number.isNaN(this.#timeBase) || since + this.#timeBase < before) this.#timeBase = before - since;
    this.curves.addTime(step, since + this.#timeBase);
  }
}

/** A line that was read byte by byte, as text. */
function textOf(line: string): string {
  return Buffer.from(line.slice(0, headWidth), 'latin1').toString('utf8');
}
