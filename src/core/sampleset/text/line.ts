import type { Json } from '../../../protocol/records.ts';

const image = '<__dj__image>';
const end = '<|__dj__eoc|>';

/** A chunk of text in Data-Juicer's format: one token a picture, the caption, the end token. */
export function chunk(caption: string, pictures = 1): string {
  return `${image.repeat(pictures)}\n${caption} ${end}`;
}

/** A JSON document on one line, spaced as Python's `json.dumps` does. */
export function jsonLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => jsonLine(item)).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]: [string, Json]) => `${JSON.stringify(key)}: ${jsonLine(item)}`)
    .join(', ')}}`;
}
