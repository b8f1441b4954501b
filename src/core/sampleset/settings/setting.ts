import type { Brush } from '../paint/brush.ts';
import type { Random } from '../random.ts';
import type { LightName } from '../scene.ts';

/** A part of the picture where things stand: from its far edge (`top`) to its near one (`bottom`), in shares. */
export interface Zone {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  /** The picture's share that one unit of height takes at the far and at the near edge. */
  readonly scale: readonly [number, number];
  /** Distance from 0 (near) to 1 (horizon) at the far and at the near edge. */
  readonly distance: readonly [number, number];
  /** Kinds that may stand here; those named twice come twice as often. */
  readonly kinds: readonly string[];
}

/** One way that a setting may look: where things go and what is painted behind them. */
export interface Stage {
  readonly lights: readonly LightName[];
  /** The first zone holds the scene's main thing. */
  readonly zones: readonly Zone[];
  /** Paints everything behind the things, in shares of the picture, y downwards. */
  readonly paint: (brush: Brush) => void;
  /** What completes "a red car …". */
  readonly places: readonly string[];
}

/** Picks a way that a setting looks. */
export type StageMaker = (random: Random) => Stage;

/** A zone with the usual edges. */
export function zone(
  top: number,
  bottom: number,
  scale: readonly [number, number],
  kinds: string,
  more: Partial<Zone> = {},
): Zone {
  return { top, bottom, scale, left: 0.12, right: 0.88, distance: [0.35, 0], kinds: kinds.split(', '), ...more };
}
