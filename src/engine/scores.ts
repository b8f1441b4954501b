import { ProductError } from '../protocol/errors.ts';
import type { ScoresMethods } from '../protocol/scores.ts';
import { ImportedGrid } from '../core/pipeline/grid/imported-grid.ts';
import { captionStyle, rowsWithPhrase, type GridTurn } from '../core/pipeline/scores/style/caption-style.ts';
import { ScoreView } from '../core/pipeline/scores/score-view.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';
import { ScoreViews } from './score-views.ts';

/** Answers about distributions of scores that filter one another. */
export function scoresHandlers(opened: () => OpenDataset): Handlers<keyof ScoresMethods> {
  return {
    'scores/open': ({ stage, filter }) => {
      const dataset = opened();
      return turnOf(dataset)(async (grid) => {
        const { rows, problem } = await grid.find({ filter, orderBy: null });
        // Of all samples what was read once is taken over.
        const view = await ScoreView.open(grid.columns, { stage, rows: rows?.length === grid.rows ? null : rows });
        return { ...view.opened, view: viewsOf(dataset).add(view), problem };
      });
    },
    'scores/brush': ({ view: number, brushes, plot }, signal) => {
      const dataset = opened();
      return turnOf(dataset)(() => {
        signal.throwIfAborted();
        const held = viewsOf(dataset).get(number);
        const counted = held.view.brush(brushes, plot);
        if (held.result !== null) dataset.results.drop(held.result);
        held.result = dataset.results.add(() => held.view.rows());
        return Promise.resolve({ ...counted, result: held.result });
      });
    },
    'scores/plot': ({ view, x, y }) => {
      const dataset = opened();
      return turnOf(dataset)(() => Promise.resolve(viewsOf(dataset).get(view).view.plot(x, y)));
    },
    'scores/summaries': async ({ view: number }, signal) => {
      const dataset = opened();
      const { scores } = viewsOf(dataset).get(number).view.opened;
      const all = [];
      // A score in a turn, so that others who look at the dataset come in between.
      for (const { key } of scores) {
        signal.throwIfAborted();
        all.push(await turnOf(dataset)(() => Promise.resolve(viewsOf(dataset).get(number).view.summaries(key))));
      }
      return all;
    },
    'scores/style': ({ filter }, signal) => captionStyle(turnOf(opened()), filter, signal),
    'scores/phrase': async ({ filter, text, place }, signal) => {
      const dataset = opened();
      const rows = await rowsWithPhrase(turnOf(dataset), { filter, text, place }, signal);
      const name = `phrase-${++phrases}`;
      return { filter: `set:${name}`, samples: dataset.sets.put(name, rows) };
    },
  };
}

/** How many phrases were looked for: each has a set of its own name. */
let phrases = 0;

const known = new WeakMap<OpenDataset, ScoreViews>();

function viewsOf(dataset: OpenDataset): ScoreViews {
  const found = known.get(dataset);
  if (found !== undefined) return found;
  const made = new ScoreViews();
  known.set(dataset, made);
  dataset.onChanged((what) => {
    if (what.some((one) => one === 'dataset' || one === 'results' || one === 'edits')) made.clear();
  });
  return made;
}

/** @throws ProductError `usage` where lines alone are shown */
function turnOf(dataset: OpenDataset): GridTurn {
  return (work) =>
    dataset.grid((data) => {
      if (data instanceof ImportedGrid) return work(data);
      throw new ProductError(
        'usage',
        'Scores need the dataset that the recipe names, and a workspace that is trusted.',
        {
          safe: 'Nothing was changed.',
          next: 'Open the panel on a dataset folder that was imported.',
        },
      );
    }, true);
}
