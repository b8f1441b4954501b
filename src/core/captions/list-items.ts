import { followingMarkers, introducedMarker, type PlacedMarker } from './inline-items.ts';
import { readBullet, readNumber, type Marker } from './marker.ts';

/** A line of a reply, taken apart. */
interface Line {
  readonly indented: boolean;
  /** A heading of markdown. */
  readonly headed: boolean;
  readonly marker: Marker | null;
  /** What stands behind the marker. */
  readonly body: string;
}

interface Item {
  text: string;
  /** A label waits for its sentence on the next lines; a bold text may be one, and is when what follows is indented. */
  kind: 'sentence' | 'label' | 'bold';
  readonly bulleted: boolean;
}

/** More items of one line are not looked for. */
const mostInLine = 1000;

/**
 * The items of the numbered and bulleted lists in a text, in order, several on a line where they are written so.
 * Introductions, closing words and other text outside of lists are left out; a label (`1. **Objects:**`) gives way to
 * what it announces.
 * @param longest in UTF-16 units; longer items are left out
 */
export function listItems(text: string, longest: number): readonly string[] {
  const lines = text.split('\n').map(readLine);
  const next = nextNumbers(lines);
  const reader = new ItemReader();
  lines.forEach((line, index) => {
    if (!/[\p{L}\p{N}]/u.test(line.body) && line.marker === null) reader.blank();
    else if (line.marker === null) reader.unmarked(line);
    else reader.marked(line, line.marker, next[index]!);
  });
  return reader.items().filter((item) => item.length <= longest);
}

class ItemReader {
  readonly #items: Item[] = [];
  /** The item that the next line may belong to. */
  #open: Item | null = null;
  #blank = false;

  blank(): void {
    this.#blank = true;
  }

  marked(line: Line, marker: Marker, next: number | null): void {
    const bulleted = marker.value === null;
    if (this.#open?.kind === 'bold' || this.#open?.kind === 'label') {
      if (bulleted && !this.#open.bulleted) this.#items.pop();
    }
    const texts = bulleted ? bullets(line.body, marker) : cut(line.body, following(line.body, marker, next));
    for (const text of texts) this.#add(text.trim(), line.headed, bulleted);
  }

  unmarked({ body, indented, headed }: Line): void {
    const open = this.#open;
    const blank = this.#blank;
    this.#blank = false;
    if (open?.kind === 'label' || (open?.kind === 'bold' && indented)) {
      open.text = body;
      open.kind = 'sentence';
    } else if (open !== null && !blank && !headed && goesOn(open.text, body, indented)) {
      open.text += ` ${body}`;
    } else {
      this.#open = null;
      const first = introducedMarker(body);
      if (first === null) return;
      const texts = cut(body, [first, ...followingMarkers(body, first, mostInLine)]).slice(1);
      for (const text of texts) this.#add(text, false, false);
    }
  }

  items(): readonly string[] {
    return this.#items.filter(({ text }) => !announces(text)).map(({ text }) => text);
  }

  #add(text: string, headed: boolean, bulleted: boolean): void {
    const label = text === '' || headed || announces(text);
    const kind = label ? 'label' : /^\*\*[^*]+\*\*$/.test(text) ? 'bold' : 'sentence';
    this.#open = { text, kind, bulleted };
    this.#blank = false;
    this.#items.push(this.#open);
  }
}

function announces(text: string): boolean {
  return /[:：]\**$/.test(text.slice(-4));
}

/** Whether a sentence that a line broke goes on in the next: a new one would begin with a capital. */
function goesOn(sentence: string, line: string, indented: boolean): boolean {
  return !/[.!?。！？…]["”’*)）」』]*$/.test(sentence.slice(-8)) && (indented || /^\p{Ll}/u.test(line));
}

function readLine(line: string): Line {
  const [quote] = /^(?:\s*>)*/.exec(line)!;
  const text = line.slice(quote.length).replace(/^\s*(?:```|~~~).*$/, '');
  const indented = /^\s{2}/.test(text);
  const [hashes] = /^\s*#{1,6}\s+|^\s*/.exec(text)!;
  const rest = text.slice(hashes.length).trimEnd();
  const headed = hashes.includes('#');
  const outer = readBullet(rest, 0);
  const inner = readNumber(rest, outer?.length ?? 0);
  const marker = inner ?? outer;
  const start = (outer?.length ?? 0) + (inner?.length ?? 0);
  const second = outer === null && inner !== null ? readBullet(rest, start) : null;
  return { indented, headed, marker, body: rest.slice(start + (second?.length ?? 0)) };
}

/** For each line the number of the next numbered line; null behind the last. */
function nextNumbers(lines: readonly Line[]): readonly (number | null)[] {
  const numbers = new Array<number | null>(lines.length).fill(null);
  for (let index = lines.length - 2; index >= 0; index--) {
    numbers[index] = lines[index + 1]!.marker?.value ?? numbers[index + 1]!;
  }
  return numbers;
}

/** Markers inside an item's text whose own marker is already cut off; none where the next line goes on counting. */
function following(body: string, marker: Marker, next: number | null): readonly PlacedMarker[] {
  if (next === marker.value! + 1) return [];
  return followingMarkers(body, { at: 0, marker: { ...marker, length: 0 } }, mostInLine);
}

/** Bullets that are nothing else may stand several on a line. */
function bullets(body: string, { style }: Marker): readonly string[] {
  return '•●▪■‣'.includes(style) ? body.split(style) : [body];
}

/** The texts before, between and behind markers. */
function cut(line: string, markers: readonly PlacedMarker[]): readonly string[] {
  const ends = [...markers.map(({ at }) => at), line.length];
  const starts = [0, ...markers.map(({ at, marker }) => at + marker.length)];
  return starts.map((start, index) => line.slice(start, ends[index]));
}
