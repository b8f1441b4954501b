import { html, nothing, type TemplateResult } from 'lit';
import { failureText } from '../../shared/failure-text.ts';
import type { Observable } from '../../shared/observable.ts';
import { icon, iconButton } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { Grid } from '../model/grid.ts';
import { Part } from './part.ts';

/** Starts the engine anew: asking one that is gone again would not help. */
export function restartButton({ host }: Grid): TemplateResult {
  return html`<vscode-button
    @click=${() => {
      void host.ask('restart-engine', null).catch(() => undefined);
    }}
    >${t('Restart Engine')}</vscode-button
  >`;
}

/** Banners above the grid: edits that are not saved, an engine that is gone, a question that failed. */
class BannerList extends Part {
  protected override follows(): readonly Observable[] {
    return [this.grid.banners, this.grid, this.grid.rows];
  }

  protected override render(): TemplateResult {
    return html`${this.#unsaved()} ${this.#engine()} ${this.#failed()} ${this.#unanswered()} ${this.#importing()}`;
  }

  #unsaved(): TemplateResult | typeof nothing {
    const { banners } = this.grid;
    const { edits, failure } = banners.unsaved;
    if (edits.length === 0) return nothing;
    const count = edits.length === 1 ? t('1 edit is not saved') : t('{0} edits are not saved', edits.length);
    return html`<div class="banner warning" role="alert">
      ${icon('warning')}
      <span
        >${failure === null ? `${count}.` : `${count}: ${failureText(failure)}`} ${t('The text is kept here.')}</span
      >
      <vscode-button ?disabled=${banners.saving} @click=${() => banners.saveAgain()}>${t('Try again')}</vscode-button>
    </div>`;
  }

  #engine(): TemplateResult | typeof nothing {
    const { engine } = this.grid.banners;
    if (engine.state === 'there') return nothing;
    const why = engine.failure === null ? '' : ` ${failureText(engine.failure)}`;
    return html`<div class="banner warning" role="alert">
      ${icon('debug-disconnect')}
      <span>${t('The engine is gone.')}${why} ${t('What you see stays; the rest comes back with it.')}</span>
      ${restartButton(this.grid)}
    </div>`;
  }

  #failed(): TemplateResult | typeof nothing {
    const { banners } = this.grid;
    const { failure } = banners;
    if (failure === null) return nothing;
    return html`<div class="banner error" role="alert">
      ${icon('error')}<span>${failureText(failure)}</span>
      ${iconButton('close', t('Dismiss'), () => {
        banners.dismiss();
      })}
    </div>`;
  }

  /** Samples that could not be had while others stand; an engine that is gone is told of already. */
  #unanswered(): TemplateResult | typeof nothing {
    const { grid } = this;
    const failure = grid.failure ?? grid.rows.failure;
    if (failure === null || grid.counted === null || grid.banners.engine.state === 'gone') return nothing;
    return html`<div class="banner error" role="alert">
      ${icon('error')}<span>${failureText(failure)}</span>
      <vscode-button
        @click=${() => {
          grid.retry();
        }}
        >${t('Try again')}</vscode-button
      >
    </div>`;
  }

  #importing(): TemplateResult | typeof nothing {
    const { result, view } = this.grid;
    if (result === null || result.complete) return nothing;
    const waits = view.kept.filter !== '' || view.kept.orderBy !== null;
    return html`<div class="banner info" role="status">
      <vscode-progress-ring class="small-ring" aria-label=${t('Importing')}></vscode-progress-ring>
      <span
        >${t('Importing the dataset: {0} samples so far.', result.total)}
        ${waits ? t('Filter and order wait until all are there.') : ''}</span
      >
    </div>`;
  }
}

customElements.define('bs-banners', BannerList);
