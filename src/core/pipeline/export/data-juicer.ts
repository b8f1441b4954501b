import type { FileHandle } from 'node:fs/promises';
import type { Json } from '../../../protocol/records.ts';
import { readLinesAt } from '../../dataset/read-lines-at.ts';
import { splice } from '../../dataset/splice.ts';
import { repeatNotes, type Exported, type ExportRow, type ExportRows } from './export-row.ts';

/**
 * Data-Juicer JSONL: each kept sample's original line with the present text in place, all other bytes as they were,
 * once per `times`. Where our id is not the line's own (a repeated or missing id), `better_synth_id` tells it.
 */
export async function* dataJuicerLines(rows: ExportRows, source: FileHandle): AsyncGenerator<Uint8Array, Exported> {
  let records = 0;
  let samples = 0;
  for await (const batch of rows) {
    let next = 0;
    for await (const lines of readLinesAt(source, batch)) {
      const chunks: Buffer[] = [];
      for (const line of lines) {
        const row = batch[next++]!;
        const record = Buffer.concat([splice(line, changes(row)), newline]);
        for (let time = 0; time < row.times; time++) chunks.push(record);
        records += row.times;
        samples++;
      }
      if (chunks.length > 0) yield Buffer.concat(chunks);
    }
  }
  return { records, notes: repeatNotes(records, samples) };
}

const newline = Buffer.from('\n');

function changes(row: ExportRow): Record<string, Json> {
  return {
    ...(row.text === row.originalText ? {} : { text: row.text }),
    ...(row.id === ownId(row.sourceId) ? {} : { better_synth_id: row.id }),
  };
}

function ownId(token: string | null): string | null {
  return token?.startsWith('"') === true ? (JSON.parse(token) as string) : token;
}
