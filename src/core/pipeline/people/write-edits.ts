/** The dataset with people's edits, as a new file: for who goes on without Better Synth. */
import { existsSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { ProductError } from '../../../protocol/errors.ts';
import { readLinesAt, type LineRange } from '../../dataset/read-lines-at.ts';
import { splice } from '../../dataset/splice.ts';
import { column } from '../../store/columns.ts';
import { writeDurably } from '../../store/durable.ts';
import type { Import } from '../../store/state/registry.ts';
import { editedDataset } from '../edited.ts';
import { outputPath } from '../export/output-place.ts';
import type { Flow } from '../flow.ts';
import { imported } from '../imported.ts';
import type { Session } from '../session.ts';

/** Lines that stay are copied so many bytes at a time. */
const copied = 1024 * 1024;

/** Bytes of the dataset file; with a text they are a line that gets it. */
interface Piece extends LineRange {
  readonly text: string | null;
}

/**
 * Writes the dataset file anew with the edits that apply now: their texts are put into their lines, every other byte
 * is the same. Created samples have no line and are left out. The file appears whole or not at all.
 * @param path never of a file that is there
 * @throws ProductError `usage` for a place that is taken or none for results; `disk`, `unusable`
 */
export async function writeEdits(
  session: Session,
  flow: Flow,
  path: string,
): Promise<{ samples: number; edits: number }> {
  if (existsSync(path)) {
    throw new ProductError('usage', `${path} exists.`, {
      where: path,
      safe: 'Nothing was written.',
      next: 'Name a file that is not there yet.',
    });
  }
  const target = outputPath(session, { output: path, force: false }, null);
  const dataset = await imported(session);
  const samples = dataset.part.rows;
  const edits = (await editedDataset(session, flow.chain)).applied.filter(({ row }) => row < samples);
  const texts = new Map(edits.map(({ row, text }) => [row, text]));
  const source = await open(session.file, 'r');
  try {
    const pieces = await piecesOf(session, dataset, texts);
    await writeDurably(target, lines(source, dataset, pieces), { replace: false });
  } finally {
    await source.close();
  }
  return { samples, edits: edits.length };
}

/** The whole file, in order: lines that get a text, and what lies between. */
async function piecesOf(
  session: Session,
  { part, size }: Import,
  texts: ReadonlyMap<number, string>,
): Promise<Piece[]> {
  const places = await session.store.readColumns([part], ['byte_offset', 'byte_length']);
  const [offsets, lengths] = ['byte_offset', 'byte_length'].map((name) => column(places, name, 'double'));
  const pieces: Piece[] = [];
  let done = 0;
  const copyTo = (end: number): void => {
    for (; done < end; done = Math.min(end, done + copied))
      pieces.push({ offset: done, length: Math.min(copied, end - done), text: null });
  };
  for (const [row, text] of texts) {
    const [offset, length] = [offsets![row]!, lengths![row]!];
    copyTo(offset);
    pieces.push({ offset, length, text });
    done = offset + length;
  }
  copyTo(size);
  return pieces;
}

async function* lines(source: FileHandle, dataset: Import, pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  let next = 0;
  for await (const buffers of readLinesAt(source, pieces)) {
    yield Buffer.concat(
      buffers.map((bytes) => {
        const { text } = pieces[next++]!;
        return text === null ? bytes : splice(bytes, { text });
      }),
    );
  }
  const { size, mtimeNs } = await source.stat({ bigint: true });
  if (Number(size) === dataset.size && String(mtimeNs) === dataset.mtimeNs) return;
  throw new ProductError('unusable', 'The dataset file was changed while it was copied.', {
    safe: 'Nothing was written.',
    next: 'Try again.',
  });
}
