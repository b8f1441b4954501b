import { seedOf, seededRandom, type Random } from './random.ts';
import { settings, type Setting } from './scene.ts';
import { defects, type Defect } from './truth.ts';

/** The shape that a clean sample's text and pictures have. */
export type Shape = 'plain' | 'shared-picture' | 'two-pictures' | 'two-chunks' | 'extra-fields' | 'many-lines';

/** What one line of the set will be. */
export interface RowPlan {
  /** The line's place, from 0. */
  readonly index: number;
  readonly setting: Setting;
  readonly defect: Defect | null;
  readonly shape: Shape;
  /** A clean scene that looks bad. */
  readonly odd?: 'fog' | 'plain';
  /** The row whose picture, or whose id, this one repeats. */
  readonly of?: number;
}

/** Shapes of clean samples and their shares; the rest is plain. */
const shapes: readonly (readonly [Shape, number])[] = [
  ['shared-picture', 0.06],
  ['two-pictures', 0.025],
  ['two-chunks', 0.02],
  ['extra-fields', 0.05],
  ['many-lines', 0.04],
];

const repeating: ReadonlySet<string> = new Set<Defect | Shape>([
  'exact-duplicate',
  'near-duplicate',
  'duplicate-id',
  'shared-picture',
]);

/** Plans a set: about a quarter of the rows have one defect each, at random places; repetitions follow what they repeat. */
export function planRows(seed: number, samples: number): RowPlan[] {
  const random = seededRandom(seedOf(seed, 'plan'));
  const drawn = random.shuffled(labels(samples));
  const originals = random.shuffled(drawn.flatMap((label, i) => (label === 'plain' ? [i] : [])));
  const sources = new Map<number, number>();
  for (const index of drawn.flatMap((label, i) => (repeating.has(label) ? [i] : []))) {
    const label = drawn[index] ?? 'plain';
    const other = originals.pop() ?? index;
    drawn[index] = 'plain';
    if (other === index) continue;
    drawn[Math.max(index, other)] = label;
    sources.set(Math.max(index, other), Math.min(index, other));
  }
  return drawn.map((label, index) => rowPlan(label, index, sources.get(index), random));
}

/** One label a row: a defect, a shape or an oddity. */
function labels(samples: number): string[] {
  const shares: [string, number][] = [
    ...Object.entries(defects).map(([kind, { share }]): [string, number] => [kind, share]),
    ...shapes.map(([shape, share]): [string, number] => [shape, share]),
    ['fog', 0.02],
    ['bare', 0.012],
  ];
  const all = shares.flatMap(([label, share]) => Array.from({ length: Math.round(share * samples) }, () => label));
  return Array.from({ length: samples }, (_, i) => all[i] ?? 'plain');
}

function rowPlan(label: string, index: number, of: number | undefined, random: Random): RowPlan {
  const setting =
    label === 'bare'
      ? 'signs'
      : label === 'fog'
        ? random.pick<Setting>(['street', 'sea', 'farm', 'park'])
        : zipf(random);
  const shape = shapes.find(([name]) => name === label)?.[0] ?? 'plain';
  const odd = label === 'fog' ? 'fog' : label === 'bare' ? 'plain' : undefined;
  return {
    index,
    setting,
    defect: label in defects ? (label as Defect) : null,
    shape,
    ...(odd === undefined ? {} : { odd }),
    ...(of === undefined ? {} : { of }),
  };
}

/** A setting by Zipf's law: the r-th is 1/r times as common as the first. */
function zipf(random: Random): Setting {
  const total = settings.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0);
  let left = random.next() * total;
  return settings.find((_, rank) => (left -= 1 / (rank + 1)) < 0) ?? settings[0];
}
