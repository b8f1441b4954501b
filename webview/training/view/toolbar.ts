import { html, nothing, type TemplateResult } from 'lit';
import type { CurveAxis } from '../../../src/protocol/training.ts';
import { icon, iconButton } from '../../shared/ui/icon.ts';
import { number, t } from '../../shared/words.ts';
import { saveCsv, savePng } from './export.ts';
import { TrainingPiece } from './piece.ts';

/** How curves are shown, and what can be done with them. */
class TrainingToolbar extends TrainingPiece {
  protected override render(): TemplateResult {
    const { kept } = this.trainings.panel;
    const axes = new Set(this.trainings.shown.flatMap(({ answer }) => answer.axes));
    return html`<div class="toolbar" role="toolbar" aria-label=${t('Curves')}>
      <span class="segments" role="group" aria-label=${t('Over')}>
        ${this.#axis('step', t('Steps'), true)} ${this.#axis('epoch', t('Epochs'), axes.has('epoch'))}
        ${this.#axis('time', t('Time'), axes.has('time'))}
      </span>
      <label class="smoothing"
        >${t('Smoothing')}
        <input
          type="range"
          min="0"
          max="0.99"
          step="0.01"
          .value=${String(kept.smoothing)}
          @input=${(event: Event) => {
            void this.#set({ smoothing: Number((event.target as HTMLInputElement).value) });
          }}
        /><output>${number(kept.smoothing)}</output></label
      >
      ${this.#toggle(t('Log axis'), kept.log, { log: !kept.log })}
      ${this.#toggle(t('Hide outliers'), kept.robust, { robust: !kept.robust })}
      ${
        kept.range === null
          ? nothing
          : html`<button type="button" class="segment" @click=${() => void this.#set({ range: null })}>
              ${icon('zoom-out')} ${t('Show all')}
            </button>`
      }
      <span class="gap"></span>
      ${iconButton('file-media', t('Save charts as PNG'), () => void this.#save(savePng))}
      ${iconButton('table', t('Save curves as CSV'), () => void this.#save(saveCsv))}
    </div>`;
  }

  #axis(axis: CurveAxis, label: string, known: boolean): TemplateResult {
    return html`<button
      type="button"
      class="segment"
      aria-pressed=${String(this.trainings.panel.kept.axis === axis)}
      ?disabled=${!known}
      title=${known ? nothing : t('This log does not tell it.')}
      @click=${() => void this.#set({ axis })}
    >
      ${label}
    </button>`;
  }

  #toggle(label: string, pressed: boolean, change: Parameters<typeof this.trainings.set>[0]): TemplateResult {
    return html`<button
      type="button"
      class="segment"
      aria-pressed=${String(pressed)}
      @click=${() => void this.#set(change)}
    >
      ${label}
    </button>`;
  }

  #set(change: Parameters<typeof this.trainings.set>[0]): Promise<void> {
    return this.trainings.panel.run(() => this.trainings.set(change));
  }

  #save(save: typeof savePng): Promise<void> {
    return this.trainings.panel.run(() => save(this.trainings));
  }
}

customElements.define('bs-training-toolbar', TrainingToolbar);
