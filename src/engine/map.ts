import type {
  MapColoring,
  MapColors,
  MapDisagreeing,
  MapGroup,
  MapMade,
  MapMethods,
  MapRarePairs,
  MapSamples,
} from '../protocol/map.ts';
import { ProductError } from '../protocol/errors.ts';
import { bitsOfRows } from '../core/pipeline/grid/sets.ts';
import { clusterTable } from '../core/pipeline/map/clusters.ts';
import {
  clusterColoring,
  filterColoring,
  groupsOf,
  none,
  scoreColoring,
  type Coloring,
} from '../core/pipeline/map/colors.ts';
import { mapContents } from '../core/pipeline/map/contents.ts';
import { disagreeing } from '../core/pipeline/map/disagreeing.ts';
import { Maps } from '../core/pipeline/map/maps.ts';
import { nearRows } from '../core/pipeline/map/near.ts';
import { rarePairs } from '../core/pipeline/map/rare-pairs.ts';
import { selectionMarks } from '../core/pipeline/map/selection.ts';
import { spacesOf, type Space } from '../core/pipeline/map/spaces.ts';
import { base64, boundsOf, pieceOf } from '../core/pipeline/map/wire.ts';
import type { Turn } from '../core/pipeline/people/shown-captions.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';

/** Answers about embeddings in two dimensions. */
export function mapHandlers(opened: () => OpenDataset): Handlers<keyof MapMethods> {
  const deskOf = desks();
  const desk = (): MapDesk => deskOf(opened());
  return {
    'map/open': () => opened().use((session, flow) => Promise.resolve(mapContents(session, flow))),
    'map/make': ({ stage, method }) => desk().make(stage, method),
    'map/stop': () => {
      desk().maps.stop();
      return Promise.resolve(null);
    },
    'map/points': async ({ map, from, count }) => pieceOf(await desk().maps.get(map), from, count),
    'map/colors': ({ map, by, from, count }) => desk().colors(map, by, from, count),
    'map/clusters': ({ stage, score }) =>
      opened().use((session, flow) => clusterTable(session, flow, spaceOf(spacesOf(session, flow), stage), score)),
    'map/marks': () =>
      opened().use(async (session, flow) => {
        const { nearest, farthest, between } = await selectionMarks(session, flow);
        const bits = (rows: Int32Array): string => bitsOfRows(rows, flow.rows);
        return { nearest: bits(nearest), farthest: bits(farthest), between: bits(between) };
      }),
    'map/near': ({ stage, row }, signal) => desk().near(stage, row, signal),
    'map/disagree': ({ stages }) => desk().disagree(stages),
    'map/rare-pairs': ({ stages }) => desk().rarePairs(stages),
  };
}

/** One dataset's maps. */
class MapDesk {
  readonly maps: Maps;
  readonly #opened: OpenDataset;
  readonly #turn: Turn;
  /** The colours that were asked for last, and of what. */
  #colors: { readonly of: string; readonly made: Promise<Coloring> } | null = null;

  constructor(opened: OpenDataset) {
    this.#opened = opened;
    this.#turn = (work) => opened.use(work);
    this.maps = new Maps(this.#turn, opened.restricted);
    opened.onChanged(() => (this.#colors = null));
  }

  async make(stage: string, method: 'pca' | 'umap'): Promise<MapMade> {
    const found = await this.maps.make(await this.#space(stage), method);
    if (found.state !== 'made') return found;
    const { key, rows, laidOut, lost } = found.made;
    return { state: 'made', map: key, points: rows.length, bounds: boundsOf(found.made), laidOut, lost };
  }

  async colors(map: string, by: MapColoring, from: number, count: number): Promise<MapColors> {
    const { rows } = await this.maps.get(map);
    if (this.#colors?.of !== by) this.#colors = { of: by, made: this.#coloring(by) };
    const { made } = this.#colors;
    made.catch(() => (this.#colors = null));
    const coloring = await made;
    const points = Uint16Array.from(rows, (row) => coloring.of[row] ?? none);
    const piece = base64(points.subarray(from, from + count));
    if (coloring.kind === 'groups') return { kind: 'groups', groups: counted(coloring.groups, points), of: piece };
    const { min, max } = coloring;
    return { kind: 'scale', min, max, count: points.filter((level) => level !== none).length, of: piece };
  }

  async near(stage: string, row: number, signal: AbortSignal): Promise<MapSamples> {
    return this.#samples('near', await nearRows(this.#turn, await this.#space(stage), row, signal));
  }

  async disagree(stages: readonly string[]): Promise<MapDisagreeing> {
    const [one, other] = [await this.#space(stages[0]!), await this.#space(stages[1]!)];
    const found = await this.maps.share(one, other);
    if (found.state !== 'made') return found;
    const { rows, agreement } = disagreeing(found.made);
    const bits = await this.#turn((_, flow) => Promise.resolve(bitsOfRows(rows, flow.rows)));
    const compared = found.made.rows.length;
    const samples = this.#samples('disagree', rows);
    return { state: 'made', compared, of: found.made.of, agreement, samples, rows: bits };
  }

  async rarePairs(stages: readonly string[]): Promise<MapRarePairs> {
    const [one, other] = [await this.#space(stages[0]!), await this.#space(stages[1]!)];
    return this.#turn(async (session, flow) => {
      const { rows, compared } = await rarePairs(session, one, other);
      return { compared, samples: this.#samples('rare-pairs', rows), rows: bitsOfRows(rows, flow.rows) };
    });
  }

  /** Anew for each, so that a changed dataset has no old colours. */
  #coloring(by: MapColoring): Promise<Coloring> {
    if (by.startsWith('cluster:')) {
      return this.#turn((session, flow) => {
        const spaces = spacesOf(session, flow);
        const space = spaceOf(spaces, by.slice('cluster:'.length));
        return clusterColoring(session, flow, space, space.stage === spaces.at(-1)!.stage);
      });
    }
    if (by.startsWith('score:'))
      return this.#turn((session, flow) => scoreColoring(session, flow, by.slice('score:'.length)));
    const groups = this.#turn((session) => Promise.resolve(groupsOf(by as 'tag', session)));
    return groups.then((found) => this.#opened.grid((data) => filterColoring(data, found), true));
  }

  #samples(name: string, rows: Int32Array): MapSamples {
    const { results, sets } = this.#opened;
    sets.put(name, rows.toSorted());
    return { result: results.add(rows), total: rows.length, filter: `set:${name}` };
  }

  #space(stage: string): Promise<Space> {
    return this.#turn((session, flow) => Promise.resolve(spaceOf(spacesOf(session, flow), stage)));
  }
}

function counted(groups: readonly Omit<MapGroup, 'points'>[], points: Uint16Array): MapGroup[] {
  const counts = new Int32Array(groups.length);
  for (const group of points) if (group !== none) counts[group]!++;
  return groups.map((group, i) => ({ ...group, points: counts[i]! }));
}

function spaceOf(spaces: readonly Space[], stage: string): Space {
  const found = spaces.find((space) => space.stage === stage);
  if (found !== undefined) return found;
  throw new ProductError('usage', `No stage "${stage}" left embeddings.`, {
    where: `stage ${stage}`,
    next: 'Run it, and open the map again.',
  });
}

/** The desk of an open dataset: one for all who ask. */
function desks(): (opened: OpenDataset) => MapDesk {
  const made = new WeakMap<OpenDataset, MapDesk>();
  return (opened) => {
    const known = made.get(opened) ?? new MapDesk(opened);
    made.set(opened, known);
    return known;
  };
}
