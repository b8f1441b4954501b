/** From a filter's text to its tree. NOT binds strongest, then AND (which may be left out), then OR. */
import type { FilterProblem } from '../../../protocol/grid.ts';
import { sentence } from '../../../protocol/filter-sentences.ts';
import type { Filter, Span } from './filter.ts';
import { FilterError, FilterLexer, type Token } from './filter-lexer.ts';

/** Longer filters, and deeper brackets, are nobody's. */
const longest = 10_000;
const deepest = 100;

/** A filter that was read, null for an empty text; or what is wrong with it. Never throws, whatever the text. */
export function parseFilter(
  text: string,
):
  | { readonly filter: Filter | null; readonly problem: null }
  | { readonly filter: null; readonly problem: FilterProblem } {
  try {
    if (text.length > longest) {
      throw new FilterError([sentence('tooLong', String(longest))], { start: longest, end: text.length });
    }
    return { filter: new FilterParser([...new FilterLexer(text).tokens()], text.length).whole(), problem: null };
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return { filter: null, problem: error.problem };
  }
}

class FilterParser {
  readonly #tokens: readonly Token[];
  readonly #end: Span;
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens;
    this.#end = { start: length, end: length };
  }

  whole(): Filter | null {
    if (this.#tokens.length === 0) return null;
    const filter = this.#or();
    const left = this.#tokens[this.#next];
    if (left !== undefined) throw new FilterError([sentence('closesNothing')], left.at);
    return filter;
  }

  #or(): Filter {
    const of = [this.#and()];
    while (this.#takes('OR')) of.push(this.#and());
    return of.length === 1 ? of[0]! : { kind: 'or', of };
  }

  #and(): Filter {
    const of = [this.#not()];
    while (this.#takes('AND') || this.#begins()) of.push(this.#not());
    return of.length === 1 ? of[0]! : { kind: 'and', of };
  }

  #not(): Filter {
    const token = this.#tokens[this.#next++];
    if (token === undefined) throw new FilterError([sentence('missingAtEnd')], this.#lastOrEnd());
    if (token.kind === 'field' || token.kind === 'compare') return token;
    if (++this.#depth > deepest) throw new FilterError([sentence('tooDeep')], token.at);
    const filter = token.kind === 'NOT' ? ({ kind: 'not', of: this.#not() } as const) : this.#bracket(token);
    this.#depth--;
    return filter;
  }

  #bracket(token: Token): Filter {
    if (token.kind !== '(') throw new FilterError([sentence('missingBefore', token.kind)], token.at);
    const filter = this.#or();
    if (!this.#takes(')')) throw new FilterError([sentence('notClosed')], token.at);
    return filter;
  }

  #begins(): boolean {
    const kind = this.#tokens[this.#next]?.kind;
    return kind !== undefined && kind !== 'OR' && kind !== ')';
  }

  #takes(kind: 'AND' | 'OR' | ')'): boolean {
    if (this.#tokens[this.#next]?.kind !== kind) return false;
    this.#next++;
    return true;
  }

  #lastOrEnd(): Span {
    return this.#tokens.at(-1)?.at ?? this.#end;
  }
}
