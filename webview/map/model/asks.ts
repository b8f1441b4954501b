/** Questions about maps that take several turns. */
import type { RowBits } from '../../../src/protocol/grid.ts';
import type { MapMade, MapSamples, MapStep } from '../../../src/protocol/map.ts';
import { pause } from '../../shared/latest.ts';
import type { PanelHost } from '../../shared/panel.ts';
import { Cloud } from './cloud.ts';
import type { KeptMap, SignName } from './kept.ts';
import { coloringOf, type Coloring } from './painting.ts';

/** So many points are asked for at once: a piece has less than 2 MB. */
const pieceSize = 180_000;
/** How often is asked how far something is, besides the engine's own patience: milliseconds. */
const askAgain = 100;

/** Something that is made while it is asked for. */
type Answer = { readonly state: 'made' | 'untrusted' } | Making;
interface Making {
  readonly state: 'making';
  readonly step: MapStep;
  readonly share: number;
}

/** Asks until something is made, or may not be. @param progress null: nothing is being made any more */
export async function untilMade<A extends Answer>(
  ask: () => Promise<A>,
  progress: (making: Making | null) => void,
  signal: AbortSignal,
): Promise<Exclude<A, Making>> {
  for (;;) {
    const found = await ask();
    progress(found.state === 'making' ? found : null);
    if (found.state !== 'making') return found as Exclude<A, Making>;
    await pause(askAgain, signal);
  }
}

/** Samples by a sign that their picture and caption do not go together. */
export interface Sign {
  readonly compared: number;
  readonly samples: MapSamples;
  readonly rows: RowBits;
  /** The mean share of neighbours in both spaces; null: it was not looked for. */
  readonly agreement: number | null;
}

/** The samples of a sign; null: they may not be looked for. @param stages those of the two spaces */
export async function signOf(
  host: PanelHost,
  name: SignName,
  stages: readonly string[],
  progress: (making: Making | null) => void,
  signal: AbortSignal,
): Promise<Sign | null> {
  if (name === 'rare') return { ...(await host.ask('map/rare-pairs', { stages }, signal)), agreement: null };
  const found = await untilMade(() => host.ask('map/disagree', { stages }, signal), progress, signal);
  return found.state === 'untrusted' ? null : found;
}

/** The points of a map. */
export async function cloudOf(
  host: PanelHost,
  { map, points, bounds }: Extract<MapMade, { state: 'made' }>,
  signal: AbortSignal,
): Promise<Cloud> {
  const ask = (from: number, count: number) => host.ask('map/points', { map, from, count }, signal);
  return new Cloud(map, await inPieces(points, ask), bounds);
}

/** The colours of a cloud's points. @param stage whose clusters colour them, where it is they that do */
export async function colorsOf(
  host: PanelHost,
  cloud: Cloud,
  kept: KeptMap['by'],
  stage: string,
  signal: AbortSignal,
): Promise<Coloring> {
  const by = kept === 'cluster' ? (`cluster:${stage}` as const) : kept;
  const ask = (from: number, count: number) => host.ask('map/colors', { map: cloud.map, by, from, count }, signal);
  return coloringOf(kept, cloud, await inPieces(cloud.count, ask));
}

/** All pieces of what is asked for, in order. */
async function inPieces<T>(total: number, ask: (from: number, count: number) => Promise<T>): Promise<T[]> {
  const pieces: T[] = [];
  for (let from = 0; from === 0 || from < total; from += pieceSize) pieces.push(await ask(from, pieceSize));
  return pieces;
}
