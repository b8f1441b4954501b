import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CaptionScore } from '../../../src/protocol/engine.ts';
import type { Observable } from '../../shared/observable.ts';
import { icon } from '../../shared/ui/icon.ts';
import { scoreLines, type ScoreLine } from '../model/score-lines.ts';
import { t, wordCount } from '../../shared/words.ts';
import { failureText } from '../../shared/failure-text.ts';
import { Part } from './part.ts';
import { boundsText, least, scoreBar } from '../../shared/score-bar.ts';
import { scoreText } from '../../shared/score-text.ts';
import { scoreName } from '../../shared/score-name.ts';
import { wordDiff } from './word-diff.ts';

/** A caption being written: how long it is, where models stop reading, what its scores become, and what was changed. */
class CaptionEditor extends Part {
  #height = 0;

  protected override follows(): readonly Observable[] {
    return [this.grid.draft];
  }

  protected override firstUpdated(): void {
    const text = this.querySelector('textarea');
    text?.focus();
    text?.setSelectionRange(text.value.length, text.value.length);
  }

  /** Its buttons stay in view as it grows. */
  protected override updated(): void {
    const { offsetHeight } = this;
    if (offsetHeight > this.#height) this.scrollIntoView({ block: 'nearest' });
    this.#height = offsetHeight;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { draft } = this.grid;
    const { now } = draft;
    if (now === null) return nothing;
    return html`<div class="writing" role="group" aria-label=${t('Caption of {0}', now.id)}>
      <div class="paper">
        <div class="shade" dir="auto" aria-hidden="true">${this.#shaded(now.text)}</div>
        <textarea
          dir="auto"
          spellcheck="true"
          aria-label=${t('Caption')}
          aria-describedby="writing-counts"
          .value=${live(now.text)}
          @input=${(event: Event) => {
            draft.write((event.target as HTMLTextAreaElement).value);
          }}
          @keydown=${this.#key}
        ></textarea>
      </div>
      <div class="writing-says">
        <div id="writing-counts" class="counts">${this.#counts(now.text)}</div>
        ${draft.theirs === null ? nothing : this.#conflict(draft.theirs)}
        ${
          draft.failure === null
            ? nothing
            : html`<div class="writing-failure" role="alert">
                ${icon('warning')}
                <span>${t('Not saved.')} ${failureText(draft.failure)} ${t('The text is kept here.')}</span>
              </div>`
        }
        ${this.#scores()}
        ${now.text === now.born ? nothing : html`<div class="against"><span class="label">${t('against the original')}</span>${wordDiff(now.born, now.text)}</div>`}
      </div>
      <div class="writing-buttons">
        <span class="hint">${t('Enter saves · Shift+Enter new line · Esc cancels')}</span>
        <vscode-button appearance="secondary" @click=${this.#cancel}>${t('Cancel')}</vscode-button>
        <vscode-button ?disabled=${draft.saving || draft.theirs !== null} @click=${this.#save}
          >${draft.dirty ? t('Save') : t('Close')}</vscode-button
        >
      </div>
    </div>`;
  }

  /** The same text behind the one that is written: shaded where models no longer read it. */
  #shaded(text: string): TemplateResult {
    const cut = this.grid.draft.scored?.tokens?.cut ?? null;
    if (cut === null || cut >= text.length) return html`${text}${'\n'}`;
    return html`${text.slice(0, cut)}<mark>${text.slice(cut)}</mark>${'\n'}`;
  }

  #counts(text: string): TemplateResult {
    const { scored, scoring } = this.grid.draft;
    const tokens = scored?.tokens ?? null;
    const over = tokens !== null && tokens.cut !== null;
    const words = wordCount(text);
    const characters = Array.from(text).length;
    const counts = [
      words === 1 ? t('1 word') : t('{0} words', words),
      characters === 1 ? t('1 character') : t('{0} characters', characters),
    ].join(' · ');
    return html`<span>${counts}</span> ${
        tokens === null
          ? nothing
          : html`<span class=${over ? 'over' : ''} title=${t('The shaded end is not read by {0}.', tokens.model)}>
              ${over ? icon('warning') : nothing} ${t('{0} of {1} tokens', tokens.count, tokens.limit)}
              ${over ? t('– the shaded end is not read') : nothing}</span
            >`
      }
      ${scoring ? html`<vscode-progress-ring class="small-ring" aria-label=${t('Scoring')}></vscode-progress-ring>` : nothing}`;
  }

  #scores(): TemplateResult {
    const { scored, first } = this.grid.draft;
    const shown = scored ?? first;
    return html`<div class="live-scores" aria-live="off">
      ${scoreLines(shown?.scores ?? []).map((line) =>
        this.#score(
          line,
          first?.scores.find(
            (each) =>
              each.operator === line.score.operator && each.stage === line.score.stage && each.key === line.score.key,
          ),
        ),
      )}
      ${shown?.missing == null ? nothing : html`<div class="missing">${icon('info')} <span>${shown.missing}</span></div>`}
    </div>`;
  }

  #score({ score, named, by }: ScoreLine, before: CaptionScore | undefined): TemplateResult {
    const spread = this.grid.overview?.scores.find(({ key }) => key === score.key);
    const was = scoreText(before?.value ?? null);
    const is = scoreText(score.value);
    return html`<div
      class="live-score"
      data-key=${score.key}
      title=${[score.key, ...by.map(({ operator, stage }) => `${operator} · ${stage}`)].join('\n')}
    >
      <span class="score-key">${scoreName(score.key)}${named ? ` (${score.stage})` : ''}</span>
      ${scoreBar(least(score.value), spread, score)}
      <span class="score-value"
        >${was === is || before === undefined ? is : html`<span class="was">${was}</span> → ${is}`}</span
      >
      ${verdict(score)}
    </div>`;
  }

  #conflict(theirs: string): TemplateResult {
    const { draft } = this.grid;
    return html`<div class="conflict" role="alert">
      <p>${icon('git-merge')} ${t('Somebody else has changed this caption meanwhile:')}</p>
      <blockquote dir="auto" .textContent=${theirs}></blockquote>
      <vscode-button @click=${() => draft.choose('mine')}>${t('Save mine')}</vscode-button>
      <vscode-button appearance="secondary" @click=${() => draft.choose('theirs')}>${t('Take theirs')}</vscode-button>
    </div>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') this.#cancel();
    else if (event.key === 'Enter' && !event.shiftKey) void this.#save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #cancel = (): void => {
    this.grid.draft.cancel();
    this.#closed();
  };

  /** Its keys are the editor's from the first moment on: undo then takes the edit back, and not the last letter. */
  readonly #save = async (): Promise<void> => {
    this.#closed();
    if (!(await this.grid.draft.save())) this.querySelector('textarea')?.focus();
  };

  #closed(): void {
    document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
  }
}

function verdict({ keeps, min, max }: CaptionScore): TemplateResult | typeof nothing {
  if (keeps === null) return nothing;
  const word = keeps ? t('keeps') : t('drops');
  return html`<span class="verdict ${keeps ? 'kept' : 'dropped'}"
      >${icon(keeps ? 'pass' : 'circle-slash')} ${word}</span
    >
    <span class="bound-text">${boundsText({ min, max })}</span>`;
}

customElements.define('bs-caption-editor', CaptionEditor);
