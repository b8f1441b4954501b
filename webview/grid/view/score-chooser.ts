import { html, type TemplateResult } from 'lit';
import type { Observable } from '../../shared/observable.ts';
import { iconButton } from '../../shared/ui/icon.ts';
import { number, t } from '../../shared/words.ts';
import { Part } from './part.ts';
import { scoreName } from '../../shared/score-name.ts';

/** Chooses which scores the cards show. */
class ScoreChooser extends Part {
  protected override follows(): readonly Observable[] {
    return [this.grid, this.grid.view];
  }

  /** Opens the list, with the first score in focus. */
  show(): void {
    this.querySelector<HTMLElement>('.chooser')!.showPopover();
    this.querySelector<HTMLElement>('vscode-checkbox')?.focus();
  }

  protected override render(): TemplateResult {
    const { scores } = this.grid;
    const known = this.grid.overview?.scores ?? [];
    return html`${iconButton('graph', t('Scores on cards'), () => {
        this.show();
      })}
      <div class="chooser" popover role="group" aria-label=${t('Scores on cards')} @toggle=${this.#place}>
        <h2>${t('Scores on cards')}</h2>
        ${known.length === 0 ? html`<p>${t('Nothing is measured yet. Run a stage of the recipe first.')}</p>` : ''}
        ${known.map(
          ({ key, min, max }) =>
            html`<vscode-checkbox
                ?checked=${scores.includes(key)}
                @change=${(event: Event) => {
                  this.#choose(key, (event.target as HTMLInputElement).checked);
                }}
                title=${key}
                >${scoreName(key)}</vscode-checkbox
              ><span class="says">${number(min)} – ${number(max)}</span>`,
        )}
      </div>`;
  }

  #choose(key: string, chosen: boolean): void {
    const { scores } = this.grid;
    if (scores.includes(key) === chosen) return;
    this.grid.ask({ scores: chosen ? [...scores, key] : scores.filter((each) => each !== key) });
  }

  readonly #place = (): void => {
    const list = this.querySelector<HTMLElement>('.chooser')!;
    const button = this.querySelector('button')!.getBoundingClientRect();
    list.style.top = `${button.bottom + 4}px`;
    list.style.right = `${Math.max(8, window.innerWidth - button.right)}px`;
  };
}

customElements.define('bs-score-chooser', ScoreChooser);
