import { html, nothing, type TemplateResult } from 'lit';
import type { Training } from '../../../src/protocol/training.ts';
import { icon, iconButton } from '../../shared/ui/icon.ts';
import { number, t } from '../../shared/words.ts';
import { secondsLeft, type ShownTraining } from '../model/curve-data.ts';
import { mostShown } from '../model/kept.ts';
import { stateName, trainingName } from '../model/names.ts';
import { durationText } from '../model/numbers.ts';
import { dashes } from './lines.ts';
import { TrainingPiece } from './piece.ts';

/** All trainings: which of them are shown, and where each stands. */
class TrainingList extends TrainingPiece {
  protected override render(): TemplateResult {
    const { all } = this.trainings;
    return html`<div class="list-head">
        <h1>${t('Trainings')}</h1>
        <vscode-button appearance="secondary" @click=${() => void this.#open()}
          >${icon('folder-opened')}${t('Open Log…')}</vscode-button
        >
      </div>
      <ul class="trainings" aria-label=${t('Trainings')}>
        ${all.map((training) => this.#item(training))}
      </ul>`;
  }

  #item(training: Training): TemplateResult {
    const { key, run, path } = training;
    const place = this.trainings.shown.findIndex((shown) => shown.training.key === key);
    const isShown = this.trainings.chosen.some((chosen) => chosen.key === key);
    const name = trainingName(training);
    return html`<li class=${isShown ? 'shown' : ''}>
      <label title=${path}>
        <input
          type="checkbox"
          .checked=${isShown}
          ?disabled=${!isShown && this.trainings.chosen.length >= mostShown}
          @change=${() => void this.#toggle(key)}
        />
        ${place === -1 ? html`<svg class="swatch" aria-hidden="true"></svg>` : swatch(place)}
        <bdi class="name">${name}</bdi>
      </label>
      ${run === null ? iconButton('close', t('Forget {0}; the file stays', name), () => void this.#forget(path)) : nothing}
      <p class="quiet state">${this.#state(training, this.trainings.shown[place])}</p>
    </li>`;
  }

  #state(training: Training, shown: ShownTraining | undefined): TemplateResult {
    const state = stateName(shown?.answer.state ?? training.state);
    if (shown === undefined) return html`${training.run === null && training.at === null ? '' : state}`;
    const { answer } = shown;
    if (answer.read < answer.size)
      return html`<span aria-live="polite">${t('read {0} %', Math.floor((100 * answer.read) / answer.size))}</span>`;
    const { step, totalSteps, speed } = answer;
    const left = secondsLeft(answer);
    const steps = totalSteps === null ? t('step {0}', step) : t('step {0} of {1}', step, totalSteps);
    const parts = [
      ...(answer.entries === 0 && training.run === null ? [] : [state]),
      ...(answer.entries === 0 ? [] : [steps]),
      ...(answer.state === 'running' && speed !== null ? [t('{0} steps/s', number(speed))] : []),
      ...(left === null ? [] : [t('{0} left', durationText(left))]),
    ];
    return html`${parts.join(' · ')}`;
  }

  #toggle(key: string): Promise<void> {
    const shown = this.trainings.chosen.map((chosen) => chosen.key);
    const keys = shown.includes(key) ? shown.filter((known) => known !== key) : [...shown, key];
    return this.trainings.panel.run(() => this.trainings.choose(keys));
  }

  #open(): Promise<void> {
    return this.trainings.panel.run(() => this.trainings.logs({ dropped: [] }));
  }

  #forget(path: string): Promise<void> {
    return this.trainings.panel.run(() => this.trainings.logs({ forget: path }));
  }
}

/** A piece of the line as charts draw it. */
function swatch(place: number): TemplateResult {
  return html`<svg class="swatch" viewBox="0 0 22 8" aria-hidden="true">
    <line
      x1="0"
      y1="4"
      x2="22"
      y2="4"
      class="series-${place % 6}"
      stroke-width="2"
      stroke-dasharray=${dashes[place % dashes.length]!.join(' ') || 'none'}
    />
  </svg>`;
}

customElements.define('bs-training-list', TrainingList);
