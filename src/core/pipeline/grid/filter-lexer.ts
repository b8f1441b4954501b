/** The words of a filter's text. */
import type { FilterProblem } from '../../../protocol/grid.ts';
import { nearest } from '../../recipe/nearest.ts';
import { sentence, sentencesText, type FilterSentence } from '../../../protocol/filter-sentences.ts';
import { filterFields, filterJoiners, type FilterField } from '../../../protocol/filter-fields.ts';
import { comparisons, type Comparison, type Condition, type Span } from './filter.ts';

/** A word of a filter: a whole condition, or what stands between conditions. */
export type Token = ({ readonly kind: '(' | ')' | 'AND' | 'OR' | 'NOT'; readonly at: Span } | Condition) & {
  readonly at: Span;
};

/** Ends the reading of a filter that is not understood. */
export class FilterError extends Error {
  readonly problem: FilterProblem;

  constructor(says: readonly FilterSentence[], at: Span) {
    super(sentencesText(says));
    this.problem = problemAt(says, at);
  }
}

const blank = /\s*/y;
const identifier = /^[A-Za-z_][\w.]*$/;
const comparison = /<=|>=|!=|==?|<|>/y;
const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?=[\s()]|$)/iy;
const rest = /[^\s()]*/y;

/** A run of letters, quoted texts and wildcards without a blank between them. */
interface Run {
  readonly pieces: string[];
  /** Whether there were neither quotes nor wildcards. */
  readonly plain: boolean;
}

/** Cuts a filter's text into its words. */
export class FilterLexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @throws FilterError */
  *tokens(): Generator<Token> {
    for (this.#take(blank); this.#at < this.#text.length; this.#take(blank)) yield this.#token();
  }

  #token(): Token {
    const start = this.#at;
    const first = this.#text[start]!;
    if (first === '(' || first === ')') {
      this.#at++;
      return { kind: first, at: this.#since(start) };
    }
    if (first === '-' && /[^\s)]/.test(this.#text[start + 1] ?? ' ')) {
      this.#at++;
      return { kind: 'NOT', at: this.#since(start) };
    }
    return this.#word(start);
  }

  #word(start: number): Token {
    const { pieces, plain } = this.#run(true);
    const [name] = pieces as [string];
    if (plain && this.#text[this.#at] === ':' && identifier.test(name)) return this.#field(name, start);
    const after = this.#at;
    this.#take(blank);
    const sign = this.#take(comparison);
    if (sign !== '') return this.#comparison(plain ? name : '', sign, start);
    this.#at = after;
    const joiner = filterJoiners.find((known) => plain && known === name);
    if (joiner !== undefined) return { kind: joiner, at: this.#since(start) };
    return { kind: 'field', field: 'caption', value: pieces, at: this.#since(start) };
  }

  #field(name: string, start: number): Condition {
    const field = name.toLowerCase();
    this.#at++;
    if (!isField(field)) throw unknownField(name, this.#since(start));
    const { pieces, plain } = this.#run(false);
    const at = this.#since(start);
    if (plain && pieces[0] === '') throw new FilterError([sentence('needsValue', field)], at);
    if (pieces.length > 1 && field !== 'caption' && field !== 'id') throw new FilterError([sentence('noWildcard')], at);
    assertValue(field, pieces[0]!, at);
    return { kind: 'field', field, value: pieces, at };
  }

  #comparison(key: string, sign: string, start: number): Condition {
    if (!identifier.test(key)) {
      throw new FilterError([sentence('nameBefore', sign)], this.#since(start));
    }
    this.#take(blank);
    const from = this.#at;
    const text = this.#take(number);
    if (text === '' || !Number.isFinite(Number(text))) {
      this.#take(rest);
      throw new FilterError([sentence('numberBehind', `${key}${sign}`)], this.#since(Math.min(from, this.#at)));
    }
    const found = comparisons.find((known) => known === sign) ?? ('=' satisfies Comparison);
    return { kind: 'compare', key, comparison: found, number: Number(text), at: this.#since(start) };
  }

  /** @param named whether a colon after a name ends it */
  #run(named: boolean): Run {
    const pieces = [''];
    let plain = true;
    for (; this.#at < this.#text.length; this.#at++) {
      const letter = this.#text[this.#at]!;
      if (/[\s()<>=]/.test(letter) || this.#text.startsWith('!=', this.#at)) break;
      if (letter === ':' && named && plain && identifier.test(pieces[0]!)) break;
      if (letter === '*') pieces.push('');
      else pieces[pieces.length - 1] += letter === '"' ? this.#quoted() : letter;
      plain &&= letter !== '*' && letter !== '"';
    }
    return { pieces, plain };
  }

  /** From a quotation mark to the one that ends it, on which the lexer then stands. */
  #quoted(): string {
    const start = this.#at;
    let text = '';
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const letter = this.#text[this.#at]!;
      if (letter === '"') return text;
      const escaped = letter === '\\' && /["\\]/.test(this.#text[this.#at + 1] ?? '');
      text += escaped ? this.#text[++this.#at]! : letter;
    }
    throw new FilterError([sentence('quoteNotClosed')], this.#since(start));
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [''];
    this.#at += found.length;
    return found;
  }

  #since(start: number): Span {
    return { start, end: this.#at };
  }
}

function isField(name: string): name is FilterField {
  return Object.hasOwn(filterFields, name);
}

function assertValue(field: FilterField, value: string, at: Span): void {
  const known: readonly string[] | null = filterFields[field];
  if (field === 'cluster' && !/^\d{1,9}$/.test(value)) throw new FilterError([sentence('clusterIsNumber')], at);
  if (known === null || known.includes(value)) return;
  const all = sentence('known', known.join(', '));
  throw new FilterError([sentence('noSuch', `${field}:${value}`), ...hint(value, known), all], at);
}

function unknownField(name: string, at: Span): FilterError {
  const known = Object.keys(filterFields);
  return new FilterError([sentence('noField', name), ...hint(name, known), sentence('quoteColon')], at);
}

/** The sentence that names what was probably meant, if there is one. */
export function hint(name: string, known: Iterable<string>): FilterSentence[] {
  const near = nearest(name, known);
  return near === undefined ? [] : [sentence('didYouMean', near)];
}

/** What is wrong at a place. */
export function problemAt(says: readonly FilterSentence[], { start, end }: Span): FilterProblem {
  return { message: sentencesText(says), says, start, end };
}
