import { kindOf } from '../kinds/index.ts';
import type { Random } from '../random.ts';
import type { LightName, Scene, SceneObject } from '../scene.ts';
import { stageFor } from '../compose.ts';

/** Things of one kind and colour, told together. */
interface Group {
  readonly count: number;
  readonly lead: SceneObject;
  readonly phrase: string;
}

const numbers = ['no', 'one', 'two', 'three', 'four'];
const uncoloured = new Set(['haystack', 'loaf of bread']);

const lightPhrases: Readonly<Record<LightName, readonly string[]>> = {
  day: ['on a sunny day', 'in bright daylight', 'on a clear day'],
  morning: ['in the early morning', 'in soft morning light', 'at dawn'],
  evening: ['at sunset', 'in the warm evening light', 'at the end of the day'],
  overcast: ['on a cloudy day', 'under a grey sky'],
  indoor: [],
  night: [],
  fog: ['in thick fog', 'on a foggy day', 'in the mist'],
};

/** A caption that is true of the scene, in the manner of the web: terse, plain, full or chatty. */
export function captionOf(scene: Scene, random: Random): string {
  const groups = groupsOf(scene);
  const [main, second] = groups;
  if (main === undefined) return 'an empty place';
  const place = random.pick(stageFor(scene.seed, scene.setting, scene.plain).places);
  const light = scene.plain || lightPhrases[scene.light].length === 0 ? '' : random.pick(lightPhrases[scene.light]);
  const both = second === undefined ? `${main.phrase}` : related(main, second, scene);
  const rest = groups.slice(1).map((group) => group.phrase);
  const all = list([main.phrase, ...rest]);
  const kind = random.next();
  if (kind < 0.12) return main.phrase;
  if (kind < 0.3) return `${main.phrase} ${place}`;
  if (kind < 0.48) return join(both, place);
  if (kind < 0.62) return join(both, place, light);
  if (kind < 0.78)
    return random.pick([
      () => join('a drawing of', all, place, light),
      () => join('this picture shows', all, place),
      () =>
        join(
          'an illustration with',
          all,
          `${place} ,`,
          random.pick(['painted in soft colours', 'drawn by hand', 'with a little grain like paper']),
        ),
      () => join('there', main.count > 1 ? 'are' : 'is', both, place, light),
    ])();
  return chatty(main, both, all, place, light, random);
}

function chatty(main: Group, both: string, all: string, place: string, light: string, random: Random): string {
  return random.pick([
    () => join('we saw', both, place, light, 'and it was a lovely sight'),
    () => join('my favourite picture from the book :', all, place),
    () => join('look ,', both, place, '! what a nice little scene', light),
    () => join('one more of my drawings , this time', all, place, light),
    () => join('i could look at', main.phrase, place, light, 'for hours'),
    () => join('nothing says home like', both, place),
    () => join('a quiet moment', light, 'with', all, place),
  ])();
}

/** Several sentences about a scene, one a line. */
export function manyLines(scene: Scene, random: Random): string {
  const groups = groupsOf(scene);
  const place = random.pick(stageFor(scene.seed, scene.setting, scene.plain).places);
  const first = `${groups[0]?.phrase ?? 'a picture'} ${place} .`;
  const others = groups.slice(1).map((group) => `there ${group.count > 1 ? 'are' : 'is'} ${group.phrase} too .`);
  const light = random.pick([...lightPhrases[scene.light], 'drawn by hand']);
  return [first, ...others, `${light} .`].join('\n');
}

/** The things of a scene in captions' words, the most prominent first. */
export function thingsIn(scene: Scene): string[] {
  return groupsOf(scene).map((group) => group.phrase);
}

/** The scene's most prominent thing. */
export function mainOf(scene: Scene): SceneObject | undefined {
  return groupsOf(scene)[0]?.lead;
}

function groupsOf(scene: Scene): Group[] {
  const groups = new Map<string, SceneObject[]>();
  for (const object of scene.objects) {
    const key = `${object.kind}/${object.colour}/${object.on ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), object]);
  }
  const area = (object: SceneObject): number => object.scale * Math.sqrt(kindOf(object.kind).halfWidth);
  return [...groups.values()]
    .map((members) => members.sort((a, b) => area(b) - area(a)))
    .sort((a, b) => area(b[0] as SceneObject) - area(a[0] as SceneObject))
    .map((members) => group(members, scene));
}

function group(members: readonly SceneObject[], scene: Scene): Group {
  const lead = members[0] as SceneObject;
  const { name, plural = `${name}s` } = kindOf(lead.kind);
  const count = members.length;
  const noun = count > 1 ? plural : name;
  const size = count === 1 && lead.size !== 'usual' ? `${lead.size} ` : '';
  const colour = uncoloured.has(name) ? '' : `${lead.colour} `;
  if (name === 'woman')
    return {
      count,
      lead,
      phrase: `${quantity(count, size || noun)} ${size}${noun} in ${count > 1 ? `${lead.colour} coats` : `a ${lead.colour} coat`}`,
    };
  if (name === 'tree' && lead.colour !== 'green')
    return { count, lead, phrase: `${quantity(count, size || noun)} ${size}${noun} with ${lead.colour} leaves` };
  const bearer = lead.on === undefined ? undefined : scene.objects[lead.on];
  const on = bearer === undefined ? '' : ` on a ${kindOf(bearer.kind).name}`;
  return { count, lead, phrase: `${quantity(count, size + colour + noun)} ${size}${colour}${noun}${on}` };
}

function quantity(count: number, next: string): string {
  if (count > 1) return numbers[count] ?? 'many';
  return /^[aeiou]/.test(next) ? 'an' : 'a';
}

/** Two groups with the relation that their places show. */
function related(main: Group, second: Group, scene: Scene): string {
  const [a, b] = [main.lead, second.lead];
  if (main.count > 1 || second.count > 1 || a.on !== undefined || b.on !== undefined)
    return `${main.phrase} and ${second.phrase}`;
  const [dx, dy] = [(b.x - a.x) * (scene.width / scene.height), b.y - a.y];
  if (dy < -0.28) return `${main.phrase} and farther away ${second.phrase}`;
  if (dx > 0.22) return `${main.phrase} to the left of ${second.phrase}`;
  if (dx < -0.22) return `${main.phrase} to the right of ${second.phrase}`;
  if (dy < -0.07) return `${main.phrase} in front of ${second.phrase}`;
  if (dy > 0.07) return `${main.phrase} behind ${second.phrase}`;
  return `${main.phrase} next to ${second.phrase}`;
}

function list(phrases: readonly string[]): string {
  return phrases.length < 2
    ? (phrases[0] ?? '')
    : `${phrases.slice(0, -1).join(' , ')} and ${phrases[phrases.length - 1] ?? ''}`;
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** Ends a caption as one of the web's writers would: tokenised, typed with care, or not at all. */
export function finished(caption: string, random: Random): string {
  const style = random.next();
  if (style < 0.55) return `${caption} .`;
  if (style < 0.75) return caption;
  const typed = caption.replace(/ ([,:!.])/g, '$1');
  return `${typed.charAt(0).toUpperCase()}${typed.slice(1)}.`;
}
