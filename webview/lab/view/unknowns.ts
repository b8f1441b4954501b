import { html, nothing, type TemplateResult } from 'lit';
import type { LabUnknown } from '../../../src/protocol/lab.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { Lab } from '../model/lab.ts';

/** Samples that lack a score, why, and the way to have them computed. */
export function unknowns(lab: Lab): TemplateResult | typeof nothing {
  const { unknown, unknowns: found } = lab.decision!;
  if (unknown === 0) return nothing;
  const tried = lab.settings.length > 0;
  return html`<section class="unknowns" aria-label=${t('Samples without a score')}>
    ${icon('question')}
    <div>
      <p>${t('{0} samples have no score: whether they would be kept is not known.', unknown)}</p>
      <ul>
        ${found.map((each) => html`<li>${reasonText(each)}</li>`)}
      </ul>
      ${tried ? html`<p class="quiet">${t('The thresholds are written to the recipe first: a run goes by it.')}</p>` : nothing}
    </div>
    <vscode-button
      appearance="secondary"
      @click=${() => void lab.panel.host.ask('show-samples', { filter: 'set:lab-unknown' }).catch(() => undefined)}
      >${t('Show all {0} in the grid', unknown)}</vscode-button
    >
    <vscode-button
      class="compute"
      ?disabled=${!lab.canWrite || lab.running}
      title=${t('Runs this stage: what was measured before is not measured again.')}
      @click=${() => void lab.compute()}
      >${t('Compute them ({0})', unknown)}</vscode-button
    >
  </section>`;
}

function reasonText({ why, operator, samples }: LabUnknown): string {
  switch (why) {
    case 'edited':
      return t('{0}: {1} were edited since the run.', operator, samples);
    case 'survivors':
      return t(
        '{0}: {1} were dropped earlier in the run, and models are asked about survivors only.',
        operator,
        samples,
      );
    case 'new':
      return t('{0}: {1} were not measured, no run knew the operator.', operator, samples);
  }
}
