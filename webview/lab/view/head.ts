import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../shared/ui/icon.ts';
import { number, t } from '../../shared/words.ts';
import type { Lab } from '../model/lab.ts';

/** The stage, what would be kept, and what can be done with the thresholds. */
export function head(lab: Lab): TemplateResult {
  return html`<header class="head">
    <h1 class="hidden">${t('Threshold Lab')}</h1>
    <div class="head-line">${stageChooser(lab)} ${sums(lab)} ${buttons(lab)}</div>
    ${hint(lab)}
  </header>`;
}

function stageChooser(lab: Lab): TemplateResult {
  const { view } = lab;
  if (view === null) return html`<span></span>`;
  const words = { clean: t('clean'), measure: t('measure') };
  return html`<label class="stage-chooser">
    ${t('Stage')}
    <select
      @change=${(event: Event) => {
        lab.choose((event.target as HTMLSelectElement).value);
      }}
    >
      ${view.stages.map(
        ({ name, kind, ran }) =>
          html`<option value=${name} ?selected=${name === view.stage?.name}>
            ${name} · ${words[kind]}${ran ? '' : ` · ${t('not run')}`}
          </option>`,
      )}
    </select>
  </label>`;
}

function sums({ decision, stage }: Lab): TemplateResult | typeof nothing {
  if (decision === null || stage === null) return nothing;
  const { kept, keptByRun, keptByRecipe, wonBack } = decision;
  return html`<p class="sums" aria-live="polite">
    <strong class="sum-now">${t('{0} of {1} kept', kept, decision.in)}</strong>
    <span>${t('last run {0}', keptByRun)} <b>${difference(kept - keptByRun)}</b></span>
    <span>${t('recipe {0}', keptByRecipe)} <b>${difference(kept - keptByRecipe)}</b></span>
    ${wonBack === 0 ? nothing : html`<span class="won">${icon('tag')} ${t('won back by a tag: {0}', wonBack)}</span>`}
  </p>`;
}

/** A difference with its sign; nothing is said of none. */
function difference(by: number): string {
  if (by === 0) return '';
  return by > 0 ? `+${number(by)}` : `−${number(-by)}`;
}

function buttons(lab: Lab): TemplateResult | typeof nothing {
  if (lab.stage === null) return nothing;
  const tried = lab.settings.length;
  const ofRun = lab.settingsOfRun.length > 0;
  const why = cannotWrite(lab);
  return html`<div class="head-buttons">
    <vscode-button
      class="write"
      ?disabled=${tried === 0 || why !== null}
      title=${why ?? t('Puts the thresholds into the recipe; remarks stay, and Undo takes it back.')}
      @click=${() => void lab.write()}
      >${t('Write to recipe')}</vscode-button
    >
    <vscode-button
      class="revert"
      appearance="secondary"
      ?disabled=${tried === 0}
      @click=${() => {
        lab.revert('recipe');
      }}
      >${t('Revert')}</vscode-button
    >
    ${
      ofRun
        ? html`<vscode-button
            class="as-run"
            appearance="secondary"
            @click=${() => {
              lab.revert('run');
            }}
            >${t('As last run')}</vscode-button
          >`
        : nothing
    }
  </div>`;
}

function cannotWrite({ panel }: Lab): string | null {
  if (panel.start.restricted) return t('Restricted Mode: nothing is written.');
  return panel.start.readOnly ? t('The folder cannot be written.') : null;
}

function hint(lab: Lab): TemplateResult | typeof nothing {
  if (!lab.written) return nothing;
  return html`<p class="hint" role="status">
    ${icon('check')} ${t('The thresholds stand in the recipe. They decide once the stage is run.')}
    <vscode-button appearance="secondary" @click=${() => void lab.compute()}>${t('Run stage')}</vscode-button>
  </p>`;
}
