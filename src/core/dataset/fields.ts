/** Fields of a sample's JSON line, for operators that read more than text and pictures. */
import type { Json } from '../../protocol/records.ts';

/**
 * Reads fields of one line by dotted path, as `SampleView.field` promises: `meta.source` is the member `source` of the
 * object `meta`; a path through anything but objects is missing. The line is parsed on first use.
 * @param line one JSON object, as its file holds it
 * @param text the sample's present text, which answers the path `text`
 */
export function fieldsOf(line: Buffer, text: string): (path: string) => Json | undefined {
  let parsed: Json | undefined;
  return (path) => {
    if (path === 'text') return text;
    parsed ??= JSON.parse(line.toString('utf8')) as Json;
    let value: Json | undefined = parsed;
    for (const key of path.split('.')) value = memberOf(value, key);
    return value;
  };
}

/** Own members alone, so that `constructor` and `__proto__` are keys like any other. */
function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
    return undefined;
  return (value as Readonly<Record<string, Json>>)[key];
}
