/** How the captions of a dataset are written that a filter finds. */
import { setImmediate } from 'node:timers/promises';
import type { CaptionStyle, PhrasePlace } from '../../../../protocol/scores.ts';
import { captionIn } from '../../../dataset/tokens.ts';
import { column } from '../../../store/columns.ts';
import { selectRows } from '../../../store/rows.ts';
import { rowsWithin } from '../../chain.ts';
import { identityOf } from '../../flow.ts';
import type { ImportedGrid } from '../../grid/imported-grid.ts';
import { CaptionWords } from './caption-words.ts';
import { StyleScan, type CaptionFrom } from './style-scan.ts';

/** So many rows are read in one turn: whoever asks something else waits no longer. */
const slice = 20_000;

/** Uses the grid of now, in turn with others who use it. */
export type GridTurn = <T>(work: (grid: ImportedGrid) => Promise<T>) => Promise<T>;

interface Slice {
  readonly rows: Int32Array;
  readonly captions: readonly (string | null)[];
  readonly grid: ImportedGrid;
}

/** Reads all captions that a filter finds, twice, in slices. @throws AbortError when nobody waits any more */
export async function captionStyle(turn: GridTurn, filter: string, signal: AbortSignal): Promise<CaptionStyle> {
  const { wanted, problem, stage } = await turn(chosen(filter));
  const changed = await turn(changedRows);
  const scan = new StyleScan(wanted.length);
  await eachSlice(turn, wanted, signal, ({ rows, captions, grid }) => {
    captions.forEach((caption, i) => {
      if (caption !== null) scan.first(caption, fromOf(rows[i]!, grid, changed));
    });
    return addOriginals(
      scan,
      grid,
      rows.filter((row) => fromOf(row, grid, changed) === 'change'),
    );
  });
  await eachSlice(turn, wanted, signal, ({ captions }) => {
    for (const caption of captions) if (caption !== null) scan.second(caption);
    return Promise.resolve();
  });
  return { ...scan.style, problem, stage };
}

function fromOf(row: number, { imported }: ImportedGrid, changed: Uint8Array): CaptionFrom {
  if (row >= imported) return 'model';
  return changed[row] === 1 ? 'change' : 'line';
}

/** One byte per row: 1 where a stage or a person changed the text. */
async function changedRows({ columns: { flow, session, edited }, rows }: ImportedGrid): Promise<Uint8Array> {
  const changed = new Uint8Array(rows);
  const sources = [...flow.chain.texts, flow.chain.edited, edited].filter((source) => source != null);
  for (const source of sources) {
    const batch = await selectRows(session.duck, `SELECT row FROM ${source}`);
    for (const row of column(batch, 'row', 'int')) changed[row] = 1;
  }
  return changed;
}

/** The rows that a filter finds whose caption begins with some words, ends with them, or has them. */
export async function rowsWithPhrase(
  turn: GridTurn,
  { filter, text, place }: { readonly filter: string; readonly text: string; readonly place: PhrasePlace },
  signal: AbortSignal,
): Promise<Int32Array> {
  const { wanted } = await turn(chosen(filter));
  const phrase = new CaptionWords().read(text.toLowerCase());
  const hash = phrase.hashOf(0, phrase.count);
  const words = new CaptionWords();
  const found: number[] = [];
  await eachSlice(turn, wanted, signal, ({ rows, captions }) => {
    captions.forEach((caption, i) => {
      if (caption !== null && hasPhrase(words.read(caption), hash, phrase.count, place)) found.push(rows[i]!);
    });
    return Promise.resolve();
  });
  return Int32Array.from(found);
}

function hasPhrase(words: CaptionWords, hash: number, count: number, place: PhrasePlace): boolean {
  const last = words.count - count;
  if (count === 0 || last < 0) return false;
  const [from, to] = { opener: [0, 0], tail: [last, last], anywhere: [0, last] }[place] as [number, number];
  for (let word = from; word <= to; word++) if (words.hashOf(word, count) === hash) return true;
  return false;
}

function chosen(filter: string) {
  return async (grid: ImportedGrid) => {
    const { rows, problem } = await grid.find({ filter, orderBy: null });
    const { session } = grid.columns;
    const stage = session.loaded?.recipe?.stages.find(({ kind }) => kind === 'clean' || kind === 'measure');
    const wanted = rows ?? Int32Array.from({ length: grid.rows }, (_, row) => row);
    return { wanted, problem, stage: stage?.name ?? null };
  };
}

/** Rows that were changed meanwhile are read as they are now: the page asks again anyway. */
async function eachSlice(
  turn: GridTurn,
  wanted: Int32Array,
  signal: AbortSignal,
  take: (slice: Slice) => Promise<void>,
): Promise<void> {
  let of: string | null = null;
  for (let from = 0; from < wanted.length;) {
    signal.throwIfAborted();
    const start = wanted[from]!;
    let to = from;
    while (to < wanted.length && wanted[to]! < start + slice) to++;
    const rows = wanted.subarray(from, to);
    await turn(async (grid) => {
      const now = identityOf(grid.columns.flow);
      if ((of ??= now) !== now) throw new DOMException('The captions are others now.', 'AbortError');
      const texts = await (await grid.columns.captions()).lowered(start, rows.at(-1)! + 1);
      await take({ rows, captions: Array.from(rows, (row) => texts[row - start]!), grid });
    });
    await setImmediate();
    from = to;
  }
}

/** The captions of changed rows as their lines have them. */
async function addOriginals(scan: StyleScan, { columns }: ImportedGrid, rows: Int32Array): Promise<void> {
  if (rows.length === 0) return;
  const { flow, session } = columns;
  const sql = `SELECT text FROM ${flow.chain.samples} WHERE ${rowsWithin('row', [...rows])}`;
  for (const text of column(await selectRows(session.duck, sql), 'text', 'text')) {
    if (text !== null) scan.before(captionIn(text).toLowerCase());
  }
}
