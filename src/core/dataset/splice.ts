/** Puts new values into an original line, and leaves every other byte of it as it was. */
import { isAscii } from 'node:buffer';
import type { Json } from '../../protocol/records.ts';
import { scanObject, stringAt } from './json-scan.ts';

const nonAscii = /[\u0080-\uffff]/;

interface Member {
  readonly start: number;
  readonly end: number;
}

/** Where a line's members lie and how it is written. */
interface Outline {
  /** By key; of a repeated key the last, which is the one that counts. */
  readonly members: ReadonlyMap<string, Member>;
  /** Behind the last member, or behind `{`. */
  readonly end: number;
  /** What stands between members and between key and value, as the line has it first. */
  readonly comma: string;
  readonly colon: string;
}

/**
 * The line with some top-level members set: present ones have their value replaced in place, the others are added at
 * the end in the given order. A value that equals the present one leaves its bytes alone, so without a change the very
 * same bytes come back. New strings are escaped as the line is: all non-ASCII where it is ASCII with `\u` escapes.
 * @param line one JSON object, as its file holds it
 * @throws JsonSyntaxError when the line is no JSON object
 */
export function splice(line: Buffer, values: Readonly<Record<string, Json>>): Buffer {
  const outline = outlineOf(line);
  const edits: { start: number; end: number; bytes: string }[] = [];
  let added = '';
  for (const [key, value] of Object.entries(values)) {
    const member = outline.members.get(key);
    if (member === undefined) {
      const comma = outline.members.size === 0 && added === '' ? '' : outline.comma;
      added += `${comma}${encoded(line, key)}${outline.colon}${encoded(line, value)}`;
    } else if (!holds(line, member, value)) edits.push({ ...member, bytes: encoded(line, value) });
  }
  if (added !== '') edits.push({ start: outline.end, end: outline.end, bytes: added });
  return edits.length === 0 ? line : applied(line, edits);
}

function outlineOf(line: Buffer): Outline {
  const members = new Map<string, Member>();
  let end = line.indexOf('{') + 1;
  let comma = undefined as string | undefined;
  let colon = undefined as string | undefined;
  scanObject(line, 0, line.length, (keyStart, keyEnd, start, valueEnd) => {
    if (members.size > 0) comma ??= line.toString('latin1', end, keyStart);
    colon ??= line.toString('latin1', keyEnd, start);
    members.set(stringAt(line, keyStart, keyEnd), { start, end: valueEnd });
    end = valueEnd;
  });
  colon ??= ': ';
  return { members, end, comma: comma ?? (colon.endsWith(':') ? ',' : ', '), colon };
}

function holds(line: Buffer, member: Member, value: Json): boolean {
  if (typeof value === 'string' && line[member.start] === 0x22)
    return stringAt(line, member.start, member.end) === value;
  return line.toString('utf8', member.start, member.end) === JSON.stringify(value);
}

function applied(line: Buffer, edits: { start: number; end: number; bytes: string }[]): Buffer {
  edits.sort((a, b) => a.start - b.start);
  const parts: Buffer[] = [];
  let from = 0;
  for (const { start, end, bytes } of edits) {
    parts.push(line.subarray(from, start), Buffer.from(bytes));
    from = end;
  }
  parts.push(line.subarray(from));
  return Buffer.concat(parts);
}

/** A value as JSON; without non-ASCII where the line has none and escapes it. */
function encoded(line: Buffer, value: Json): string {
  const json = JSON.stringify(value);
  if (!nonAscii.test(json) || !isAscii(line) || !/\\u(?!00[0-7])/i.test(line.toString('latin1'))) return json;
  return json.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
