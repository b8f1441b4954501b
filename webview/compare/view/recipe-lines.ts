import { html, type TemplateResult } from 'lit';
import { t } from '../../shared/words.ts';

/** Lines of the recipes that differ. */
export function recipeLines(lines: readonly string[]): TemplateResult {
  if (lines.length === 0) return html`<p class="quiet">${t('The recipes are the same.')}</p>`;
  const texts = lines.map((line) => line.slice(2));
  const indent = Math.min(...texts.map((text) => text.length - text.trimStart().length));
  return html`<div class="recipe-lines" role="list" tabindex="0" aria-label=${t('What differs in the recipe')}>
    ${lines.map((line, i) => {
      const isA = line.startsWith('-');
      return html`<div role="listitem" class="recipe-line ${isA ? 'removed' : 'added'}">
        <span class="side-mark side-mark-${isA ? 'a' : 'b'}">${isA ? 'A' : 'B'}</span
        ><code>${texts[i]!.slice(indent)}</code>
      </div>`;
    })}
  </div>`;
}
