import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { LabBound, LabOperator, LabStatistic, LabSuggestion, LabValue } from '../../../src/protocol/lab.ts';
import type { Observable } from '../../shared/observable.ts';
import { Piece } from '../../shared/piece.ts';
import { iconButton } from '../../shared/ui/icon.ts';
import { number, t } from '../../shared/words.ts';
import type { Lab } from '../model/lab.ts';
import {
  amountOf,
  bytesOf,
  converted,
  isSame,
  modeOf,
  modes,
  scaleOf,
  sizeOf,
  slidTo,
  valueIn,
  type Mode,
} from '../model/values.ts';
import { shown } from '../model/value-text.ts';
import { suggestions } from './suggestions.ts';

/** One threshold: slider, number, how it is given, what may be set. */
export class Bound extends Piece {
  static override properties: PropertyDeclarations = {
    lab: { attribute: false },
    operator: { attribute: false },
    statistic: { attribute: false },
    bound: { attribute: false },
    suggested: { state: true },
    target: { state: true },
  };

  declare lab: Lab;
  declare operator: LabOperator;
  declare statistic: LabStatistic;
  declare bound: LabBound;
  /** Null: the suggestions are closed. */
  declare suggested: readonly LabSuggestion[] | 'asked' | null;
  /** How many samples the person wants to keep. */
  declare target: number | null;

  constructor() {
    super();
    this.suggested = null;
    this.target = null;
  }

  protected override follows(): readonly Observable[] {
    return [this.lab];
  }

  /** How it is set now. */
  get value(): LabValue {
    return this.lab.valueSet(this.operator.name, this.bound);
  }

  set(value: LabValue): void {
    this.lab.set(this.operator.name, this.bound, value);
  }

  protected override render(): TemplateResult {
    const { bound, value, statistic } = this;
    const mode = modeOf(value);
    const isChanged = !isSame(value, bound.recipe);
    return html`<div class="bound ${isChanged ? 'changed' : ''}" data-parameter=${bound.parameter}>
        <span class="side" title=${bound.parameter}>${bound.side === 'min' ? t('at least') : t('at most')}</span>
        ${this.#slider(mode)} ${this.#field(mode)} ${this.#mode(mode)} ${this.#resolved(mode)}
        ${iconButton('lightbulb', t('Suggestions for {0}', bound.parameter), () => void this.#suggest(), this.suggested !== null)}
        ${
          isChanged
            ? iconButton('discard', t('The recipe’s value: {0}', shown(bound.recipe)), () => {
                this.set(bound.recipe);
              })
            : html`<span class="icon-space"></span>`
        }
      </div>
      ${this.suggested === null || statistic.values === 0 ? nothing : suggestions(this)}`;
  }

  /** Asks for what may be set, with what it would keep. */
  async ask(): Promise<void> {
    this.suggested = 'asked';
    await this.lab.panel.run(async () => {
      this.suggested = await this.lab.suggest(this.operator.name, this.bound.parameter, this.target);
    });
    if (this.suggested === 'asked') this.suggested = null;
  }

  async #suggest(): Promise<void> {
    if (this.suggested === null) await this.ask();
    else this.suggested = null;
  }

  get #label(): string {
    return `${this.operator.name} ${this.bound.parameter}`;
  }

  #slider(mode: Mode): TemplateResult {
    const { low, high, step } = scaleOf(mode, this.statistic, this.bound);
    const amount = amountOf(this.value);
    // A threshold that is far away stands at the end.
    const place = Math.min(1, Math.max(0, (amount - low) / (high - low || 1)));
    const steps = Math.max(1, Math.round((high - low) / step));
    return html`<input
      type="range"
      min="0"
      max=${steps}
      step="1"
      aria-label=${this.#label}
      aria-valuetext=${shown(this.value)}
      ?disabled=${this.statistic.min === this.statistic.max}
      .value=${String(Math.round(place * steps))}
      @input=${(event: Event) => {
        this.#slid(mode, Number((event.target as HTMLInputElement).value) / steps);
      }}
    />`;
  }

  #slid(mode: Mode, place: number): void {
    const amount = slidTo(place, mode, this.statistic, this.bound);
    this.set(valueIn(mode, this.#free(mode, amount), this.bound));
  }

  /** Not beyond the other end of the interval: nothing could be kept, and no recipe says so. */
  #free(mode: Mode, amount: number): number {
    const other = this.statistic.bounds.find((each) => each.parameter !== this.bound.parameter);
    if (mode !== 'number' || other === undefined || this.operator.reversed) return amount;
    const value = this.lab.valueSet(this.operator.name, other);
    if (modeOf(value) !== 'number') return amount;
    return this.bound.side === 'min' ? Math.min(amount, amountOf(value)) : Math.max(amount, amountOf(value));
  }

  #field(mode: Mode): TemplateResult {
    const { value, bound } = this;
    const isSize = mode === 'number' && bound.size;
    const { step } = scaleOf(mode, this.statistic, bound);
    const open = mode === 'number' && Math.abs(amountOf(value)) >= Number.MAX_SAFE_INTEGER;
    return html`<input
      class="amount"
      type=${isSize ? 'text' : 'number'}
      step=${isSize ? nothing : mode === 'number' && !bound.whole ? 'any' : step}
      aria-label=${t('{0}, number', this.#label)}
      placeholder=${open ? t('none') : ''}
      .value=${open ? '' : isSize ? shown(value) : String(amountOf(value))}
      @change=${(event: Event) => {
        this.#typed(mode, event.target as HTMLInputElement);
      }}
    />`;
  }

  #typed(mode: Mode, field: HTMLInputElement): void {
    const { bound } = this;
    const isSize = mode === 'number' && bound.size;
    const amount = isSize ? bytesOf(field.value) : field.valueAsNumber;
    if (!Number.isFinite(amount)) field.value = isSize ? shown(this.value) : String(amountOf(this.value));
    else if (isSize) this.set(field.value.trim());
    else this.set(valueIn(mode, amount, bound));
  }

  #mode(mode: Mode): TemplateResult {
    const names: Record<Mode, string> = {
      ...{ number: t('number'), percentile: t('percentile'), mean: t('from the mean') },
      ...{ sigma: t('σ from the mean'), keep: t('best') },
    };
    const offered = modes.filter((each) => each !== 'keep' || !this.operator.reversed);
    return html`<select
      class="mode"
      aria-label=${t('{0}, given as', this.#label)}
      ?disabled=${this.statistic.values === 0}
      @change=${(event: Event) => {
        const wanted = (event.target as HTMLSelectElement).value as Mode;
        const at = this.lab.at(this.operator.name, this.bound.parameter) ?? amountOf(this.value);
        this.set(converted(wanted, at, this.statistic, this.bound));
      }}
    >
      ${offered.map((each) => html`<option value=${each} ?selected=${each === mode}>${names[each]}</option>`)}
    </select>`;
  }

  #resolved(mode: Mode): TemplateResult {
    const at = mode === 'number' ? null : this.lab.at(this.operator.name, this.bound.parameter);
    const text = at === null ? '' : `= ${this.bound.size ? sizeOf(at) : number(at)}`;
    return html`<span class="resolved">${text}</span>`;
  }
}

customElements.define('bs-lab-bound', Bound);
