/**
 * Patterns of users: the syntax of Python's `regex` with DOTALL on, `\w \s \d \b` over Unicode, in linear time.
 * An engine of our own: RE2 and its ports have neither a Unicode `\b` nor Python's `$`, and finding all matches takes
 * them quadratic time.
 */
import type { Pattern } from '../operator.ts';
import { Alphabet } from './pattern-alphabet.ts';
import { Automaton } from './pattern-automaton.ts';
import { parsePattern } from './pattern-parse.ts';
import { beginnings, compileProgram } from './pattern-program.ts';
import { Search } from './pattern-search.ts';
import { fill, parseTemplate, type Template } from './pattern-template.ts';

/**
 * Compiles a pattern. Throws `PatternError` with a sentence for the user: bad syntax, or what linear time rules out
 * (look-around, back-references, atomic groups, possessive quantifiers, fuzzy matching, recursion).
 */
export function compile(pattern: string): Pattern {
  const parsed = parsePattern(pattern);
  const program = compileProgram(parsed);
  const alphabet = new Alphabet(program);
  const automaton = new Automaton(program, alphabet);
  const templates = new Map<string, Template>();
  const begins = beginnings(program);
  const search = (text: string): Search | null => {
    if (begins?.test(text) === false) return null;
    const found = new Search(program, alphabet, automaton, text);
    return found.found ? found : null;
  };

  return {
    test: (text) => search(text) !== null,
    count(text) {
      let matches = 0;
      for (const _ of search(text)?.matches() ?? []) matches++;
      return matches;
    },
    replace(text, replacement) {
      let template = templates.get(replacement);
      if (template === undefined) templates.set(replacement, (template = parseTemplate(replacement, parsed)));
      const found = search(text);
      if (found === null) return text;
      const parts: string[] = [];
      let end = 0;
      for (const slots of found.matches()) {
        parts.push(text.slice(end, slots[0]), fill(template, text, slots));
        end = slots[1]!;
      }
      return parts.join('') + text.slice(end);
    },
  };
}
