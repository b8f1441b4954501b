import { Lexer, Parser, type CST } from 'yaml';
import type { Reporter } from './reporter.ts';

/** Levels of nesting that a recipe may have; the deepest sensible one has about ten. */
const deepest = 64;

/**
 * Lexemes that a recipe may have: a thousand operators with two parameters each. Parsing is not linear for all
 * input, so the size in bytes alone would not keep it short.
 */
const mostLexemes = 40_000;

/** The lexer's mark that the next lexeme is the text of a scalar. */
const scalarMark = '\u001f';

// eslint-disable-next-line no-control-regex -- YAML allows none of these, and the lexer uses three of them as marks
const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const refused: Readonly<Record<string, readonly [code: string, message: string]>> = {
  '&': ['yaml-anchor', 'Anchors are not allowed in a recipe: write the value out.'],
  '*': ['yaml-alias', 'Aliases are not allowed in a recipe: write the value out, or quote a text that begins with *.'],
  '!': ['yaml-tag', 'Tags are not allowed in a recipe: remove it, or quote a text that begins with !.'],
  '%': ['yaml-directive', 'Directives are not allowed in a recipe.'],
};

/**
 * First pass over the text: finds what makes YAML dangerous (anchors, aliases, tags, directives, deep nesting)
 * before anything recursive or expanding runs. Returns the syntax tokens for the second pass, null after an error.
 */
export function scanTokens(report: Reporter): CST.Token[] | null {
  const { text } = report.source;
  const before = report.errors;
  const control = controlCharacter.exec(text);
  if (control !== null) {
    const span = { start: control.index, end: control.index + 1 };
    report.error('control-character', 'A control character is not allowed in a recipe.', span);
    return null;
  }
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let inScalar = false;
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const start = parser.offset;
    if (++count > mostLexemes) {
      report.error('too-large', 'This is far more than a recipe can hold.', { start, end: start + 1 });
      return null;
    }
    const finding = inScalar ? undefined : refused[lexeme.charAt(0)];
    if (finding !== undefined) report.error(...finding, { start, end: start + lexeme.length });
    inScalar = lexeme === scalarMark;
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > deepest + 1) {
      report.error('too-deep', `The nesting is deeper than ${deepest} levels.`, { start, end: start + 1 });
    }
    if (report.errors > before && (report.full || parser.stack.length > deepest + 1)) return null;
  }
  tokens.push(...parser.end());
  return report.errors > before ? null : tokens;
}
