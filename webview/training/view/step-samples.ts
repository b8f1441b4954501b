import { html, nothing, type TemplateResult } from 'lit';
import type { ClusterLoss, Spike, StepSamples } from '../../../src/protocol/training.ts';
import '../../shared/strip.ts';
import { number, t } from '../../shared/words.ts';
import { trainingName } from '../model/names.ts';
import { valueText } from '../model/numbers.ts';
import { TrainingPiece } from './piece.ts';

/** From steps to the samples that they saw: a range, spikes, clusters. */
class StepSamplesPanel extends TrainingPiece {
  protected override render(): TemplateResult {
    const { focus } = this.trainings;
    if (focus === null || focus.answer.entries === 0) return html``;
    return html`<section aria-label=${t('Samples of steps')}>
      <div class="section-head">
        <h2>${t('Samples of steps')}</h2>
        ${this.#focusChooser()} ${this.#range()}
      </div>
      ${this.#found()}
      <div class="columns">${this.#spikes()} ${this.#clusters()}</div>
    </section>`;
  }

  #focusChooser(): TemplateResult | typeof nothing {
    const { shown, focus, panel } = this.trainings;
    if (shown.length < 2) return nothing;
    return html`<select
      aria-label=${t('Training whose steps are chosen')}
      @change=${(event: Event) => {
        panel.keep({ focus: (event.target as HTMLSelectElement).value, steps: null, cluster: null });
        this.samples.found = null;
        void this.samples.ask();
      }}
    >
      ${shown.map(
        ({ training }) =>
          html`<option value=${training.key} ?selected=${training.key === focus?.training.key}>
            ${trainingName(training)}
          </option>`,
      )}
    </select>`;
  }

  /** The steps, for who does not use a mouse. */
  #range(): TemplateResult {
    const { steps } = this.trainings.panel.kept;
    const field = (name: string, label: string, value: number | undefined): TemplateResult =>
      html`<label
        >${label}<input type="number" name=${name} min="0" step="1" required .value=${String(value ?? '')}
      /></label>`;
    return html`<form
      class="steps"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const data = new FormData(event.target as HTMLFormElement);
        void this.samples.showSteps(Number(data.get('from')), Number(data.get('to')));
      }}
    >
      ${field('from', t('from step'), steps?.from)} ${field('to', t('to'), steps?.to)}
      <button type="submit" class="segment">${t('Show samples')}</button>
    </form>`;
  }

  #found(): TemplateResult {
    const { found, trainings } = this.samples;
    const { steps, cluster } = trainings.panel.kept;
    if (found === null || (steps === null && cluster === null)) {
      return html`<p class="quiet">
        ${t('Click a point of a curve, or a spike, to see the samples of that step. Drag with Shift for a range of steps.')}
      </p>`;
    }
    if (found.kind === 'unknown') return html`<p class="unknown" role="status">${whyUnknown(found.why)}</p>`;
    const { result, total, filter, losses, gone } = found;
    return html`<bs-strip
        .panel=${trainings.panel}
        .heading=${this.#heading(found)}
        .samples=${{ result, total, filter }}
        .labels=${(losses ?? []).map((loss) => t('loss {0}', valueText(loss)))}
      ></bs-strip>
      ${gone === 0 ? nothing : html`<p class="quiet">${t('{0} more are not in the dataset as it is now.', gone)}</p>`}`;
  }

  #heading({ from, to, total, losses }: Extract<StepSamples, { kind: 'exact' }>): string {
    const { steps, cluster } = this.trainings.panel.kept;
    if (losses === null && from === to) return t('Step {0}: its {1} samples', from, total);
    if (losses === null) return t('Steps {0} to {1}: their {2} samples', from, to, total);
    if (steps === null) return t('Cluster {0}: {1} samples, largest loss first', String(cluster ?? 0), total);
    if (from === to) return t('Step {0}: its {1} samples, largest loss first', from, total);
    return t('Steps {0} to {1}: their {2} samples, largest loss first', from, to, total);
  }

  #spikes(): TemplateResult {
    const { spikes } = this.samples;
    return html`<section class="spikes" aria-label=${t('Spikes of the loss')}>
      <h3>${t('Spikes of the loss')}</h3>
      ${
        spikes.length === 0
          ? html`<p class="quiet">${t('No step stands out of its neighbours.')}</p>`
          : html`<table>
              <thead>
                <tr>
                  <th scope="col">${t('Step')}</th>
                  <th scope="col" class="figure">${t('Loss')}</th>
                  <th scope="col" class="figure">${t('Usual')}</th>
                  <th scope="col" class="figure" title=${t('Robust standard deviations above the running median')}>
                    z
                  </th>
                </tr>
              </thead>
              <tbody>
                ${spikes.map((spike) => this.#spike(spike))}
              </tbody>
            </table>`
      }
    </section>`;
  }

  #spike({ step, value, usual, z }: Spike): TemplateResult {
    return html`<tr>
      <td>
        <button type="button" class="link" data-step=${step} @click=${() => void this.samples.showSteps(step, step)}>
          ${t('step {0}', step)}
        </button>
      </td>
      <td class="figure">${valueText(value)}</td>
      <td class="figure">${valueText(usual)}</td>
      <td class="figure">${z > 999 ? '> 999' : number(Math.round(z * 10) / 10)}</td>
    </tr>`;
  }

  #clusters(): TemplateResult {
    const { clusters } = this.samples;
    return html`<section class="clusters" aria-label=${t('Clusters by loss')}>
      <h3>${t('Clusters by loss')}</h3>
      ${
        clusters === null || clusters.length === 0
          ? html`<p class="quiet">${this.#noClusters()}</p>`
          : html`<p class="quiet">
                ${t('By the loss that each sample itself had, over the steps that it was in. “Above its steps” takes out that losses fall as the training goes on.')}
              </p>
              <table>
                <thead>
                  <tr>
                    <th scope="col">${t('Cluster')}</th>
                    <th scope="col" class="figure">${t('Samples')}</th>
                    <th scope="col" class="figure">${t('Mean loss')}</th>
                    <th scope="col" class="figure">${t('95 % interval')}</th>
                    <th scope="col" class="figure">${t('Above its steps')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${clusters.slice(0, 50).map((cluster) => this.#cluster(cluster))}
                </tbody>
              </table>`
      }
    </section>`;
  }

  #noClusters(): string {
    const run = this.trainings.focus?.training.run ?? null;
    if (run === null) return whyUnknown('log');
    if (this.trainings.focus?.answer.state !== 'done')
      return t('The loss of each sample is recorded when the training has ended; this one has not.');
    return t('Nothing was clustered before this training: add a cluster stage before it to see which groups are hard.');
  }

  #cluster({ cluster, samples, mean, low, high, over }: ClusterLoss): TemplateResult {
    return html`<tr>
      <td>
        <button type="button" class="link" @click=${() => void this.samples.showCluster(cluster)}>
          ${t('cluster {0}', String(cluster))}
        </button>
      </td>
      <td class="figure">${number(samples)}</td>
      <td class="figure">${valueText(mean)}</td>
      <td class="figure">${low === null || high === null ? '–' : `${valueText(low)} … ${valueText(high)}`}</td>
      <td class="figure">${over < 0 ? '−' : '+'}${valueText(Math.abs(over))}</td>
    </tr>`;
  }
}

/** Why the samples of a step cannot be told. */
function whyUnknown(why: Extract<StepSamples, { kind: 'unknown' }>['why']): string {
  const reasons: Readonly<Record<typeof why, string>> = {
    log: t(
      'Which samples a step saw is not known: a log of another trainer does not record its order of samples. Trainings of a train stage do.',
    ),
    'not-yet': t('Which samples a step sees is recorded before the first step; this training has recorded nothing.'),
    gone: t(
      'What this run recorded is no longer there: the parts of the last 10 runs are kept, and those of an earlier dataset file do not count.',
    ),
    'no-such-step': t('The training saw no samples in these steps.'),
  };
  return reasons[why];
}

customElements.define('bs-step-samples', StepSamplesPanel);
