import type { RunEvent } from '../core/pipeline/run-event.ts';
import { Pace } from './pace.ts';
import { numberText } from './table.ts';

const quietMilliseconds = 5000;
const liveMilliseconds = 100;

/** Shows a run on stderr: one live line on a terminal, a line now and then elsewhere. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #live: boolean;
  readonly #pace = new Pace();
  #last = 0;
  #shown = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
    this.#live = stream.isTTY;
  }

  show(event: RunEvent): void {
    if (event.type !== 'progress') return;
    const now = performance.now();
    const pace = event.what === 'captioned' ? this.#pace.tell(event.stage, event.done, event.total, now) : '';
    if (now - this.#last < (this.#live ? liveMilliseconds : quietMilliseconds)) return;
    if (this.#last === 0 && !this.#live) {
      this.#last = now;
      return;
    }
    this.#last = now;
    const share = event.total > 0 ? ` ${Math.floor((100 * event.done) / event.total)} %` : '';
    const rest = event.waiting === undefined ? pace : `, ${event.waiting}`;
    const text = `  ${event.stage}: ${event.what} ${numberText(event.done)} of ${numberText(event.total)}${share}${rest}`;
    this.#stream.write(this.#live ? `\r\u001b[2K${text}` : `${text}\n`);
    this.#shown = this.#live;
  }

  /** Takes the live line away, so that other text may follow. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001b[2K');
    this.#shown = false;
  }
}
