/** A run's events as text for a terminal: a line for each stage that ended, and one live line. No editor in here. */
import { durationText, Pace } from '../../base/pace.ts';
import { plainText } from '../../base/plain-text.ts';
import type { StageReport } from '../../protocol/records.ts';
import type { FollowedEvent } from '../../protocol/runs.ts';
import type { Translate } from '../words.ts';
import { sumText } from '../counts-text.ts';
import { progressText, whatText, type StageProgress } from './stage-text.ts';

const barWidth = 24;
const clearLine = '\r\u001b[2K';
const codes = { red: 31, green: 32, yellow: 33, cyan: 36, grey: 90 } as const;

/** Text in a colour of the terminal's theme. */
export function coloured(text: string, colour: keyof typeof codes): string {
  return `\u001b[${codes[colour]}m${text}\u001b[39m`;
}

/** Writes a run down as it goes on. */
export class Transcript {
  readonly #t: Translate;
  readonly #pace = new Pace();
  #columns = 80;
  #live = false;
  #stages: readonly string[] = [];

  constructor(t: Translate) {
    this.#t = t;
  }

  /** A live line that is wider than its terminal could not be taken back. */
  resize(columns: number): void {
    this.#columns = Math.max(20, columns);
  }

  /** What to write for an event. */
  add(event: FollowedEvent): string {
    switch (event.type) {
      case 'run': {
        this.#stages = event.stages;
        const name = event.preview === true ? this.#t('Preview {0}', event.run) : this.#t('Run {0}', event.run);
        return this.line(
          `${name} · ${this.#t('{0} samples', event.samples)} · ${event.stages.map(plainText).join(' → ')}`,
        );
      }
      case 'stage':
        return '';
      case 'progress':
        return this.#progress(event, Date.parse(event.at));
      case 'stage-done':
        return this.line(this.#stageDone(event.report));
      case 'end':
        return this.clear();
    }
  }

  /** A line that stays. */
  line(text: string): string {
    return `${this.clear()}${text}\r\n`;
  }

  /** Takes the live line away. */
  clear(): string {
    const taken = this.#live ? clearLine : '';
    this.#live = false;
    return taken;
  }

  #progress(progress: StageProgress, at: number): string {
    const { stage, what, done, total } = progress;
    const speed = this.#pace.speed(stage, done, total, at);
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const full = Math.round(share * barWidth);
    const percent = `${Math.floor(share * 100)} %`.padStart(5);
    const before = `  ${this.#padded(stage)} `;
    const after = ` ${percent}  ${whatText(what, this.#t)} ${progressText(progress, speed)}`;
    this.#live = true;
    const room = this.#columns - 1 - before.length - barWidth;
    const bar = coloured('█'.repeat(full), 'cyan') + coloured('░'.repeat(barWidth - full), 'grey');
    if (room < 6) return clearLine + `${before}${percent}`.slice(0, this.#columns - 1);
    return clearLine + before + bar + after.slice(0, room);
  }

  #stageDone(report: StageReport): string {
    const mark = report.failed > 0 ? coloured('!', 'yellow') : coloured('✓', 'green');
    const time = report.cached ? this.#t('up to date') : durationText(report.seconds);
    return `${mark} ${this.#padded(report.name)} ${sumText(report, this.#t)} ${coloured(`· ${time}`, 'grey')}`;
  }

  #padded(stage: string): string {
    const width = Math.min(24, Math.max(0, ...this.#stages.map(({ length }) => length)));
    return plainText(stage).padEnd(width);
  }
}
