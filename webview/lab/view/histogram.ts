import { html, nothing, svg, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { LabBound, LabOperator, LabStatistic } from '../../../src/protocol/lab.ts';
import type { Observable } from '../../shared/observable.ts';
import { Piece } from '../../shared/piece.ts';
import { scoreName } from '../../shared/score-name.ts';
import { number, t } from '../../shared/words.ts';
import type { Lab } from '../model/lab.ts';
import { niceStep, numberAt, placeOf, rounded, sizeOf } from '../model/values.ts';

/** Units of the drawing. */
const [wide, high] = [1000, 40];

/** The distribution of a statistic, with its thresholds as handles. The bars are drawn once; thresholds only move a clip. */
class Histogram extends Piece {
  static override properties: PropertyDeclarations = {
    lab: { attribute: false },
    operator: { attribute: false },
    statistic: { attribute: false },
  };

  declare lab: Lab;
  declare operator: LabOperator;
  declare statistic: LabStatistic;
  /** The bound that is dragged, and where to: the pointer leads, the engine's answer follows. */
  #drag: { readonly bound: LabBound; readonly at: number } | null = null;
  #drawn: { readonly of: LabStatistic; readonly path: string } | null = null;

  protected override follows(): readonly Observable[] {
    return [this.lab];
  }

  protected override render(): TemplateResult {
    const { statistic } = this;
    if (statistic.values === 0) return html`<div class="histogram none"></div>`;
    const [from, to] = this.#within();
    const shape = this.#path();
    return html`<div class="histogram" title=${this.#summary()}>
      <svg viewBox="0 0 ${wide} ${high}" preserveAspectRatio="none" role="img" aria-label=${this.#summary()}>
        ${this.#area(
          'bars-dropped',
          shape,
          this.operator.reversed
            ? [[from, to]]
            : [
                [0, from],
                [to, 1],
              ],
        )}
        ${this.#area(
          'bars-kept',
          shape,
          this.operator.reversed
            ? [
                [0, from],
                [to, 1],
              ]
            : [[from, to]],
        )}
      </svg>
      ${this.#one ? nothing : statistic.bounds.map((bound) => this.#handle(bound))}
      <div class="axis" aria-hidden="true">
        <span>${this.#end(statistic.low, 0.5)}</span
        >${this.#one ? nothing : html`<span>${this.#end(statistic.high, -0.5)}</span>`}
      </div>
    </div>`;
  }

  #area(name: string, shape: string, pieces: readonly (readonly [number, number])[]) {
    return pieces
      .filter(([from, to]) => to > from)
      .map(
        ([from, to]) => svg`<svg x=${from * wide} y="0" width=${(to - from) * wide} height=${high}
          viewBox="${from * wide} 0 ${(to - from) * wide} ${high}" preserveAspectRatio="none"><path class=${name} d=${shape}></path></svg>`,
      );
  }

  #handle(bound: LabBound): TemplateResult | typeof nothing {
    const at = this.#at(bound);
    if (at === null) return nothing;
    const place = placeOf(at, this.statistic);
    return html`<span
      class="handle ${bound.side}"
      data-parameter=${bound.parameter}
      title=${`${bound.parameter}: ${this.#text(at)}\n${t('Drag, or double-click for the recipe’s value.')}`}
      .style=${`inset-inline-start: ${100 * place}%`}
      @pointerdown=${(event: PointerEvent) => {
        this.#begin(event, bound);
      }}
      @dblclick=${() => {
        this.lab.set(this.operator.name, bound, bound.recipe);
      }}
    ></span>`;
  }

  #begin(event: PointerEvent, bound: LabBound): void {
    if (event.button !== 0) return;
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent): void => {
      const { left, width } = this.querySelector('svg')!.getBoundingClientRect();
      const at = this.#free(numberAt((moved.clientX - left) / width, this.statistic, bound), bound);
      if (at === this.#drag?.at) return;
      this.#drag = { bound, at };
      this.lab.set(this.operator.name, bound, bound.size ? sizeOf(at) : at);
      this.requestUpdate();
    };
    const end = (): void => {
      handle.removeEventListener('pointermove', move);
      this.#drag = null;
      this.requestUpdate();
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', end, { once: true });
    event.preventDefault();
  }

  /** Not beyond the other end: nothing could be kept. */
  #free(at: number, bound: LabBound): number {
    const other = this.statistic.bounds.find((each) => each !== bound);
    const limit = other === undefined || this.operator.reversed ? null : this.#at(other);
    if (limit === null) return at;
    return bound.side === 'min' ? Math.min(at, limit) : Math.max(at, limit);
  }

  #at(bound: LabBound): number | null {
    if (this.#drag?.bound.parameter === bound.parameter) return this.#drag.at;
    return this.lab.at(this.operator.name, bound.parameter);
  }

  /** What lies within the thresholds, as shares of the width. A bar of a whole number is within as a whole. */
  #within(): readonly [number, number] {
    const { statistic } = this;
    if (this.#one) return this.#isWithin(statistic.low) ? [0, 1] : [0, 0];
    const end = (side: 'min' | 'max', open: number): number => {
      const bound = statistic.bounds.find((each) => each.side === side);
      const at = bound === undefined ? null : this.#at(bound);
      if (at === null) return open;
      const half = this.#whole ? 0.5 : 0;
      return placeOf(side === 'min' ? at - half : at + half, statistic);
    };
    const from = end('min', 0);
    return [from, Math.max(from, end('max', 1))];
  }

  /** Whether there is but one value, so that there is nothing to drag. */
  get #one(): boolean {
    return this.statistic.min === this.statistic.max;
  }

  #isWithin(value: number): boolean {
    return this.statistic.bounds.every((bound) => {
      const at = this.#at(bound);
      return at === null || (bound.side === 'min' ? value >= at : value <= at);
    });
  }

  #path(): string {
    const { statistic } = this;
    if (this.#drawn?.of !== statistic) this.#drawn = { of: statistic, path: pathOf(statistic.bins) };
    return this.#drawn.path;
  }

  #text(value: number): string {
    return this.statistic.bounds.some(({ size }) => size) ? sizeOf(value) : number(value);
  }

  /** An end of the axis: as exact as the picture is. */
  #end(value: number, inwards: number): string {
    const { low, high } = this.statistic;
    if (this.#one) return this.#text(value);
    return this.#text(this.#whole ? value + inwards : rounded(value, niceStep((high - low) / 400)));
  }

  /** Whether there is a bar for whole numbers. */
  get #whole(): boolean {
    const { low, bins } = this.statistic;
    return bins.length > 1 && Number.isInteger(low + 0.5);
  }

  #summary(): string {
    const { key, values, min, max, mean, sigma } = this.statistic;
    const [low, high, middle, spread] = [min, max, mean, sigma].map((value) => number(value ?? 0));
    return t(
      '{0}: {1} values from {2} to {3}, mean {4}, standard deviation {5}',
      scoreName(key),
      values,
      low!,
      high!,
      middle!,
      spread!,
    );
  }
}

/** Bars as one path. Heights are square roots: where few values lie thresholds are set, so they must be seen. */
function pathOf(bins: readonly number[]): string {
  if (bins.length === 1) return `M${wide / 2 - 10} ${high}v${-high}h20V${high}z`;
  const most = Math.sqrt(Math.max(1, ...bins));
  const width = wide / bins.length;
  return bins
    .map((count, bin) => {
      if (count === 0) return '';
      const tall = Math.max(1, (Math.sqrt(count) / most) * high);
      return `M${(bin * width).toFixed(1)} ${high}v${(-tall).toFixed(2)}h${(width * 0.92).toFixed(1)}V${high}z`;
    })
    .join('');
}

customElements.define('bs-lab-histogram', Histogram);
