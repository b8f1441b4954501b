/** The steps of ftfy 6.3.1 in its order, without the one that repairs mojibake. Each is pure and takes one line. */
import { windows1252 } from './single-byte.ts';

/** Ligatures and digraphs of Latin letters that compatibility normalization takes apart as ftfy does; `ŉ` and `ﬅ` differ. */
const ligatures = /[ĲĳŉǱ-ǳǄ-ǌﬀ-ﬆ]/g;
const ownLigatures: Readonly<Record<string, string>> = { ŉ: 'ʼn', ﬅ: 'ſt' };

function splitLigature(ligature: string): string {
  return ownLigatures[ligature] ?? ligature.normalize('NFKC').normalize('NFC');
}

/** C1 controls as the Windows-1252 characters that they were meant to be. */
function fixControls(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (control) => windows1252(control.charCodeAt(0)));
}

/** Full-width and half-width forms, and the ideographic space, at their usual width. */
function fixWidth(text: string): string {
  return text.replace(/[\u3000\uff01-\uffef]/g, (form) => form.normalize('NFKC'));
}

function straightenQuotes(text: string): string {
  return text.replace(/[\u201c-\u201f]/g, '"').replace(/[\u02bc\u2018-\u201b]/g, "'");
}

function fixLineBreaks(text: string): string {
  return text.replace(/\r\n|[\r\u2028\u2029\x85]/g, '\n');
}

function removeTerminalEscapes(text: string): string {
  // eslint-disable-next-line no-control-regex -- terminal escapes begin with a control
  return text.replace(/\x1b\[[\p{Nd};]*[a-zA-Z]/gu, '');
}

function removeControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is removed
  return text.replace(/[\0-\x08\v\x0e-\x1f\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]/g, '');
}

/** All steps but HTML entities and the closing normalization. */
export function fixCharacters(text: string): string {
  const split = fixControls(text).replace(ligatures, splitLigature);
  return removeControls(removeTerminalEscapes(fixLineBreaks(straightenQuotes(fixWidth(split))).toWellFormed()));
}
