import { html, nothing, type TemplateResult } from 'lit';
import type { CaptionScore, SampleInFull } from '../../../src/protocol/engine.ts';
import type { PictureCaption } from '../../../src/protocol/samples.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { Grid } from '../model/grid.ts';
import { decidedText, outcomeMark } from '../../shared/outcome.ts';
import { least } from '../../shared/score-bar.ts';
import { scoreText } from '../../shared/score-text.ts';
import { scoreName } from '../../shared/score-name.ts';

/** All captions of the sample's picture, and their scores side by side. */
export function captionsTable(grid: Grid, { row, captions }: SampleInFull): TemplateResult | typeof nothing {
  const all = captions.captions;
  if (all.length === 0) return nothing;
  const keys = [...new Set(all.flatMap(({ scores }) => Object.keys(scores)))].sort();
  return html`<section>
    <h3>${all.length === 1 ? t('Caption of this picture') : t('{0} captions of this picture', all.length)}</h3>
    <ol class="picture-captions">
      ${all.map((caption) => line(grid, caption, caption.id === row.id))}
    </ol>
    ${keys.length === 0 ? nothing : table(grid, all, keys)}
  </section>`;
}

function line(grid: Grid, caption: PictureCaption, here: boolean): TemplateResult {
  const { id } = caption;
  const text = html`<span
    class="picture-caption"
    dir="auto"
    .textContent=${caption.caption ?? t('no caption')}
  ></span>`;
  return html`<li class=${here ? 'here' : ''}>
    ${id === null || here ? text : html`<button type="button" class="link" @click=${() => void follow(grid, id)}>${text}</button>`}
    <span class="marks">
      <span class="mark"
        >${icon(caption.origin === 'source' ? 'database' : 'sparkle')}
        ${caption.origin === 'source' ? t('source') : (caption.model ?? t('synthesized'))}</span
      >
      ${caption.edited ? html`<span class="mark edited">${icon('edit')} ${t('edited')}</span>` : nothing}
      <span title=${decidedText(caption.decided)}>${outcomeMark(caption.outcome)}</span>
      ${caption.times === null || caption.times === 0 ? nothing : html`<span class="mark">×${caption.times}</span>`}
    </span>
  </li>`;
}

/** Goes to a sample; where the filter leaves it out, the panel alone does. */
export async function follow(grid: Grid, id: string): Promise<void> {
  try {
    if (await grid.goTo(id)) return;
    grid.banners.say(t('The filter leaves sample {0} out: it is shown here alone.', id));
    grid.sample.show(id, grid.scores);
  } catch (error) {
    grid.banners.fail(error);
  }
}

function table(grid: Grid, captions: readonly PictureCaption[], keys: readonly string[]): TemplateResult {
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label=${t('Scores of the captions')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('Score')}</th>
          ${captions.map((_, index) => html`<th scope="col"><span class="hidden">${t('Caption')}</span> ${index + 1}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${keys.map((key) =>
          scoreRow(
            captions,
            key,
            grid.sample.bounds.filter((bound) => bound.key === key),
          ),
        )}
      </tbody>
    </table>
  </div>`;
}

function scoreRow(captions: readonly PictureCaption[], key: string, bounds: readonly CaptionScore[]): TemplateResult {
  const best = bestOf(
    captions.map(({ scores }) => least(scores[key])),
    key,
    bounds,
  );
  return html`<tr>
    <th scope="row" title=${key}>${scoreName(key)}</th>
    ${captions.map(({ scores }) => {
      const isBest = best !== null && least(scores[key]) === best;
      return html`<td class=${isBest ? 'best' : ''}>
        ${isBest ? html`<span title=${t('best')}>${icon('star-full')}<span class="hidden">${t('best')}</span></span>` : nothing}
        ${scoreText(scores[key])}
      </td>`;
    })}
  </tr>`;
}

/** Of scores that the recipe bounds on one side, or that are known to rise with quality: the one furthest on the good side. */
function bestOf(values: readonly (number | null)[], key: string, bounds: readonly CaptionScore[]): number | null {
  const numbers = values.filter((value) => value !== null);
  if (numbers.length < 2 || new Set(numbers).size < 2) return null;
  const least =
    bounds.some(({ min }) => min !== null) ||
    (bounds.length === 0 && /similarity|matching|aesthetic|quality/u.test(key));
  const most = bounds.some(({ max }) => max !== null);
  if (least === most) return null;
  return least ? Math.max(...numbers) : Math.min(...numbers);
}
