import { open, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { captionIn } from '../../dataset/tokens.ts';
import type { ExportFormat } from '../../recipe/recipe.ts';
import type { ColumnSpec } from '../../store/columns.ts';
import { DurableFile, nodeFs, writeDurably, type WriteOptions, type WrittenFile } from '../../store/durable.ts';
import { ParquetWriter } from '../../store/parquet/writer.ts';
import { currentEdits } from '../../store/state/edits.ts';
import { listStatistics } from '../completed.ts';
import { editedDataset } from '../edited.ts';
import { clustersByCluster, clustersByImage } from './clusters.ts';
import { csvLines } from './csv.ts';
import { dataJuicerLines } from './data-juicer.ts';
import type { Exported } from './export-row.ts';
import { llavaRecords, type Asking } from './llava.ts';
import { parquetBatch, parquetColumns } from './parquet.ts';
import { builtInQuestions } from './questions.ts';
import { exportRows, tableKeys, type ExportSource } from './rows.ts';

/**
 * Writes an export durably: the file appears whole or not at all.
 * @param path absolute; the caller has made sure that it may be written
 * @param asking what LLaVA's records ask: by default our own questions, dealt out by the recipe's seed
 * @throws ProductError `disk`
 */
export async function writeExport(
  source: ExportSource,
  format: ExportFormat,
  path: string,
  options: WriteOptions,
  asking: Asking = builtInAsking(source),
): Promise<WrittenFile & Exported> {
  if (format === 'parquet') return writeParquet(source, path, options);
  const lines = await open(source.session.file, 'r');
  try {
    const writer = writerOf(source, format, { lines, asking });
    let exported: Exported | null = null;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      exported = yield* writer;
    }
    const written = await writeDurably(path, chunks(), options);
    return { ...written, ...exported! };
  } finally {
    await lines.close();
  }
}

function builtInAsking({ session }: ExportSource): Asking {
  return { questions: builtInQuestions, seed: session.loaded?.recipe?.seed ?? 0 };
}

type Writer = AsyncGenerator<Uint8Array, Exported>;

function writerOf(
  source: ExportSource,
  format: Exclude<ExportFormat, 'parquet'>,
  { lines, asking }: { lines: FileHandle; asking: Asking },
): Writer {
  switch (format) {
    case 'data-juicer':
      return dataJuicerLines(exportRows(source, []), lines);
    case 'llava':
      return llavaRecords(exportRows(source, []), asking);
    case 'csv':
      return csvLines(exportRows(source, tableKeys(source)), tableKeys(source));
    case 'clusters-by-image':
      return clustersByImage(exportRows(source, []));
    case 'clusters-by-cluster':
      return clustersByCluster(exportRows(source, []));
    case 'edits':
      return editLines(source);
  }
}

/** People's edits, a JSON object a line: id, caption, when, and whether it applies to the dataset as it is now. */
async function* editLines({ session, flow }: ExportSource): Writer {
  const { applied, conflicts } = await editedDataset(session, flow.chain);
  const texts = new Map(applied.map(({ seq, text }) => [seq, text]));
  const conflicting = new Set(conflicts.map(({ seq }) => seq));
  let records = 0;
  for (const { seq, id, caption, at } of currentEdits(session.state)) {
    const text = texts.get(seq);
    const shown = text === undefined ? caption : captionIn(text);
    yield Buffer.from(`${JSON.stringify({ id, caption: shown, at, conflict: conflicting.has(seq) })}\n`);
    records++;
  }
  const note = `${conflicts.length === 1 ? '1 edit waits' : `${conflicts.length} edits wait`}: of a sample that has another text now, or is not there`;
  return { records, notes: conflicts.length > 0 ? [note] : [] };
}

async function writeParquet(
  source: ExportSource,
  path: string,
  { replace, announce, workshop }: WriteOptions,
): Promise<WrittenFile & Exported> {
  const keys = tableKeys(source);
  const lists = listStatistics(source.flow.completed);
  const columns: readonly ColumnSpec[] = parquetColumns(keys, lists);
  const file = await DurableFile.create(dirname(path), nodeFs, workshop);
  try {
    const parquet = new ParquetWriter(columns, (bytes) => file.write(bytes));
    for await (const batch of exportRows(source, keys)) await parquet.append(parquetBatch(batch, keys, lists));
    await parquet.finish();
    const name = (written: WrittenFile): string => {
      announce?.(written);
      return basename(path);
    };
    const written = await file.finish(name, replace);
    return { ...written, records: parquet.rows, notes: [] };
  } catch (error) {
    await file.abandon();
    throw error;
  }
}
