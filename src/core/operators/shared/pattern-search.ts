/**
 * Finds all matches in time linear in the text: a first pass from the end notes what can match where, a second from the
 * start takes the first alternative that can (Perl's and Python's leftmost-first rule).
 */
import type { Alphabet } from './pattern-alphabet.ts';
import type { Automaton, Move, State } from './pattern-automaton.ts';
import { codes, type Program } from './pattern-program.ts';
import { nextIndex } from './text.ts';

/** Units of text whose states are in memory at once; before that only the states between blocks are. */
const blockLength = 4096;

/** A search of one text. */
export class Search {
  readonly #program: Program;
  readonly #alphabet: Alphabet;
  readonly #automaton: Automaton;
  readonly #text: string;
  /** Where blocks begin, and the end; never between the halves of a character. */
  readonly #bounds: readonly number[];
  /** The state at each bound. */
  readonly #states: State[] = [];
  /** By block, whether a match can begin in it. */
  readonly #live: boolean[] = [];
  /** The states within the present block; undefined between the halves of a character. */
  readonly #trace: (State | undefined)[] = [];
  #block = -1;
  #visited: Int32Array | undefined;
  #visit = 0;

  constructor(program: Program, alphabet: Alphabet, automaton: Automaton, text: string) {
    this.#program = program;
    this.#alphabet = alphabet;
    this.#automaton = automaton;
    this.#text = text;
    this.#bounds = boundsOf(text);
    this.#states[this.#bounds.length - 1] = automaton.atEnd(this.#placesAt(text.length));
    for (let block = this.#bounds.length - 2; block >= 0; block--) this.#states[block] = this.#load(block);
  }

  /** Whether anything matches. */
  get found(): boolean {
    return this.#live.includes(true);
  }

  /** All matches from the left, as slots: starts and ends of the match and its groups, -1 for a group without match. */
  *matches(): Generator<Int32Array> {
    let emptyAt = -1;
    for (let at = this.#nextStart(0); at >= 0;) {
      const slots = this.#matchAt(at, at === emptyAt);
      if (slots === null) {
        at = this.#nextStart(at + 1);
        continue;
      }
      yield slots;
      // A match that reads nothing is not found twice at one place.
      if (slots[1] === at) emptyAt = at;
      at = this.#nextStart(slots[1]!);
    }
  }

  /** Computes the states of a block from its end; gives that of its start. */
  #load(block: number): State {
    this.#block = block;
    const start = this.#bounds[block]!;
    const end = this.#bounds[block + 1]!;
    const text = this.#text;
    const asks = this.#program.places !== 0;
    let state = this.#states[block + 1]!;
    this.#trace[end - start] = state;
    let live = state.has(0);
    let from = end > start ? previousIndex(text, end) : start;
    let letter = end > start ? this.#letterAt(from) : -1;
    for (let at = end; at > start;) {
      const previous = from > 0 ? previousIndex(text, from) : -1;
      const before = from > start || (asks && from > 0) ? this.#letterAt(previous) : -1;
      const places = asks ? this.#alphabet.placesAt(before, letter, from === text.length - 1) : 0;
      state = this.#automaton.before(state, letter, places);
      if (at - from === 2) this.#trace[from + 1 - start] = undefined;
      this.#trace[from - start] = state;
      live ||= state.has(0);
      at = from;
      from = previous;
      letter = before;
    }
    this.#live[block] = live;
    return state;
  }

  /** The state at a position, which is not before the present block. */
  #stateAt(at: number): State | undefined {
    while (at > this.#bounds[this.#block + 1]!) this.#load(this.#block + 1);
    return this.#trace[at - this.#bounds[this.#block]!];
  }

