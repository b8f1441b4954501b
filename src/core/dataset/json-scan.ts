/**
 * A strict scanner over one JSON text in UTF-8 bytes. It says where values lie instead of building them: numbers keep
 * their digits, a key such as `__proto__` is only bytes, a syntax error has a place. It accepts what `JSON.parse` does,
 * up to a depth. That bytes are valid UTF-8 is the caller's to check.
 */

/** Objects and lists nested deeper than this are refused. */
export const depthCap = 512;

/** Where and why bytes are no JSON. */
export class JsonSyntaxError extends Error {
  /** Offset in the scanned bytes. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.name = 'JsonSyntaxError';
    this.at = at;
  }
}

/** Called with the range of a key (its quotes included) and of its value. */
export type MemberVisitor = (keyStart: number, keyEnd: number, start: number, end: number) => void;

/**
 * Visits the members of the one object that `bytes[start, end)` holds, in order, repeated keys included.
 * @throws JsonSyntaxError when it is anything else than one JSON object
 */
export function scanObject(bytes: Uint8Array, start: number, end: number, visit: MemberVisitor): void {
  const scan = new Scanner(bytes, start, end);
  scan.space();
  if (bytes[scan.at] !== 0x7b || scan.at >= end) throw scan.error('expected an object: "{"');
  scan.object(1, visit);
  scan.space();
  if (scan.at < end) throw scan.error('nothing may follow the object');
}

/** Visits the elements of a list whose syntax is known to be right, until the visitor has an answer: that, else null. */
export function scanList<T>(
  bytes: Uint8Array,
  start: number,
  end: number,
  visit: (start: number, end: number) => T | null,
): T | null {
  const scan = new Scanner(bytes, start + 1, end);
  scan.space();
  while (bytes[scan.at] !== 0x5d) {
    const from = scan.at;
    scan.value(1);
    const answer = visit(from, scan.at);
    if (answer !== null) return answer;
    scan.space();
    if (bytes[scan.at] === 0x2c) scan.at++;
    scan.space();
  }
  return null;
}

/** What kind of value starts with this byte. */
export function kindOf(byte: number | undefined): 'string' | 'number' | 'object' | 'list' | 'boolean' | 'null' {
  if (byte === 0x22) return 'string';
  if (byte === 0x7b) return 'object';
  if (byte === 0x5b) return 'list';
  if (byte === 0x6e) return 'null';
  return byte === 0x74 || byte === 0x66 ? 'boolean' : 'number';
}

/** The string that a token stands for; the range includes the quotes. */
export function stringAt(bytes: Buffer, start: number, end: number): string {
  if (hasEscape(bytes, start, end)) return JSON.parse(bytes.toString('utf8', start, end)) as string;
  return bytes.toString('utf8', start + 1, end - 1);
}

/** Whether a key's token, quotes included, stands for this ASCII key; escapes may make it longer. */
export function isKey(bytes: Buffer, start: number, end: number, key: string): boolean {
  const size = end - start - 2;
  if (size !== key.length)
    return size > key.length && hasEscape(bytes, start, end) && stringAt(bytes, start, end) === key;
  for (let index = 0; index < size; index++) {
    if (bytes[start + 1 + index] !== key.charCodeAt(index)) return false;
  }
  return true;
}

function hasEscape(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] === 0x5c) return true;
  }
  return false;
}

class Scanner {
  at: number;
  readonly #bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.at = start;
    this.#end = end;
  }

  error(expectation: string): JsonSyntaxError {
    if (this.at >= this.#end) return new JsonSyntaxError('the line ends too early', this.#end);
    return new JsonSyntaxError(this.#bytes[this.at] === 0 ? 'a NUL byte' : expectation, this.at);
  }

  space(): void {
    while (this.at < this.#end) {
      const byte = this.#bytes[this.at];
      if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return;
      this.at++;
    }
  }

  /** At `{`; `depth` counts the object itself. */
  object(depth: number, visit?: MemberVisitor): void {
    this.at++;
    this.space();
    if (this.#is(0x7d)) return;
    for (;;) {
      const keyStart = this.at;
      if (this.#peek() !== 0x22) throw this.error('expected a key in double quotes');
      this.#string();
      const keyEnd = this.at;
      this.space();
      if (!this.#is(0x3a)) throw this.error('expected ":" after a key');
      this.space();
      const start = this.at;
      this.value(depth);
      visit?.(keyStart, keyEnd, start, this.at);
      this.space();
      if (this.#is(0x7d)) return;
      if (!this.#is(0x2c)) throw this.error('expected "," or "}" after a value');
      this.space();
    }
  }

  /** Any value; `depth` is that of what holds it. */
  value(depth: number): void {
    const byte = this.#peek();
    if (byte === 0x22) this.#string();
    else if (byte === 0x7b || byte === 0x5b) {
      if (depth >= depthCap) throw new JsonSyntaxError(`nested deeper than ${depthCap}`, this.at);
      if (byte === 0x7b) this.object(depth + 1);
      else this.#list(depth + 1);
    } else if (byte === 0x74) this.#word('true');
    else if (byte === 0x66) this.#word('false');
    else if (byte === 0x6e) this.#word('null');
    else if (byte === 0x2d || isDigit(byte)) this.#number();
    else throw this.error('expected a value');
  }

  #list(depth: number): void {
    this.at++;
    this.space();
    if (this.#is(0x5d)) return;
    for (;;) {
      this.value(depth);
      this.space();
      if (this.#is(0x5d)) return;
      if (!this.#is(0x2c)) throw this.error('expected "," or "]" after a value');
      this.space();
    }
  }

  #string(): void {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.at + 1;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === 0x22) {
        this.at = at + 1;
        return;
      }
      if (byte === 0x5c) at = this.#escape(at);
      else if (byte < 0x20) {
        this.at = at;
        throw this.error('a control character in a string, unescaped');
      }
    }
    throw new JsonSyntaxError('the line ends inside a string', end);
  }

  /** From a backslash to the escape's last byte. */
  #escape(at: number): number {
    this.at = at + 1;
    const byte = this.#peek();
    if (byte === 0x75) {
      for (let digit = 1; digit <= 4; digit++) {
        this.at = at + 1 + digit;
        if (!isHex(this.#peek())) throw this.error('expected four hexadecimal digits after "\\u"');
      }
      return at + 5;
    }
    if (!'"\\/bfnrt'.includes(String.fromCharCode(byte))) throw this.error('an escape that JSON does not know');
    return at + 1;
  }

  #number(): void {
    this.#is(0x2d);
    if (!this.#is(0x30)) this.#digits();
    if (this.#is(0x2e)) this.#digits();
    if (this.#is(0x65) || this.#is(0x45)) {
      if (!this.#is(0x2b)) this.#is(0x2d);
      this.#digits();
    }
  }

  #digits(): void {
    if (!isDigit(this.#peek())) throw this.error('expected a digit');
    while (isDigit(this.#peek())) this.at++;
  }

  #word(word: string): void {
    for (let index = 0; index < word.length; index++) {
      if (!this.#is(word.charCodeAt(index))) throw this.error('expected a value');
    }
  }

  /** The byte ahead; 0, which is no JSON, at the end. */
  #peek(): number {
    return this.at < this.#end ? this.#bytes[this.at]! : 0;
  }

  /** Steps over this byte if it is ahead. */
  #is(byte: number): boolean {
    if (this.#peek() !== byte) return false;
    this.at++;
    return true;
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isHex(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}
