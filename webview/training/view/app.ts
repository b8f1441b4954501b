import { html, nothing, type TemplateResult } from 'lit';
import type { Curves } from '../../../src/protocol/training.ts';
import { panelBanners } from '../../shared/panel-banners.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { ShownTraining } from '../model/curve-data.ts';
import { metricName, trainingName } from '../model/names.ts';
import { durationText, valueText } from '../model/numbers.ts';
import './charts.ts';
import './evaluations.ts';
import './list.ts';
import { TrainingPiece } from './piece.ts';
import './recipe-changes.ts';
import './step-samples.ts';
import './toolbar.ts';
import './values-table.ts';

/** The whole view of trainings. */
export class TrainingApp extends TrainingPiece {
  protected override render(): TemplateResult {
    const { trainings, samples } = this;
    return html`${panelBanners(trainings.panel)}
      <div class="training" @dragover=${this.#over} @drop=${this.#dropped}>
        <aside><bs-training-list .samples=${samples}></bs-training-list></aside>
        <div class="content" tabindex="-1">${trainings.all.length === 0 ? this.#empty() : this.#content()}</div>
      </div>`;
  }

  #content(): TemplateResult {
    const { samples } = this;
    return html`<bs-training-toolbar .samples=${samples}></bs-training-toolbar>
      ${this.trainings.shown.map((shown) => remarks(shown))}
      ${this.trainings.chosen.length === 0 ? html`<p class="quiet">${t('Choose a training on the left.')}</p>` : nothing}
      <bs-training-charts .samples=${samples}></bs-training-charts>
      <bs-values-table .samples=${samples}></bs-values-table>
      <bs-step-samples .samples=${samples}></bs-step-samples>
      <bs-recipe-changes .samples=${samples}></bs-recipe-changes>
      <bs-evaluations .samples=${samples}></bs-evaluations>`;
  }

  #empty(): TemplateResult {
    return html`<div class="empty-state">
      ${icon('graph-line')}
      <h2>${t('No trainings yet')}</h2>
      <p>
        ${t('A train stage of the recipe trains a small model and leaves its curves here. Or open the log of any training by Hugging Face’s Trainer: its output in a file, or its trainer_state.json.')}
      </p>
      <vscode-button @click=${() => void this.#open([])}>${t('Open Log…')}</vscode-button>
    </div>`;
  }

  readonly #over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('text/uri-list') === true) event.preventDefault();
  };

  /** Files of the editor's explorer come as addresses; the editor asks whether they are meant. */
  readonly #dropped = (event: DragEvent): void => {
    const text = event.dataTransfer?.getData('text/uri-list') ?? '';
    const paths = text
      .split(/\r?\n/u)
      .filter((line) => line.startsWith('file://'))
      .map((line) => decodeURIComponent(new URL(line).pathname).replace(/^\/(?=[A-Za-z]:)/u, ''));
    if (paths.length === 0) return;
    event.preventDefault();
    void this.#open(paths.slice(0, 64));
  };

  #open(dropped: readonly string[]): Promise<void> {
    return this.trainings.panel.run(() => this.trainings.logs({ dropped }));
  }
}

/** What must be known of a training's curves before they are read. */
function remarks(shown: ShownTraining): TemplateResult | typeof nothing {
  const { training, answer } = shown;
  const told = sentences(answer, training.run !== null);
  if (told.length === 0) return nothing;
  return html`<div class="remark">
    <p><bdi>${trainingName(training)}</bdi>: ${told.join(' ')}</p>
    ${answer.head.length === 0 ? nothing : html`<pre aria-label=${t('First lines')}>${answer.head.join('\n')}</pre>`}
  </div>`;
}

function sentences(answer: Curves, isOwn: boolean): string[] {
  const { problem, entries, scores, size, read, stepSource, restarts, end, state, totalSteps, step } = answer;
  if (problem !== null) return [whyUnreadable(problem)];
  if (size === 0) return [t('The log is empty so far.')];
  if (entries === 0 && scores > 0) return [t('A table of {0} scores: see the evaluation below.', scores)];
  if (entries === 0 && read < size) return [t('The log is being read.')];
  if (entries === 0)
    return [
      t('No line of a known shape was found: no dict with a loss, as Hugging Face’s Trainer prints. It begins so:'),
    ];
  const left = totalSteps !== null && step < totalSteps;
  return [
    ...(stepSource === 'counted' && !isOwn ? [t('This log does not tell its steps: its lines are counted.')] : []),
    ...(restarts.length > 0
      ? [t('Begun again {0} times; the newest attempt counts from each dashed line on.', restarts.length)]
      : []),
    ...badValues(answer),
    ...(state === 'killed'
      ? [t('Its process ended without saying why. Run the recipe again: it goes on from the last checkpoint.')]
      : []),
    ...(state === 'stopped' && left ? [t('It was left at step {0} of {1}.', step, totalSteps)] : []),
    ...(end === null ? [] : [endSentence(end)]),
  ];
}

function badValues({ curves }: Curves): string[] {
  const bad = curves.filter(({ metric, marks }) => marks.length > 0 && !metric.startsWith('eval_'));
  return bad.map(({ metric, marks }) =>
    t('{0} was not a number from step {1} on, {2} times (crosses).', metricName(metric), marks[0]!, marks.length),
  );
}

function endSentence(end: Readonly<Record<string, number>>): string {
  const { train_runtime: seconds, train_loss: loss } = end;
  if (seconds === undefined) return '';
  const took = t('It took {0}.', durationText(seconds));
  return loss === undefined ? took : `${took} ${t('Mean loss {0}.', valueText(loss))}`;
}

function whyUnreadable(problem: string): string {
  if (problem === 'gone')
    return t('The file is not there (any more). Nothing else is touched; open it again where it is now.');
  if (problem === 'denied')
    return t('The file may not be read. Give yourself the right to read it; it is tried again.');
  return t('The file cannot be read: {0} It is tried again.', problem);
}

customElements.define('bs-training', TrainingApp);
