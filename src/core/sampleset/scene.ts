import type { Colour } from './paint/colour.ts';

/** The places that scenes are set in, the commonest first (their shares follow Zipf's law). */
export const settings = ['street', 'table', 'sea', 'farm', 'park', 'toys', 'night', 'signs'] as const;
/** The name of a setting. */
export type Setting = (typeof settings)[number];

/** The light that a scene stands in. */
export const lights = ['day', 'morning', 'evening', 'overcast', 'indoor', 'night', 'fog'] as const;
/** The name of a light. */
export type LightName = (typeof lights)[number];

/** One thing in a scene. */
export interface SceneObject {
  readonly kind: string;
  readonly colour: Colour;
  /** Named in captions only where it differs from the usual. */
  readonly size: 'small' | 'usual' | 'large';
  /** Where it stands (or floats), as shares of the picture's width and height from the upper left. */
  readonly x: number;
  readonly y: number;
  /** Pixels of the picture's height that one unit of the kind's drawing takes, as a share. */
  readonly scale: number;
  readonly flip: boolean;
  /** The position in `objects` of the thing that it rests on. */
  readonly on?: number;
}

/** All that is true of a picture: it is drawn and described from this alone. */
export interface Scene {
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly setting: Setting;
  readonly light: LightName;
  /** With ink outlines, or painted without. */
  readonly ink: boolean;
  /** One thing before a bare wall. */
  readonly plain: boolean;
  /** In drawing order, the farthest first. */
  readonly objects: readonly SceneObject[];
}
