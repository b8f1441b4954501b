import { captionIn } from '../../dataset/tokens.ts';
import { rounded } from './csv.ts';
import type { Exported, ExportRow, ExportRows } from './export-row.ts';

/**
 * The published form by picture: `{image: {"cluster": "46", "distance_to_center": 122.87}}`. A picture with several
 * captions keeps the last one's entry, as published; the note counts what that loses.
 */
export async function* clustersByImage(rows: ExportRows): AsyncGenerator<Uint8Array, Exported> {
  const entries = new Map<string, string>();
  let samples = 0;
  for await (const batch of rows) {
    for (const row of batch) {
      const { cluster, images } = row;
      if (cluster === null) continue;
      samples++;
      const entry = JSON.stringify({ cluster: String(cluster), distance_to_center: rounded(row.distance) });
      for (const image of images) entries.set(image, entry);
    }
  }
  yield* jsonObject(entries);
  const lost = samples - entries.size;
  return {
    records: entries.size,
    notes: lost > 0 ? [`${lost} captions share a picture with a later one: this form keeps only the last`] : [],
  };
}

/** The published form by cluster: `{cluster: [{"data": {"question": image, "answer": caption}, "distance_to_center": d}]}`. */
export async function* clustersByCluster(rows: ExportRows): AsyncGenerator<Uint8Array, Exported> {
  const clusters = new Map<number, string[]>();
  let records = 0;
  for await (const batch of rows) {
    for (const row of batch) {
      if (row.cluster === null) continue;
      const members = clusters.get(row.cluster) ?? [];
      clusters.set(row.cluster, members);
      members.push(member(row));
      records++;
    }
  }
  const sorted = [...clusters].sort(([a], [b]) => a - b);
  yield* jsonObject(new Map(sorted.map(([cluster, members]) => [String(cluster), `[\n${members.join(',\n')}\n]`])));
  return { records, notes: [] };
}

function member(row: ExportRow): string {
  const answer = captionIn(row.text);
  return JSON.stringify({ data: { question: row.images[0] ?? '', answer }, distance_to_center: rounded(row.distance) });
}

/** An object of JSON texts, key by key, so that no text of the whole is ever made. */
function* jsonObject(entries: ReadonlyMap<string, string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let separator = '{\n';
  for (const [key, value] of entries) {
    yield encoder.encode(`${separator}${JSON.stringify(key)}: ${value}`);
    separator = ',\n';
  }
  yield encoder.encode(entries.size === 0 ? '{}\n' : '\n}\n');
}
