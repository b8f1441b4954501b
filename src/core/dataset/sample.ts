/** One line of a dataset as a sample, or as the reason why it is none. */
import { isUtf8 } from 'node:buffer';
import { isKey, JsonSyntaxError, kindOf, scanList, scanObject, stringAt } from './json-scan.ts';
import { lexicalProblem } from './lexical-path.ts';
import { lineCap, type Line } from './lines.ts';

/** What a line says. With a problem, the parts that are right are there all the same. */
export interface Sample {
  /** The id's exact text, not yet made unique; null when the line carries none. */
  readonly id: string | null;
  /** The id's token as it stands in the line (`2`, `"002"`); null when there is none. */
  readonly sourceId: string | null;
  /** Null exactly when the line has no readable text; then there is a problem. */
  readonly text: string | null;
  readonly images: readonly string[];
  /** Why the sample fails in the first stage, in words that name the place; null for a good sample. */
  readonly problem: string | null;
}

/** The members that make a sample; of a repeated key the last counts, as in `JSON.parse` and Python. */
const keys = ['id', 'text', 'images'] as const;

/**
 * Reads the sample in a line.
 *
 * `id`: a string or a number, its text kept as written; missing, empty or of another kind: none.
 * `text`: a string, the empty one too; all else is a problem.
 * `images`: a list of relative paths; missing or null: none, as in Data-Juicer; all else is a problem.
 * @param bytes of the batch that the line lies in
 * @param utf8 whether these are known to be valid UTF-8
 */
export function parseSample(bytes: Buffer, line: Line, utf8: boolean): Sample {
  if (line.start < 0) return unreadable(tooLong(line));
  const end = line.start + line.length;
  if (!utf8) {
    const invalid = invalidUtf8(bytes, line.start, end);
    if (invalid >= 0) return unreadable(`not valid UTF-8 at ${place(line, invalid - line.start)}`);
  }
  try {
    return readSample(bytes, line, end);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return unreadable(`not valid JSON: ${error.message} at ${place(line, error.at - line.start)}`);
  }
}

function readSample(bytes: Buffer, line: Line, end: number): Sample {
  ranges.fill(-1);
  scanned = bytes;
  scanObject(bytes, line.start, end, noteMember);
  const idStart = ranges[0]!;
  const textStart = ranges[2]!;
  const text = textStart >= 0 && bytes[textStart] === 0x22 ? stringAt(bytes, textStart, ranges[3]!) : null;
  const images: string[] = [];
  const textProblem = text?.isWellFormed() === true ? null : problemOfText(bytes, textStart, text);
  const imagesProblem = readImages(bytes, ranges[4]!, ranges[5]!, images);
  const problem =
    textProblem === null ? imagesProblem : imagesProblem === null ? textProblem : `${textProblem}; ${imagesProblem}`;
  return {
    id: idOf(bytes, idStart, ranges[1]!),
    sourceId: idStart < 0 ? null : bytes.toString('utf8', idStart, ranges[1]),
    text: textProblem === null ? text : null,
    images: imagesProblem === null ? images : [],
    problem: problem === null ? null : `${problem} (line ${line.number})`,
  };
}

/** Start and end of the values of {@link keys} in the line at hand; kept here, so that no line costs an allocation. */
const ranges = new Int32Array(2 * keys.length);
let scanned: Buffer = Buffer.alloc(0);

function noteMember(keyStart: number, keyEnd: number, start: number, end: number): void {
  for (let index = 0; index < keys.length; index++) {
    if (!isKey(scanned, keyStart, keyEnd, keys[index]!)) continue;
    ranges[2 * index] = start;
    ranges[2 * index + 1] = end;
    return;
  }
}

/** The id's text, null for none. Half a surrogate pair cannot be stored: such an id keeps the spelling of its line. */
function idOf(bytes: Buffer, start: number, end: number): string | null {
  if (start < 0) return null;
  const kind = kindOf(bytes[start]);
  if (kind === 'number') return bytes.toString('utf8', start, end);
  if (kind !== 'string' || end - start === 2) return null;
  const id = stringAt(bytes, start, end);
  return id.isWellFormed() ? id : bytes.toString('utf8', start + 1, end - 1);
}

function problemOfText(bytes: Buffer, start: number, text: string | null): string {
  if (start < 0) return '"text" is missing';
  if (text === null) return `"text" is ${kindNames[kindOf(bytes[start])]}, not a string`;
  return `"text" holds half a surrogate pair (${firstLoneSurrogate(text)}), which is no character`;
}

/** Adds the paths to `images` and answers what is wrong. */
function readImages(bytes: Buffer, start: number, end: number, images: string[]): string | null {
  if (start < 0) return null;
  const kind = kindOf(bytes[start]);
  if (kind === 'null') return null;
  if (kind !== 'list') return `"images" is ${kindNames[kind]}, not a list of paths`;
  return scanList(bytes, start, end, (from, to) => {
    const element = kindOf(bytes[from]);
    if (element !== 'string') return `images[${images.length}] is ${kindNames[element]}, not a path`;
    const path = stringAt(bytes, from, to);
    const reason = lexicalProblem(path);
    if (reason !== null) return `images[${images.length}] ${quoted(path)} ${reason}`;
    images.push(path);
    return null;
  });
}

const kindNames = {
  string: 'a string',
  number: 'a number',
  object: 'an object',
  list: 'a list',
  boolean: 'true or false',
  null: 'null',
} as const;

function unreadable(problem: string): Sample {
  return { id: null, sourceId: null, text: null, images: [], problem };
}

function tooLong(line: Line): string {
  return `the line has ${Math.ceil(line.length / 2 ** 20)} MB; lines up to ${lineCap / 2 ** 20} MB are read (line ${line.number}, from byte ${line.offset + 1} of the file)`;
}

/** @param at 0-based, in the line */
function place(line: Line, at: number): string {
  return `byte ${at + 1} of line ${line.number} (byte ${line.offset + at + 1} of the file)`;
}

function quoted(path: string): string {
  return JSON.stringify(path.length > 100 ? `${path.slice(0, 100)}…` : path);
}

function firstLoneSurrogate(text: string): string {
  const match = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text);
  return `\\u${match?.[0].charCodeAt(0).toString(16) ?? ''}`;
}

/** Position of the first byte that belongs to no valid UTF-8 sequence, or -1. */
function invalidUtf8(bytes: Buffer, start: number, end: number): number {
  if (isUtf8(bytes.subarray(start, end))) return -1;
  let at = start;
  while (at < end) {
    const lead = bytes[at]!;
    const size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (size > 1 && !isUtf8(bytes.subarray(at, Math.min(at + size, end)))) return at;
    at += size;
  }
  return -1;
}
