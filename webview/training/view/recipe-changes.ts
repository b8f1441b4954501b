import { html, nothing, type TemplateResult } from 'lit';
import type { Json } from '../../../src/protocol/records.ts';
import type { RecipeChange } from '../../../src/protocol/training.ts';
import { t } from '../../shared/words.ts';
import { trainingName } from '../model/names.ts';
import { TrainingPiece } from './piece.ts';

/** How the recipes of the two runs that are shown differ, in words. */
class RecipeChanges extends TrainingPiece {
  protected override render(): TemplateResult | typeof nothing {
    const { pair, changes } = this.samples;
    if (pair === null) return nothing;
    const [a, b] = pair.map((key) => trainingName(this.trainings.all.find((training) => training.key === key)!));
    return html`<section class="recipes" aria-label=${t('Recipes')}>
      <h2>${t('What the recipes of {0} and {1} have different', a!, b!)}</h2>
      ${this.#list(changes)}
    </section>`;
  }

  #list(changes: readonly RecipeChange[] | null): TemplateResult {
    if (changes === null) return html`<p class="quiet">${t('One of the recipes cannot be read any more.')}</p>`;
    if (changes.length === 0) return html`<p class="quiet">${t('Nothing: both runs had the same recipe.')}</p>`;
    return html`<ul>
      ${changes.map((change) => html`<li>${sentence(change)}</li>`)}
    </ul>`;
  }
}

/** A difference in words. */
function sentence({ stage, what, ...sides }: RecipeChange): TemplateResult {
  const where = stage === null ? t('Recipe') : t('Stage {0}', stage);
  const name = html`<bdi>${where}</bdi>${what === '' ? nothing : html`, <code>${what}</code>`}: `;
  if (!('b' in sides)) return html`${name}${t('only in the first')}${value(sides.a)}`;
  if (!('a' in sides)) return html`${name}${t('only in the second')}${value(sides.b)}`;
  return html`${name}<del>${text(sides.a)}</del> → <ins>${text(sides.b)}</ins>`;
}

function value(side: Json | undefined): TemplateResult | typeof nothing {
  return side === true || side === undefined ? nothing : html` (${text(side)})`;
}

function text(side: Json | undefined): string {
  if (side === null || side === undefined) return t('not set');
  if (Array.isArray(side)) return side.map((item: Json) => text(item)).join(', ');
  return typeof side === 'object' ? JSON.stringify(side) : String(side);
}

customElements.define('bs-recipe-changes', RecipeChanges);
