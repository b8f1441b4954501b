import { html, nothing, type TemplateResult } from 'lit';
import type { CaptionScore, SampleInFull, ScoreOverview } from '../../src/protocol/engine.ts';
import type { StageOfSample } from '../../src/protocol/samples.ts';
import { icon } from './ui/icon.ts';
import { t } from './words.ts';
import { outcomeMark } from './outcome.ts';
import { boundsText, least, scoreBar } from './score-bar.ts';
import { scoreText } from './score-text.ts';
import { scoreName } from './score-name.ts';

/** What a sample's scores are seen against. */
export interface Around {
  /** The recipe's bounds on them, where they are known. */
  readonly bounds: readonly CaptionScore[];
  /** Where the scores of all samples lie. */
  readonly spreads: readonly ScoreOverview[];
}

/** A sample's way through the stages: what was measured against which bound, changed and decided. */
export function sampleWay({ history }: SampleInFull, { bounds, spreads }: Around): TemplateResult {
  return html`<section>
    <h3>${t('History')}</h3>
    ${
      history.written === null
        ? nothing
        : html`<p class="written">
            ${icon('sparkle')}
            ${t('Written by {0} in {1}, answer {2}.', history.written.model, history.written.stage, history.written.n)}
          </p>`
    }
    ${history.stages.length === 0 ? html`<p class="none">${t('No stage has seen it yet. Run the recipe to have it measured.')}</p>` : nothing}
    <ol class="stages">
      ${history.stages.map((stage) => stageOf(stage, { bounds, spreads }))}
      ${history.edits.map(
        ({ caption, at }) =>
          html`<li class="stage">
            <div class="stage-head">
              ${icon('edit')} <strong>${t('edited')}</strong> <time datetime=${at}>${when(at)}</time>
            </div>
            <p class="stage-text" dir="auto" .textContent=${caption}></p>
          </li>`,
      )}
    </ol>
  </section>`;
}

function stageOf(stage: StageOfSample, { bounds: all, spreads }: Around): TemplateResult {
  const bounds = all.filter((bound) => bound.stage === stage.stage);
  return html`<li class="stage">
    <div class="stage-head">
      <strong>${stage.stage}</strong> <span class="kind">${stage.kind}</span> ${outcomeMark(stage.outcome)}
    </div>
    ${stage.operator === null ? nothing : html`<p class="decided" dir="auto">${stage.operator}${stage.reason === null ? '' : `: ${stage.reason}`}</p>`}
    ${stage.scores.filter(isMeasured).map(({ operator, key, value }) => {
      const bound = bounds.find((each) => each.operator === operator && each.key === key);
      return html`<div class="score" title="${operator} · ${key}">
        <span class="score-key">${scoreName(key)}</span>
        ${scoreBar(
          least(value),
          spreads.find((each) => each.key === key),
          bound,
        )}
        <span class="score-value">${scoreText(value)}${boundText(bound)}</span>
      </div>`;
    })}
    ${stage.text === null ? nothing : html`<p class="stage-text" dir="auto" .textContent=${stage.text}></p>`}
    ${stage.flags.length === 0 ? nothing : html`<p class="flags" dir="auto">${icon('info')} ${stage.flags.join(' · ')}</p>`}
    ${stage.cluster === null ? nothing : html`<p>${t('cluster {0}, {1} from its centre', stage.cluster.cluster, scoreText(stage.cluster.distance))}</p>`}
    ${stage.times === null ? nothing : html`<p>${t('selected ×{0}', stage.times)}</p>`}
    ${stage.captions?.why == null ? nothing : html`<p class="flags" dir="auto">${stage.captions.why}</p>`}
  </li>`;
}

/** Whether it is a measure: what operators keep as text to compare by, as fingerprints, tells a person nothing. */
function isMeasured({ value }: StageOfSample['scores'][number]): boolean {
  return typeof value !== 'string' && !(Array.isArray(value) && value.some((each) => typeof each === 'string'));
}

function boundText(bound: CaptionScore | undefined): string {
  const said = bound === undefined ? '' : boundsText(bound);
  return said === '' ? '' : ` (${said})`;
}

function when(at: string): string {
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );
}
