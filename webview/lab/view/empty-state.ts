import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { Lab } from '../model/lab.ts';

/** Why no threshold can be tried, and what to do. */
export function emptyState(lab: Lab): TemplateResult {
  const { view } = lab;
  if (view === null) return html`<div class="empty-state">${waiting(lab)}</div>`;
  if (view.stage === null)
    return say('beaker', t('The recipe has no clean stage: thresholds are those of a clean stage.'), toRecipe(lab));
  if (view.stage.kind === 'measure') return ofMeasure(lab, view.yaml ?? '');
  if (!view.stage.ran) return neverRun(lab, view.stage.name);
  return html`<div class="empty-state">${waiting(lab)}</div>`;
}

function waiting(lab: Lab): TemplateResult {
  const { failure } = lab.panel;
  if (failure !== null)
    return html`<p>${t('Nothing can be tried as long as this is so.')}</p>
      ${(failure.details.problems ?? []).length === 0 ? nothing : toRecipe(lab)}`;
  return html`<vscode-progress-ring aria-label=${t('Reading scores')}></vscode-progress-ring>`;
}

/** Leads to what is wrong there, or to its beginning. */
function toRecipe({ panel }: Lab): TemplateResult {
  const go = (): Promise<null> => panel.host.ask('go-to-recipe', { stage: null, operator: null });
  return html`<vscode-button @click=${() => void panel.run(() => go().then(() => undefined))}
    >${t('Show Recipe')}</vscode-button
  >`;
}

function say(name: string, text: string, more?: TemplateResult): TemplateResult {
  return html`<div class="empty-state">
    ${icon(name)}
    <p>${text}</p>
    ${more ?? ''}
  </div>`;
}

function neverRun(lab: Lab, stage: string): TemplateResult {
  const button = html`<vscode-button ?disabled=${!lab.canWrite || lab.running} @click=${() => void lab.compute()}
    >${t('Run stage')}</vscode-button
  >`;
  return say(
    'beaker',
    t('{0} has no scores yet. Run it once, then try other thresholds here without measuring again.', stage),
    button,
  );
}

function ofMeasure(lab: Lab, yaml: string): TemplateResult {
  const more = html`<pre class="yaml" tabindex="0" .textContent=${yaml}></pre>
    <vscode-button
      @click=${() => void lab.panel.run(() => lab.panel.host.ask('copy', { text: yaml }).then(() => undefined))}
      >${t('Copy')}</vscode-button
    >`;
  const text = t(
    'A measure stage decides nothing, so it has no thresholds. A clean stage is needed: put this one behind it in the recipe, what is measured already is not measured again.',
  );
  return say('beaker', text, more);
}
