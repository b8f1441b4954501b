import type { RunEvent } from '../protocol/runs.ts';
import { plainText } from '../base/plain-text.ts';
import { Pace } from '../base/pace.ts';
import { numberText } from '../base/number-text.ts';

const quietMilliseconds = 5000;
const liveMilliseconds = 100;

/** Progress that a terminal shows outside its text: in its tab, or in the taskbar. OSC 9;4 of ConEmu, which most know. */
function taskbar(state: string): string {
  return `\u001b]9;4;${state}\u0007`;
}

/** Shows a run on stderr: one live line on a terminal, a line now and then elsewhere. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #live: boolean;
  readonly #pace = new Pace();
  #last: number | null = null;
  #shown = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
    this.#live = stream.isTTY;
  }

  show(event: RunEvent): void {
    if (event.type !== 'progress') return;
    const now = performance.now();
    const pace = event.what === 'captioned' ? this.#pace.tell(event.stage, event.done, event.total, now) : '';
    const isFirst = this.#last === null;
    if (this.#last !== null && now - this.#last < (this.#live ? liveMilliseconds : quietMilliseconds)) return;
    this.#last = now;
    if (isFirst && !this.#live) return;
    const percent = event.total > 0 ? Math.floor((100 * event.done) / event.total) : null;
    const share = percent === null ? '' : ` ${percent} %`;
    const rest = event.waiting === undefined ? pace : `, ${plainText(event.waiting)}`;
    const text = `  ${event.stage}: ${event.what} ${numberText(event.done)} of ${numberText(event.total)}${share}${rest}`;
    this.#stream.write(
      this.#live ? `\r\u001b[2K${text}${taskbar(percent === null ? '3;0' : `1;${percent}`)}` : `${text}\n`,
    );
    this.#shown = this.#live;
  }

  /** Takes the live line away, so that other text may follow. */
  clear(): void {
    if (this.#shown) this.#stream.write(`\r\u001b[2K${taskbar('0;0')}`);
    this.#shown = false;
  }
}
