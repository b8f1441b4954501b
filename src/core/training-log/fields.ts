/** A dict as trainers print it: one level of Python's or JSON's text. */

/** A value of a printed dict. */
export type Field = number | string | boolean | null;

const entry =
  /\s*(['"])((?:\\.|(?!\1)[^\\])*)\1\s*:\s*(?:(['"])((?:\\.|(?!\3)[^\\])*)\3|(\[[^\]]*\]|[\w.]+\([^()]*\)|[^,'"\s[\]()]+))\s*(,|$)/y;

const words: Readonly<Record<string, Field>> = {
  ...{ nan: NaN, NaN, inf: Infinity, '-inf': -Infinity, Infinity, '-Infinity': -Infinity },
  ...{ None: null, null: null, True: true, true: true, False: false, false: false },
};

/** The entries between the braces of a dict; null where the text is none, or is torn. Lists are left out. */
export function readFields(inner: string): Map<string, Field> | null {
  const fields = new Map<string, Field>();
  entry.lastIndex = 0;
  while (entry.lastIndex < inner.length) {
    const match = entry.exec(inner);
    if (match === null) return null;
    const [, , name, quote, quoted, bare, comma] = match;
    const value = quote === undefined ? bareValue(bare!) : quotedValue(quoted!);
    if (value === undefined) return null;
    if (value !== 'list') fields.set(name!, value);
    // After a last comma a dict may end.
    if (comma === '' || inner.slice(entry.lastIndex).trim() === '') return fields;
  }
  return null;
}

/** Undefined: not a value. */
function bareValue(text: string): Field | undefined {
  if (text.startsWith('[')) return 'list';
  if (Object.hasOwn(words, text)) return words[text]!;
  // As in tensor(0.5) or np.float64(0.5).
  const wrapped = /^[\w.]+\(([^,()]*)[^()]*\)$/.exec(text);
  return numberIn(wrapped === null ? text : wrapped[1]!);
}

/** Some trainers print their numbers as texts. */
function quotedValue(text: string): Field {
  return numberIn(text) ?? words[text] ?? text;
}

function numberIn(text: string): number | undefined {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
