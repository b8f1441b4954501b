import { html, nothing, type TemplateResult } from 'lit';
import { sentencesText } from '../../../src/protocol/filter-sentences.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { Grid } from '../model/grid.ts';
import { restartButton } from './banners.ts';
import { failureText } from '../../shared/failure-text.ts';

/** What stands where no samples can: why, and the next step; nothing where there are some. */
export function emptyState(grid: Grid): TemplateResult | typeof nothing {
  const { result, total } = grid;
  if (total > 0) return nothing;
  if (grid.failure !== null && result === null) {
    if (grid.banners.engine.state === 'gone') {
      const title = t('The samples cannot be shown.');
      return state('error', title, t('They come back with the engine.'), restartButton(grid));
    }
    const again = html`<vscode-button
      @click=${() => {
        grid.retry();
      }}
      >${t('Try again')}</vscode-button
    >`;
    return state('error', t('The samples cannot be shown.'), failureText(grid.failure), again);
  }
  if (result === null) {
    return grid.problem === null
      ? state('loading', t('Opening {0} …', grid.start.file), '')
      : state('filter', t('The filter is not understood.'), sentencesText(grid.problem.says, t), clear(grid));
  }
  if (!result.complete) return state('loading', t('Importing the dataset …'), t('The first samples come in a moment.'));
  if (result.of === 0) {
    return state(
      'database',
      t('This dataset has no samples.'),
      t('Put lines with a text and pictures into {0}: they come up here by themselves.', grid.start.file),
    );
  }
  return state(
    'filter',
    t('No sample matches the filter.'),
    t('There are {0} samples without it.', result.of),
    clear(grid),
  );
}

function clear(grid: Grid): TemplateResult {
  const act = (): void => {
    grid.ask({ filter: '' });
  };
  return html`<vscode-button @click=${act}>${t('Clear the filter')}</vscode-button>`;
}

function state(
  name: string,
  title: string,
  says: string,
  next: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="empty-state" role="status">
    ${name === 'loading' ? html`<vscode-progress-ring aria-label=${title}></vscode-progress-ring>` : icon(name)}
    <h2>${title}</h2>
    <p dir="auto">${says}</p>
    ${next}
  </div>`;
}
