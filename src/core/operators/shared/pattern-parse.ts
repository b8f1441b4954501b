/** Parses patterns in the syntax of Python's `regex` (version 0), with DOTALL on, as Data-Juicer compiles them. */
import { classEscape, parseClass } from './pattern-class.ts';
import { anyCase, complement, range, union, type CodeSet } from './pattern-sets.ts';
import { PatternSource } from './pattern-source.ts';
import { places, type ParsedPattern, type Tree } from './pattern-tree.ts';

/** Flags that a pattern can switch: i, m, s, x. */
type Flags = ReadonlySet<string>;

const empty: Tree = { kind: 'sequence', parts: [] };

/** Parses a pattern. Throws `PatternError` with a sentence for the user. */
export function parsePattern(pattern: string): ParsedPattern {
  let flags: Flags = new Set(['s']);
  for (;;) {
    const parser = new Parser(pattern, flags);
    const parsed = parser.parse();
    // A flag like (?i) anywhere holds for the whole pattern, so that it is read again.
    if (parser.global.size === flags.size) return parsed;
    flags = parser.global;
  }
}

class Parser {
  readonly global: Set<string>;
  readonly #source: PatternSource;
  readonly #names = new Map<string, number>();
  #flags: Flags;
  #groups = 0;

  constructor(pattern: string, flags: Flags) {
    this.#source = new PatternSource(pattern);
    this.#flags = flags;
    this.global = new Set(flags);
  }

  parse(): ParsedPattern {
    const tree = this.#choice();
    if (!this.#source.ended) throw this.#source.error('a closing parenthesis has no opening one');
    return { tree, groups: this.#groups, names: this.#names };
  }

  #choice(): Tree {
    const parts = [this.#sequence()];
    while (this.#source.take('|')) parts.push(this.#sequence());
    if (parts.length === 1) return parts[0]!;
    const sets = parts.filter((part) => part.kind === 'set');
    if (sets.length === parts.length) return { kind: 'set', set: union(...sets.map(({ set }) => set)) };
    return { kind: 'choice', parts };
  }

  #sequence(): Tree {
    const parts: Tree[] = [];
    for (;;) {
      if (this.#flags.has('x')) this.#source.skipComments();
      if (this.#source.ended || this.#source.sees('|') || this.#source.sees(')')) break;
      parts.push(this.#repeated(this.#atom()));
    }
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  #repeated(atom: Tree | null): Tree {
    if (this.#flags.has('x')) this.#source.skipComments();
    const source = this.#source;
    const bounds = source.repetition();
    if (bounds === null) return atom ?? empty;
    if (atom === null) throw source.error('there is nothing to repeat');
    const [min, max] = bounds;
    const greedy = !source.take('?');
    if (greedy && source.sees('+')) throw source.unsupported('a possessive quantifier');
    if (source.repetition() !== null) throw source.error('a quantifier stands after another');
    return { kind: 'repeat', part: atom, min, max, greedy };
  }

  /** One thing that can be repeated; null for a flag or comment, which cannot. */
  #atom(): Tree | null {
    const source = this.#source;
    if (source.sees('*') || source.sees('+') || source.sees('?')) throw source.error('there is nothing to repeat');
    if (source.take('(')) return this.#group();
    if (source.take('[')) return { kind: 'set', set: parseClass(source, this.#flags.has('i')) };
    if (source.take('.')) return { kind: 'set', set: this.#flags.has('s') ? complement([]) : complement(range(0x0a)) };
    const multiline = this.#flags.has('m');
    if (source.take('^')) return { kind: 'place', place: multiline ? places.lineStart : places.textStart };
    if (source.take('$')) return { kind: 'place', place: multiline ? places.lineEnd : places.lastLineEnd };
    if (source.take('\\')) return this.#escape();
    return this.#literal(range(source.next()));
  }

  #literal(set: CodeSet): Tree {
    return { kind: 'set', set: this.#flags.has('i') ? anyCase(set) : set };
  }

  #escape(): Tree {
    const source = this.#source;
    const place = placeOf(source.peek());
    if (place !== undefined) {
      source.next();
      return { kind: 'place', place };
    }
    if (source.matches(/[1-9][0-9]?(?![0-9])/y) && !source.matches(/[0-3][0-7][0-7]/y)) {
      throw source.unsupported('a back-reference');
    }
    const refused = {
      X: 'a grapheme (\\X)',
      R: 'a line break (\\R)',
      K: '\\K',
      G: '\\G',
      m: '\\m',
      M: '\\M',
      L: 'a list (\\L)',
    };
    const what = refused[source.peek() as keyof typeof refused];
    if (what !== undefined || source.sees('g<')) throw source.unsupported(what ?? 'a back-reference');
    const escaped = classEscape(source);
    return typeof escaped === 'number'
      ? this.#literal(range(escaped))
      : { kind: 'set', set: this.#flags.has('i') ? anyCase(escaped) : escaped };
  }

  #group(): Tree | null {
    const source = this.#source;
    if (!source.take('?')) return this.#captured(null);
    if (source.take(':')) return this.#inside(this.#flags);
    if (source.take('#')) {
      if (source.takeMatch(/[^)]*\)/y) === null) throw source.error('a comment is not closed');
      return null;
    }
    for (const [start, what] of lookArounds) if (source.sees(start)) throw source.unsupported(what);
    const name = source.takeMatch(/P?<([\p{L}_][\p{L}\p{N}_]*)>/uy);
    if (name !== null) return this.#captured(name[1]!);
    const flags = source.takeMatch(/([aiLmsuxbefprw]*)(?:-([imsx]+))?([:)])/y);
    if (flags === null) throw source.error('a parenthesis is followed by an unknown sign');
    return this.#flagged(flags[1]!, flags[2] ?? '', flags[3] === ':');
  }

  #flagged(on: string, off: string, scoped: boolean): Tree | null {
    const strange = /[^imsux]/.exec(on);
    if (strange !== null) throw this.#source.unsupported(`the flag ${strange[0]}`);
    const switched = [...on].filter((flag) => flag !== 'u');
    if (scoped) return this.#inside(new Set([...this.#flags, ...switched].filter((flag) => !off.includes(flag))));
    for (const flag of switched) this.global.add(flag);
    return null;
  }

  #captured(name: string | null): Tree {
    const number = (name === null ? undefined : this.#names.get(name)) ?? ++this.#groups;
    if (name !== null) this.#names.set(name, number);
    return { kind: 'group', number, part: this.#inside(this.#flags) };
  }

  #inside(flags: Flags): Tree {
    const outer = this.#flags;
    this.#flags = flags;
    const tree = this.#choice();
    if (!this.#source.take(')')) throw this.#source.error('a parenthesis is not closed');
    this.#flags = outer;
    return tree;
  }
}

const lookArounds: readonly (readonly [string, string])[] = [
  ['=', 'look-ahead'],
  ['!', 'look-ahead'],
  ['<=', 'look-behind'],
  ['<!', 'look-behind'],
  ['>', 'an atomic group'],
  ['P=', 'a back-reference'],
  ['P>', 'recursion'],
  ['&', 'recursion'],
  ['R', 'recursion'],
  ['(', 'a condition'],
  ['|', 'a branch reset'],
  ['V1', 'version 1 of the syntax'],
];

function placeOf(letter: string): number | undefined {
  switch (letter) {
    case 'A':
      return places.textStart;
    case 'Z':
    case 'z':
      return places.textEnd;
    case 'b':
      return places.wordBoundary;
    case 'B':
      return places.noWordBoundary;
    default:
      return undefined;
  }
}
