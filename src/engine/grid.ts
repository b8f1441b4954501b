import { ProductError } from '../protocol/errors.ts';
import type { EngineMethod } from '../protocol/engine.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';
import { rowsOfBits } from '../core/pipeline/grid/sets.ts';
import { rescoredOf } from './rescored.ts';

type Methods = Extract<EngineMethod, `grid/${string}` | 'sets/put' | 'thumbnails' | 'picture/path'>;

/** A window, and a list of ids, has at most so many. */
const mostRows = 1000;
const mostIds = 100_000;

/** Answers what a grid asks. */
export function gridHandlers(opened: () => OpenDataset): Handlers<Methods> {
  return {
    'grid/open': async (question) => {
      const dataset = opened();
      dataset.thumbnails.prepare(dataset.file);
      const whole = question.filter.trim() !== '' || question.orderBy !== null;
      return dataset.grid(async (data) => {
        const { rows, problem } = await data.find(question);
        const result = dataset.results.add(rows);
        const { complete, rows: of } = data;
        return { result, total: rows === null ? of : rows.length, of, complete, problem };
      }, whole);
    },
    'grid/rows': ({ result, from, count, scores }) => {
      const dataset = opened();
      const range = { from, to: from + Math.min(count, mostRows) };
      return dataset.grid(async (data) => {
        const rows = await data.read([...dataset.results.rowsOf(result, data.rows, [range])], scores);
        return rescoredOf(dataset).over(rows);
      });
    },
    'grid/ids': ({ result, ranges }) => {
      const dataset = opened();
      return dataset.grid((data) => {
        const rows = dataset.results.rowsOf(result, data.rows, ranges);
        if (rows.length > mostIds) throw new ProductError('usage', `At most ${mostIds} ids can be asked for at once.`);
        return data.ids(rows);
      });
    },
    'grid/place': ({ result, id }) => {
      const dataset = opened();
      return dataset.grid(async (data) => {
        const row = await data.rowOf(id);
        return row < 0 ? -1 : dataset.results.placeOf(result, row);
      });
    },
    'grid/places': ({ result, ranges, into }) => {
      const dataset = opened();
      return dataset.grid((data) => Promise.resolve(dataset.results.placesOf(result, ranges, into, data.rows)));
    },
    'sets/put': ({ name, rows }) => {
      const dataset = opened();
      return dataset.grid(
        (data) => Promise.resolve({ samples: dataset.sets.put(name, rowsOfBits(rows, data.rows)) }),
        true,
      );
    },
    thumbnails: (pictures, signal) => opened().ahead(() => opened().thumbnails.make(pictures, signal)),
    'picture/path': ({ path }) => opened().thumbnails.pathOf(path),
  };
}