  /** The first position from `at` on where a match begins; -1: none. */
  #nextStart(at: number): number {
    let block = Math.max(0, Math.min(this.#bounds.length - 2, Math.floor(at / (blockLength + 1))));
    while (this.#bounds[block + 1]! < at && block < this.#bounds.length - 2) block++;
    for (; block < this.#bounds.length - 1; block++) {
      if (this.#live[block] !== true) continue;
      if (block !== this.#block) this.#load(block);
      const start = this.#bounds[block]!;
      for (let i = Math.max(at, start); i <= this.#bounds[block + 1]!; i++)
        if (this.#trace[i - start]?.has(0)) return i;
    }
    return -1;
  }

  /** The match that begins at a position; null: only one that reads nothing would, and it must not. */
  #matchAt(start: number, mustRead: boolean): Int32Array | null {
    const slots = new Int32Array(this.#program.slots).fill(-1);
    let instruction = 0;
    let at = start;
    for (;;) {
      instruction = this.#follow(instruction, at, mustRead && at === start, slots);
      if (instruction < 0) return null;
      if (this.#program.operation[instruction] === codes.match) {
        slots[0] = start;
        slots[1] = at;
        return slots;
      }
      at = nextIndex(this.#text, at);
      instruction++;
    }
  }

  /** Goes on from an instruction without reading, noting the slots that are saved on the way. */
  #follow(from: number, at: number, mustRead: boolean, slots: Int32Array): number {
    const next = at < this.#text.length ? nextIndex(this.#text, at) : -1;
    const after = next < 0 ? undefined : this.#stateAt(next);
    const letter = next < 0 ? -1 : this.#letterAt(at);
    const places = this.#program.places === 0 ? 0 : this.#placesAt(at) & this.#program.places;
    const key = ((letter * 128 + places) * 2 + Number(mustRead)) * this.#program.operation.length + from;
    let move = after?.known?.moves.get(key);
    if (move === undefined) {
      move = this.#search(from, this.#stateAt(at)!, after, letter, places, mustRead);
      after?.known?.moves.set(key, move);
    }
    for (const slot of move.saved) slots[slot] = at;
    return move.instruction;
  }

  /** Searches instructions that read nothing, best alternative first, for one that reads and can go on, or the match. */
  #search(
    from: number,
    state: State,
    after: State | undefined,
    letter: number,
    places: number,
    mustRead: boolean,
  ): Move {
    const { operation, first, second } = this.#program;
    const { stepOf } = this.#automaton;
    const { members } = this.#alphabet;
    const visited = (this.#visited ??= new Int32Array(operation.length));
    const visit = ++this.#visit;
    const waiting = [from];
    const depths = [0];
    const saved: number[] = [];
    while (waiting.length > 0) {
      let i = waiting.pop()!;
      saved.length = depths.pop()!;
      while (visited[i] !== visit && state.has(stepOf[i]!)) {
        visited[i] = visit;
        const code = operation[i];
        if (code === codes.match && !mustRead) return { instruction: i, saved: [...new Set(saved)] };
        if (code === codes.set && after?.has(stepOf[i + 1]!) && members[first[i]!]![letter] === 1) {
          return { instruction: i, saved: [...new Set(saved)] };
        }
        if (code === codes.split) {
          waiting.push(second[i]!);
          depths.push(saved.length);
          i = first[i]!;
        } else if (code === codes.save) saved.push(first[i++]!);
        else if (code === codes.place && (places & first[i]!) !== 0) i++;
        else break;
      }
    }
    return { instruction: -1, saved: [] };
  }

  #letterAt(at: number): number {
    return this.#alphabet.letterOf(this.#text.codePointAt(at)!);
  }

  #placesAt(at: number): number {
    const before = at > 0 ? this.#letterAt(previousIndex(this.#text, at)) : -1;
    const after = at < this.#text.length ? this.#letterAt(at) : -1;
    return this.#alphabet.placesAt(before, after, at === this.#text.length - 1);
  }
}

/** The index of the character that ends at `index`. */
function previousIndex(text: string, index: number): number {
  if ((text.charCodeAt(index - 1) & 0xfc00) !== 0xdc00) return index - 1;
  return index >= 2 && nextIndex(text, index - 2) === index ? index - 2 : index - 1;
}

function boundsOf(text: string): number[] {
  const bounds = [0];
  while (bounds.at(-1)! < text.length) {
    const end = Math.min(bounds.at(-1)! + blockLength, text.length);
    bounds.push(end < text.length && previousIndex(text, end + 1) === end - 1 ? end + 1 : end);
  }
  return bounds.length === 1 ? [0, 0] : bounds;
}
