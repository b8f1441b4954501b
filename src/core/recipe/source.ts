/** A range of a text in UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A YAML scalar that carries no tag, resolved by the core schema of YAML 1.2. */
export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

/** A YAML sequence; `flow` means written in brackets. */
export interface ListNode extends Span {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly Node[];
}

/** A YAML mapping whose keys are names; `flow` means written in braces. */
export interface MapNode extends Span {
  readonly kind: 'map';
  readonly flow: boolean;
  /** In the order of the text. */
  readonly entries: ReadonlyMap<string, Entry>;
}

/** One name and its value. */
export interface Entry {
  readonly name: string;
  readonly key: Span;
  readonly value: Node;
}

/** A recipe's text as plain data that remembers where everything stands. */
export type Node = ScalarNode | ListNode | MapNode;

/** A text with a name, able to say where an offset lies. */
export class SourceText {
  readonly text: string;
  /** As messages show it. */
  readonly file: string;
  readonly #lineStarts: number[] = [0];

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
  }

  /** Line and column of an offset, both 1-based, the column in UTF-16 units. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#lineStarts[low]! + 1 };
  }
}

/** The plain value of a node: lists are arrays, maps are objects without a prototype. */
export function plain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  const object = Object.create(null) as Record<string, unknown>;
  for (const { name, value } of node.entries.values()) object[name] = plain(value);
  return object;
}

/** What a node is, in words for a message. */
export function describeNode(node: Node): string {
  if (node.kind !== 'scalar') return node.kind;
  if (node.value === null) return 'nothing';
  return typeof node.value === 'string' ? `the text ${shown(node.value)}` : String(node.value);
}

/** A name or value as messages quote it: short, on one line. */
export function shown(text: string): string {
  const line = JSON.stringify(text).slice(1, -1);
  return `"${line.length > 60 ? `${line.slice(0, 57)}…` : line}"`;
}
