/** What a view asks about embeddings in two dimensions. */
import type { RowBits } from './grid.ts';

/** How points get their places: at once, or so that near stays near. */
export type MapMethod = 'pca' | 'umap';

/** What is being done to make a map. */
export type MapStep = 'waiting' | 'reading' | 'neighbours' | 'layout' | 'placing';

/** Embeddings that can be mapped: those of a cluster stage. */
export interface MapSpace {
  readonly stage: string;
  readonly of: 'text' | 'image';
  readonly model: string;
  readonly points: number;
  readonly dimensions: number;
}

/** What there is to look at. */
export interface MapContents {
  /** In the order of the recipe that was run last. */
  readonly spaces: readonly MapSpace[];
  /** All samples of the dataset: a bit each in {@link RowBits}. */
  readonly rows: number;
  /** Scores that points can be coloured by. */
  readonly scores: readonly string[];
  /** Tags that samples have. */
  readonly tags: readonly string[];
  /** The last stage that selected, and by which strategy; null: none did. */
  readonly selection: { readonly stage: string; readonly strategy: string | null } | null;
  /** A cluster stage of the recipe as it is now, where none was run; null: the recipe has none. */
  readonly planned: string | null;
}

/** A map, or how far it is. */
export type MapMade =
  | {
      readonly state: 'made';
      /** Names it in the other questions. */
      readonly map: string;
      readonly points: number;
      /** Smallest x and y, largest x and y. */
      readonly bounds: readonly [number, number, number, number];
      /** So many points were laid out, the others placed among them; null: all were. */
      readonly laidOut: number | null;
      /** Samples whose vectors have no place. */
      readonly lost: number;
    }
  | { readonly state: 'making'; readonly step: MapStep; readonly share: number }
  /** It is not stored, and nothing is computed in Restricted Mode. */
  | { readonly state: 'untrusted' };

/** A piece of a map; each array as base64, little-endian. */
export interface MapPoints {
  /** Int32: rows of the dataset. */
  readonly rows: string;
  /** Uint16, from the bounds' smallest to their largest. */
  readonly x: string;
  readonly y: string;
}

/** What points are coloured by. */
export type MapColoring =
  | 'outcome'
  | 'selected'
  | 'origin'
  | 'tag'
  /** Of a stage. */
  | `cluster:${string}`
  /** By its key. */
  | `score:${string}`;

/** A group of points of one colour. */
export interface MapGroup {
  /** A cluster's number, an outcome, a tag, … */
  readonly name: string;
  readonly points: number;
  /** In the filter grammar; null: the grid cannot show them. */
  readonly filter: string | null;
}

/** Colours of a piece of a map. */
export type MapColors =
  | {
      readonly kind: 'groups';
      readonly groups: readonly MapGroup[];
      /** Uint16 per point as base64: its group, 65,535 for none. */
      readonly of: string;
    }
  | {
      readonly kind: 'scale';
      /** The values of the lowest and the highest level; equal where all are. */
      readonly min: number;
      readonly max: number;
      /** How many points have a value. */
      readonly count: number;
      /** Uint16 per point as base64: its level of 0 to 255, 65,535 for none. */
      readonly of: string;
    };

/** A cluster of a map. */
export interface MapCluster {
  readonly cluster: number;
  /** A few words of its captions; may be empty. */
  readonly label: string;
  readonly samples: number;
  /** Of those with an outcome; null: none has one. */
  readonly kept: number | null;
  /** Null: no score was asked for, or none has one. */
  readonly mean: number | null;
  /** Rows of those nearest to the centre and farthest from it. */
  readonly nearest: number;
  readonly farthest: number;
}

/** Samples that a view may show at once. */
export interface MapSamples {
  readonly result: number;
  readonly total: number;
  readonly filter: string;
}

/** The samples of a selection by where they stand in their clusters. */
export interface MapMarks {
  readonly nearest: RowBits;
  readonly farthest: RowBits;
  readonly between: RowBits;
}

/** Samples whose neighbours in one space are not their neighbours in the other. */
export type MapDisagreeing =
  | {
      readonly state: 'made';
      /** Samples that were compared, of those in both spaces. */
      readonly compared: number;
      readonly of: number;
      /** The mean share of neighbours in both spaces. */
      readonly agreement: number;
      readonly samples: MapSamples;
      readonly rows: RowBits;
    }
  | { readonly state: 'making'; readonly step: MapStep; readonly share: number }
  | { readonly state: 'untrusted' };

/** Samples whose clusters in two spaces rarely occur together. */
export interface MapRarePairs {
  /** Samples that are in clusters of both spaces. */
  readonly compared: number;
  /** Those of the rarest pair first. */
  readonly samples: MapSamples;
  readonly rows: RowBits;
}

/** Its questions, each with what it is asked with and what is answered. */
export interface MapMethods {
  'map/open': { ask: null; answer: MapContents };
  /** Makes a map unless it is there. Answered soon: ask again until it is made. */
  'map/make': { ask: { readonly stage: string; readonly method: MapMethod }; answer: MapMade };
  /** Ends the making of whatever is being made. */
  'map/stop': { ask: null; answer: null };
  'map/points': {
    ask: { readonly map: string; readonly from: number; readonly count: number };
    answer: MapPoints;
  };
  'map/colors': {
    ask: { readonly map: string; readonly by: MapColoring; readonly from: number; readonly count: number };
    answer: MapColors;
  };
  'map/clusters': {
    ask: { readonly stage: string; readonly score: string | null };
    answer: readonly MapCluster[];
  };
  'map/marks': { ask: null; answer: MapMarks };
  /** The samples nearest to one by their vectors, nearest first. */
  'map/near': { ask: { readonly stage: string; readonly row: number }; answer: MapSamples };
  /** Compares two spaces; as `map/make` it is to be asked again until it is made. */
  'map/disagree': { ask: { readonly stages: readonly string[] }; answer: MapDisagreeing };
  'map/rare-pairs': { ask: { readonly stages: readonly string[] }; answer: MapRarePairs };
}

/** Their names. */
export const mapMethods = [
  'map/open',
  'map/make',
  'map/stop',
  'map/points',
  'map/colors',
  'map/clusters',
  'map/marks',
  'map/near',
  'map/disagree',
  'map/rare-pairs',
] as const satisfies readonly (keyof MapMethods)[];
