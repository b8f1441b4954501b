import { Random as Source } from '../../base/random.ts';

/** Chance in the forms that drawing and describing need; the same seed gives the same sequence everywhere. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number from 0 to below `n`. */
  below(n: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** A copy in random order. */
  shuffled<T>(values: readonly T[]): T[];
}

/** A seed for a part of the work, so that parts do not disturb each other's chance (FNV-1a over the parts). */
export function seedOf(...parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('/')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

/** A stream of chance from a seed. */
export function seededRandom(seed: number): Random {
  const source = new Source(seed);
  const next = (): number => source.uint32() / 2 ** 32;
  const below = (n: number): number => source.below(n);
  return {
    next,
    below,
    between: (low, high) => low + (high - low) * next(),
    chance: (probability) => next() < probability,
    pick: <T>(values: readonly T[]) => values[below(values.length)] as T,
    shuffled: <T>(values: readonly T[]) => source.shuffle([...values]),
  };
}
