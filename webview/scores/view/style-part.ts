import { filterValue } from '../../../src/protocol/filter-fields.ts';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CaptionStyle, Phrase, PhrasePlace } from '../../../src/protocol/scores.ts';
import type { Observable } from '../../shared/observable.ts';
import { Piece } from '../../shared/piece.ts';
import { scoreText } from '../../shared/score-text.ts';
import { icon, iconButton } from '../../shared/ui/icon.ts';
import { number, t } from '../../shared/words.ts';
import type { ScoresModel } from '../model/scores.ts';
import './lengths-chart.ts';

interface ChosenRule {
  readonly text: string;
  readonly rule: string;
}

/** How captions are written: what they begin and end with, what they repeat, how long they are. */
class StylePart extends Piece {
  static override properties: PropertyDeclarations = { model: { attribute: false }, rule: { state: true } };
  declare model: ScoresModel;
  declare rule: ChosenRule | null;

  constructor() {
    super();
    this.rule = null;
  }

  protected override follows(): readonly Observable[] {
    return [this.model];
  }

  protected override render(): TemplateResult {
    const { style } = this.model;
    if (style === null)
      return html`<div class="empty-state">
        <vscode-progress-ring aria-label=${t('reading captions')}></vscode-progress-ring>
        <p aria-live="polite">${t('Reading the captions …')}</p>
      </div>`;
    if (style.captions === 0)
      return html`<div class="empty-state">
        ${icon('filter')}
        <p aria-live="polite">${t('No caption fits the filter: change it to see how captions are written.')}</p>
      </div>`;
    return html`${this.#numbers(style)} ${this.#rule(style)}
      <div class="style-parts">
        <section class="wide-part">
          <h3>${t('Words per caption')}</h3>
          <bs-lengths-chart .model=${this.model}></bs-lengths-chart>
        </section>
        ${this.#phrases(t('Begin with'), style, style.openers, 'opener')}
        ${this.#phrases(t('End with'), style, style.tails, 'tail')}
        ${this.#phrases(t('Stock phrases'), style, style.stock, 'anywhere')}
        ${this.#phrases(t('Hedges'), style, style.hedges, 'anywhere')} ${this.#duplicates(style)}
      </div>`;
  }

  #numbers(style: CaptionStyle): TemplateResult {
    const share = (value: number | null): string => (value === null ? '–' : scoreText(value));
    return html`<div class="bar">
      <span aria-live="polite" class="counted">${t('{0} captions', style.captions)}</span>
      ${style.distinct.map(
        (value, i) =>
          html`<span title=${t('Different sequences of {0} words over all of them: low is monotonous', i + 1)}
            >distinct-${i + 1} <b>${share(value)}</b></span
          >`,
      )}
      <span title=${t('The same as an earlier caption, whatever the case')}
        >${t('repeated')} <b>${number(style.repeated)}</b></span
      >
    </div>`;
  }

  #phrases(title: string, style: CaptionStyle, phrases: readonly Phrase[], place: PhrasePlace): TemplateResult {
    const expects = place !== 'anywhere';
    return html`<section>
      <h3>${title}</h3>
      ${
        phrases.length === 0
          ? html`<p class="quiet">${t('none')}</p>`
          : html`<div class="phrase-scroller" tabindex="0" role="region" aria-label=${title}>
              <table class="phrases">
                <thead>
                  <tr>
                    <th scope="col">${t('phrase')}</th>
                    <th scope="col">${t('captions')}</th>
                    <th scope="col">${t('share')}</th>
                    ${
                      expects
                        ? html`<th
                            scope="col"
                            title=${t('Over what it would be if it stood in every place equally often')}
                          >
                            ${t('× expected')}
                          </th>`
                        : nothing
                    }
                    <th scope="col"><span class="hidden">${t('rule')}</span></th>
                  </tr>
                </thead>
                <tbody>
                  ${phrases.map((phrase) => this.#phrase(phrase, place, style.captions))}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
  }

  #phrase({ text, captions, expected, rule }: Phrase, place: PhrasePlace, of: number): TemplateResult {
    const share = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent', maximumFractionDigits: 1 });
    return html`<tr>
      <td>
        <button
          type="button"
          class="phrase"
          dir="auto"
          title=${t('Show these captions in the grid')}
          @click=${() => this.model.showPhrase(text, place)}
        >
          ${text}
        </button>
      </td>
      <td>${number(captions)}</td>
      <td>${share.format(captions / of)}</td>
      ${expected === null ? nothing : html`<td>${expected === 0 ? '–' : number(captions / expected)}</td>`}
      <td>
        ${iconButton('replace-all', t('Make a rule that removes “{0}”', text), () => {
          this.rule = { text, rule };
        })}
      </td>
    </tr>`;
  }

  #rule({ stage }: CaptionStyle): TemplateResult | typeof nothing {
    const { rule, model } = this;
    if (rule === null) return nothing;
    const ask = (work: () => Promise<unknown>): void => void model.panel.run(async () => void (await work()));
    return html`<section class="rule" aria-live="polite">
      <div class="chart-head">
        <h3 dir="auto">${t('A rule that removes “{0}”', rule.text)}</h3>
        ${iconButton('close', t('Close'), () => {
          this.rule = null;
        })}
      </div>
      <pre tabindex="0" aria-label=${t('Rule')}>${rule.rule}</pre>
      <div class="bar">
        <span class="quiet">
          ${
            stage === null
              ? t('Paste it below "process:" of a clean stage.')
              : t('Paste it below "process:" of {0}, then run the stage.', stage)
          }
        </span>
        <vscode-button @click=${() => ask(() => model.panel.host.ask('copy', { text: rule.rule }))}
          >${t('Copy')}</vscode-button
        >
        ${
          stage === null
            ? nothing
            : html`<vscode-button
                appearance="secondary"
                @click=${() => ask(() => model.panel.host.ask('go-to-recipe', { stage, operator: null }))}
                >${t('Open recipe at {0}', stage)}</vscode-button
              >`
        }
      </div>
    </section>`;
  }

  #duplicates({ duplicates }: CaptionStyle): TemplateResult {
    return html`<section>
      <h3>${t('Repeated captions')}</h3>
      ${
        duplicates.length === 0
          ? html`<p class="quiet">${t('none')}</p>`
          : html`<div class="phrase-scroller" tabindex="0" role="region" aria-label=${t('Repeated captions')}>
              <table class="phrases">
                <thead>
                  <tr>
                    <th scope="col">${t('caption')}</th>
                    <th scope="col">${t('samples')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${duplicates.map(
                    ({ text, captions }) =>
                      html`<tr>
                        <td>
                          <button
                            type="button"
                            class="phrase"
                            dir="auto"
                            title=${t('Show these captions in the grid')}
                            @click=${() => this.model.showInGrid(filterValue(text))}
                          >
                            ${text}
                          </button>
                        </td>
                        <td>${number(captions)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
  }
}

customElements.define('bs-style-part', StylePart);
