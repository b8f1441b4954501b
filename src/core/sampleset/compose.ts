import { kindOf } from './kinds/index.ts';
import type { Kind } from './kinds/kind.ts';
import { seedOf, seededRandom, type Random } from './random.ts';
import type { LightName, Scene, SceneObject, Setting } from './scene.ts';
import { stageOf } from './settings/index.ts';
import type { Stage, Zone } from './settings/setting.ts';

/** What is asked of a scene beside its setting. */
export interface Wishes {
  /** Clean, and yet it looks like a defect: seen through fog, or one sign before a bare wall. */
  readonly odd?: 'fog' | 'plain';
}

const sides = [336, 360, 384, 400, 400, 420, 448, 480, 512];
const proportions = [1, 1, 4 / 3, 4 / 3, 5 / 4, 3 / 2, 3 / 4, 4 / 5];

/** The stage that a scene plays on: the same for the same seed. */
export function stageFor(seed: number, setting: Setting, plain: boolean): Stage {
  return stageOf(setting, seededRandom(seedOf(seed, 'stage')), plain);
}

/** Thinks up a scene: what stands where, in which light. The same seed gives the same scene. */
export function composeScene(seed: number, setting: Setting, { odd }: Wishes = {}): Scene {
  const random = seededRandom(seedOf(seed, 'scene'));
  const plain = odd === 'plain';
  const stage = stageFor(seed, setting, plain);
  const light: LightName = odd === 'fog' ? 'fog' : random.pick(stage.lights);
  const [width, height] = canvasSize(random);
  const objects = plain
    ? place(stage, 1, width / height, random)
    : place(stage, random.pick([1, 1, 2, 2, 2, 3, 3, 4]), width / height, random);
  return { seed, width, height, setting, light, ink: random.chance(0.4), plain, objects };
}

function canvasSize(random: Random): [number, number] {
  const short = random.pick(sides.slice(0, 6));
  const proportion = random.pick(proportions);
  const long = Math.min(640, Math.round(short * Math.max(proportion, 1 / proportion)));
  return proportion >= 1 ? [long, short] : [short, long];
}

/** A thing and the zone that it stands in. */
interface Placed {
  readonly object: SceneObject;
  readonly zone: Zone;
}

function place(stage: Stage, count: number, aspect: number, random: Random): SceneObject[] {
  const placed: Placed[] = [];
  for (let i = 0; i < count; i++) {
    const zone = i === 0 ? stage.zones[0] : random.pick(stage.zones);
    const previous = placed[0];
    const again = i > 0 && previous !== undefined && random.chance(0.28);
    const where = again ? previous.zone : zone;
    if (where === undefined) continue;
    const kind = kindOf(again ? previous.object.kind : random.pick(where.kinds));
    const colour = again && random.chance(0.7) ? previous.object.colour : random.pick(kind.colours);
    const object = settle(kind, colour, where, i === 0, aspect, placed, random);
    if (object !== null) placed.push({ object, zone: where });
  }
  const objects = placed.map(({ object }) => object).sort((a, b) => a.y - b.y);
  return withRider(objects, aspect, random);
}

/** Finds room for a thing in a zone, not hidden behind another by more than a third; null if there is none. */
function settle(
  kind: Kind,
  colour: SceneObject['colour'],
  zone: Zone,
  main: boolean,
  aspect: number,
  placed: readonly Placed[],
  random: Random,
): SceneObject | null {
  const roll = random.next();
  const size = roll < 0.12 ? 'small' : roll > 0.88 ? 'large' : 'usual';
  const factor = size === 'small' ? 0.68 : size === 'large' ? 1.35 : 1;
  for (let attempt = 0; attempt < 30; attempt++) {
    const depth = main ? random.between(0.35, 1) : random.next();
    const y = zone.top + (zone.bottom - zone.top) * depth;
    const wanted = (zone.scale[0] + (zone.scale[1] - zone.scale[0]) * depth) * factor * kind.height * (main ? 1.2 : 1);
    const scale = Math.min(wanted, (0.34 * aspect) / kind.halfWidth, (y - 0.03) / 1.05, 0.6);
    const half = (kind.halfWidth * scale) / aspect;
    const x = random.between(Math.max(zone.left, half * 0.9), Math.min(zone.right, 1 - half * 0.9));
    const object = {
      kind: kind.name,
      colour,
      size,
      x,
      y,
      scale,
      flip: kind.lettered !== true && random.chance(0.5),
    } as const;
    if (placed.every((other) => !hides(object, other.object, aspect))) return object;
  }
  return null;
}

/** Whether the boxes of two things share more than a third of the smaller one. */
function hides(a: SceneObject, b: SceneObject, aspect: number): boolean {
  const [halfA, halfB] = [a, b].map(({ kind, scale }) => (kindOf(kind).halfWidth * scale) / aspect) as [number, number];
  const across = Math.min(a.x + halfA, b.x + halfB) - Math.max(a.x - halfA, b.x - halfB);
  const down = Math.min(a.y, b.y) - Math.max(a.y - a.scale, b.y - b.scale);
  if (across <= 0 || down <= 0) return false;
  return across * down > 0.34 * Math.min(2 * halfA * a.scale, 2 * halfB * b.scale);
}

/** Sometimes puts a small thing on top of one that can bear it, where nothing nearer hides it. */
function withRider(objects: readonly SceneObject[], aspect: number, random: Random): SceneObject[] {
  const index = objects.findIndex((object) => kindOf(object.kind).top !== undefined);
  const bearer = objects[index];
  if (bearer === undefined || !random.chance(0.7)) return [...objects];
  const { top = 1, height } = kindOf(bearer.kind);
  const outdoors = bearer.kind === 'bench' || bearer.kind === 'haystack';
  const kind = kindOf(random.pick(outdoors ? ['bird', 'cat'] : ['apple', 'ball', 'cup', 'pear']));
  const rider: SceneObject = {
    kind: kind.name,
    colour: random.pick(kind.colours),
    size: 'usual',
    x: bearer.x + random.between(-0.02, 0.02),
    y: bearer.y - top * bearer.scale,
    scale: Math.min(bearer.scale * 0.75, (bearer.scale / height) * kind.height),
    flip: random.chance(0.5),
    on: index,
  };
  const hidden = objects.some((object) => object !== bearer && hides(object, rider, aspect));
  return hidden ? [...objects] : [...objects.slice(0, index + 1), rider, ...objects.slice(index + 1)];
}
