import { html, type TemplateResult } from 'lit';
import { iconButton } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { CompareModel } from '../model/compare.ts';
import { stageText } from '../model/words.ts';

/** Chooses the two sides. */
export function sideChooser(model: CompareModel): TemplateResult {
  const { a, b } = model.panel.kept;
  const compare = (a: string | null, b: string | null): void => void model.panel.run(() => model.choose(a, b));
  return html`<div class="sides">
    ${side(model, 'A', a, (name) => {
      compare(name, b);
    })}
    ${iconButton('arrow-swap', t('Exchange A and B'), () => {
      compare(b, a);
    })}
    ${side(model, 'B', b, (name) => {
      compare(a, name);
    })}
  </div>`;
}

function side(
  model: CompareModel,
  label: string,
  chosen: string | null,
  choose: (name: string) => void,
): TemplateResult {
  return html`<label class="side side-${label.toLowerCase()}">
    <strong>${label}</strong>
    <select
      @change=${(event: Event) => {
        choose((event.target as HTMLSelectElement).value);
      }}
    >
      ${model.comparable.map((stage) => html`<option value=${stage.name} ?selected=${stage.name === chosen}>${stageText(stage)}</option>`)}
    </select>
  </label>`;
}
