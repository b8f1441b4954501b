/**
 * A deterministic automaton that reads a text backwards, built as it runs. Its state at a position is the set of all
 * instructions from which the rest of the text can be matched; a forward search that stays within these states never
 * fails and never goes back.
 */
import type { Alphabet } from './pattern-alphabet.ts';
import { codes, type Program } from './pattern-program.ts';

/** Where a forward search goes on without reading: an instruction that reads or the match (-1: none), and the slots it saves. */
export interface Move {
  readonly instruction: number;
  readonly saved: readonly number[];
}

/** What can still match at a position. */
export class State {
  /** A bit per step of the automaton. */
  readonly bits: Uint32Array;
  /** The states before this one and the moves into it, by what stands between; null: this state will not come again. */
  readonly known: { readonly before: (State | undefined)[]; readonly moves: Map<number, Move> } | null;

  /** @param ways how many states can be before this one; 0: it will not come again */
  constructor(bits: Uint32Array, ways: number) {
    this.bits = bits;
    this.known = ways > 0 ? { before: new Array<State | undefined>(ways), moves: new Map() } : null;
  }

  has(step: number): boolean {
    return ((this.bits[step >> 5]! >>> (step & 31)) & 1) === 1;
  }
}

/** How many states are kept; a pattern that has more will meet few of them twice. */
const lasting = 10_000;

/** The backward automaton of a program. Its steps are the instructions that save nothing, in order. */
export class Automaton {
  /** By instruction, its step; of one that saves, the next one's. */
  readonly stepOf: Int32Array;
  /** By all bits of places, a number for those that the program asks for; and how many numbers there are. */
  readonly #asked: Uint8Array;
  readonly #askable: number;
  readonly #ways: number;
  readonly #words: number;
  /** By letter, the steps that read it. */
  readonly #readers: readonly Uint32Array[];
  /** Steps that others lead to without reading, these others, and the places where they do (0: anywhere). */
  readonly #reached: Uint32Array;
  readonly #sources: readonly (readonly number[])[];
  readonly #conditions: Int32Array;
  readonly #match: number;
  readonly #ends: (State | undefined)[] = [];
  readonly #states = new Map<string, State>();
  /** How many states in a row were not known. */
  #misses = 0;

  constructor(program: Program, alphabet: Alphabet) {
    const { operation, first, second } = program;
    this.stepOf = new Int32Array(operation.length);
    let steps = 0;
    for (let i = 0; i < operation.length; i++) this.stepOf[i] = operation[i] === codes.save ? steps : steps++;
    this.#match = steps - 1;
    const asked = new Set<number>();
    for (let places = 0; places < 128; places++) asked.add(places & program.places);
    this.#asked = Uint8Array.from({ length: 128 }, (_, places) => [...asked].indexOf(places & program.places));
    this.#askable = asked.size;
    this.#ways = alphabet.size * asked.size;
    this.#words = (steps >> 5) + 1;
    this.#readers = Array.from({ length: alphabet.size }, () => new Uint32Array(this.#words));
    this.#reached = new Uint32Array(this.#words);
    this.#conditions = new Int32Array(steps);
    const sources = Array.from({ length: steps }, (): number[] => []);
    const lead = (from: number, to: number): void => {
      sources[to]!.push(from);
      add(this.#reached, to);
    };
    operation.forEach((code, i) => {
      const step = this.stepOf[i]!;
      if (code === codes.set) {
        this.#readers.forEach((reading, letter) => alphabet.members[first[i]!]![letter] === 1 && add(reading, step));
      } else if (code === codes.split) {
        lead(step, this.stepOf[first[i]!]!);
        lead(step, this.stepOf[second[i]!]!);
      } else if (code === codes.place) {
        lead(step, step + 1);
        this.#conditions[step] = first[i]!;
      }
    });
    this.#sources = sources;
  }

  /** The state at the end of a text. */
  atEnd(places: number): State {
    return (this.#ends[this.#asked[places]!] ??= this.#close(new Uint32Array(this.#words), places));
  }

  /** The state before a letter, given the one after it and the places that the position before it is. */
  before(state: State, letter: number, places: number): State {
    const way = letter * this.#askable + this.#asked[places]!;
    const known = state.known?.before[way];
    return known ?? this.#step(state, letter, places, way);
  }

  #step(state: State, letter: number, places: number, way: number): State {
    const { bits } = state;
    const readers = this.#readers[letter]!;
    const reading = new Uint32Array(this.#words);
    for (let w = 0; w < reading.length; w++) reading[w] = ((bits[w]! >>> 1) | (bits[w + 1]! << 31)) & readers[w]!;
    const before = this.#close(reading, places);
    if (state.known !== null) state.known.before[way] = before;
    return before;
  }

  /** The state of these steps, the match, and all that lead to them. */
  #close(bits: Uint32Array, places: number): State {
    add(bits, this.#match);
    const waiting: number[] = [];
    for (let w = 0; w < bits.length; w++) {
      for (let rest = bits[w]! & this.#reached[w]!; rest !== 0; rest &= rest - 1)
        waiting.push(w * 32 + 31 - Math.clz32(rest & -rest));
    }
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      for (const source of this.#sources[step]!) {
        if (((bits[source >> 5]! >>> (source & 31)) & 1) === 1) continue;
        const condition = this.#conditions[source]!;
        if (condition !== 0 && (condition & places) === 0) continue;
        add(bits, source);
        waiting.push(source);
      }
    }
    return this.#intern(bits);
  }

  #intern(bits: Uint32Array): State {
    const full = this.#states.size >= lasting;
    // Among states that are new again and again, looking for a known one is only worth a try now and then.
    if (full && this.#misses > 64 && this.#misses++ % 64 !== 0) return new State(bits, 0);
    const key = String.fromCharCode(...new Uint16Array(bits.buffer));
    const known = this.#states.get(key);
    this.#misses = known === undefined ? this.#misses + 1 : 0;
    if (known !== undefined) return known;
    const state = new State(bits, full ? 0 : this.#ways);
    if (!full) this.#states.set(key, state);
    return state;
  }
}

function add(bits: Uint32Array, step: number): void {
  bits[step >> 5]! |= 1 << (step & 31);
}
