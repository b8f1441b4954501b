/** Programs: a parsed pattern as instructions of a nondeterministic automaton (Thompson; in the form of Pike). */
import { PatternError } from '../operator.ts';
import { union, type CodeSet } from './pattern-sets.ts';
import type { ParsedPattern, Tree } from './pattern-tree.ts';

/** Instructions. All but `match` and those that name a place to go on go on with the next one. */
export const codes = { match: 0, set: 1, split: 2, save: 3, place: 4 } as const;

/** A pattern as a program; instruction `i` is `operation[i]` with `first[i]` and `second[i]`. It begins at 0 and ends with `match`. */
export interface Program {
  readonly operation: Uint8Array;
  /** `set`: index into `sets`. `split`: where to go on if possible. `save`: slot. `place`: bit. */
  readonly first: Int32Array;
  /** `split`: where to go on otherwise. */
  readonly second: Int32Array;
  readonly sets: readonly CodeSet[];
  /** All bits of places that are asked for. */
  readonly places: number;
  /** Two slots for the whole match and for each group: start and end. */
  readonly slots: number;
}

/** Counted repetitions are written out, so that a small pattern can be a large program. */
const largest = 10_000;

/** Writes the program of a pattern. Throws `PatternError` where it would be too large. */
export function compileProgram({ tree, groups }: ParsedPattern): Program {
  if (sizeOf(tree) > largest)
    throw new PatternError('A counted repetition in the pattern is too large; use smaller counts.');
  const writer = new Writer();
  writer.write(tree);
  writer.add(codes.match);
  return {
    operation: Uint8Array.from(writer.operation),
    first: Int32Array.from(writer.first),
    second: Int32Array.from(writer.second),
    sets: [...writer.sets.values()].map(({ set }) => set),
    places: writer.places,
    slots: 2 * (groups + 1),
  };
}

function sizeOf(tree: Tree): number {
  switch (tree.kind) {
    case 'set':
    case 'place':
      return 1;
    case 'sequence':
    case 'choice':
      return tree.parts.reduce((sum, part) => sum + sizeOf(part) + 2, 0);
    case 'group':
      return sizeOf(tree.part) + 2;
    case 'repeat':
      return (sizeOf(tree.part) + 2) * Math.max(1, tree.max === Infinity ? tree.min + 1 : tree.max);
  }
}

class Writer {
  readonly operation: number[] = [];
  readonly first: number[] = [];
  readonly second: number[] = [];
  readonly sets = new Map<string, { readonly index: number; readonly set: CodeSet }>();
  places = 0;

  get #here(): number {
    return this.operation.length;
  }

  add(operation: number, first = 0, second = 0): number {
    this.first.push(first);
    this.second.push(second);
    return this.operation.push(operation) - 1;
  }

  write(tree: Tree): void {
    switch (tree.kind) {
      case 'set':
        this.add(codes.set, this.#setIndex(tree.set));
        break;
      case 'place':
        this.places |= tree.place;
        this.add(codes.place, tree.place);
        break;
      case 'sequence':
        for (const part of tree.parts) this.write(part);
        break;
      case 'choice':
        this.#writeChoice(tree.parts);
        break;
      case 'group':
        this.add(codes.save, 2 * tree.number);
        this.write(tree.part);
        this.add(codes.save, 2 * tree.number + 1);
        break;
      case 'repeat':
        this.#writeRepeat(tree);
    }
  }

  #setIndex(set: CodeSet): number {
    const key = set.join();
    const known = this.sets.get(key) ?? { index: this.sets.size, set };
    this.sets.set(key, known);
    return known.index;
  }

  #writeChoice(parts: readonly Tree[]): void {
    const ends: number[] = [];
    parts.forEach((part, i) => {
      const split = i < parts.length - 1 ? this.#split() : null;
      this.write(part);
      if (split === null) return;
      ends.push(this.#split());
      this.#aim(split, split + 1, this.#here);
    });
    for (const end of ends) this.#aim(end, this.#here, this.#here);
  }

  #writeRepeat({ part, min, max, greedy }: Tree & { kind: 'repeat' }): void {
    const exits: number[] = [];
    const optional = (): void => void exits.push(this.#split());
    for (let i = 1; i < min; i++) this.write(part);
    if (min > 0 && max !== Infinity) this.write(part);
    if (max === Infinity) {
      if (min === 0) optional();
      const start = this.#here;
      this.write(part);
      const loop = this.#split();
      this.#aimEither(loop, start, loop + 1, greedy);
    } else {
      for (let i = min; i < max; i++) {
        optional();
        this.write(part);
      }
    }
    for (const exit of exits) this.#aimEither(exit, exit + 1, this.#here, greedy);
  }

  #split(): number {
    return this.add(codes.split);
  }

  #aim(split: number, first: number, second: number): void {
    this.first[split] = first;
    this.second[split] = second;
  }

  #aimEither(split: number, on: number, out: number, greedy: boolean): void {
    if (greedy) this.#aim(split, on, out);
    else this.#aim(split, out, on);
  }
}

/** Finds the characters that a match can begin with, at once for a whole text; null: a match may be empty. */
export function beginnings({ operation, first, second, sets }: Program): RegExp | null {
  const found: CodeSet[] = [];
  const waiting = [0];
  const seen = new Set<number>();
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    if (operation[i] === codes.match) return null;
    if (operation[i] === codes.set) found.push(sets[first[i]!]!);
    else if (operation[i] === codes.split) waiting.push(first[i]!, second[i]!);
    else waiting.push(i + 1);
  }
  const hex = (code: number): string => `\\u{${code.toString(16)}}`;
  const set = union(...found);
  return new RegExp(`[${set.map((code, i) => (i % 2 === 0 ? hex(code) : `-${hex(code)}`)).join('')}]`, 'u');
}
