import type { MapColoring, MapMethod } from '../../../src/protocol/map.ts';
import type { Camera } from '../draw/camera.ts';

/** What a map's page keeps over a reload. */
export interface KeptMap {
  /** The space: the cluster stage that left it. */
  readonly stage: string | null;
  readonly method: MapMethod;
  readonly by: 'cluster' | Exclude<MapColoring, `cluster:${string}`>;
  readonly camera: Camera | null;
  /** Groups that are not drawn. */
  readonly hidden: readonly string[];
  readonly marks: readonly MarkName[];
  readonly labels: boolean;
  readonly mode: Mode;
}

/** What dragging does. */
export type Mode = 'pan' | 'lasso' | 'box';
/** What of a selection is marked. */
export type MarkName = 'nearest' | 'farthest' | 'between' | SignName;
/** Signs that a picture and its caption do not go together. */
export type SignName = 'disagree' | 'rare';

/** What is kept of a page that was never shown. */
export const fresh: KeptMap = {
  stage: null,
  method: 'umap',
  by: 'cluster',
  camera: null,
  hidden: [],
  marks: [],
  labels: true,
  mode: 'pan',
};

/** The key of the score that points are coloured by; null: by something else. */
export function scoreOf({ by }: Pick<KeptMap, 'by'>): string | null {
  return by.startsWith('score:') ? by.slice('score:'.length) : null;
}
