/** Looks for texts in the present captions of all samples, one reading of the texts for all that is looked for. */
import { quoteText } from '../../store/duck.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { captionTokens, withoutTokens } from '../caption-sql.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import type { Pattern } from './filter.ts';

/** So many patterns fit into the bits of an INTEGER. */
const atOnce = 30;

/** Where present texts stand, the later overruling the earlier: as imported or created, edited, changed by stages, edited since. */
export function textSources({ chain }: Flow): { readonly born: string; readonly changed: readonly string[] } {
  const edited = chain.edited === null ? [] : [chain.edited];
  return { born: chain.samples, changed: [...edited, ...chain.texts, 'edited_since'] };
}

/**
 * For each pattern one byte per row: 1 where the row's caption has it, whatever its case.
 * @throws as DuckDB does
 */
export async function searchCaptions(
  { duck }: Pick<Session, 'duck'>,
  flow: Flow,
  patterns: readonly Pattern[],
): Promise<Uint8Array[]> {
  const found = patterns.map(() => new Uint8Array(flow.rows));
  const { born, changed } = textSources(flow);
  for (let from = 0; from < patterns.length; from += atOnce) {
    const some = found.slice(from, from + atOnce);
    const hits = hitsSql(patterns.slice(from, from + atOnce));
    const note = async (sql: string): Promise<void> => {
      const batch = await selectRows(duck, sql);
      const bits = column(batch, 'hits', 'int');
      column(batch, 'row', 'int').forEach((row, i) => some.forEach((mask, bit) => (mask[row] = (bits[i]! >> bit) & 1)));
    };
    await note(`SELECT row, hits FROM (SELECT row, ${hits} AS hits FROM ${born}) WHERE hits > 0`);
    for (const source of changed) await note(`SELECT row, ${hits} AS hits FROM ${source}`);
  }
  return found;
}

/** One byte per row: 1 where the row's id fits, as it is written. */
export async function searchIds({ duck }: Pick<Session, 'duck'>, flow: Flow, pattern: Pattern): Promise<Uint8Array> {
  const found = new Uint8Array(flow.rows);
  const fits = pattern.length === 1 ? `id = ${quoteText(pattern[0]!)}` : likeSql('id', pattern);
  const batch = await selectRows(duck, `SELECT row FROM ${flow.chain.samples} WHERE ${fits}`);
  for (const row of column(batch, 'row', 'int')) found[row] = 1;
  return found;
}

function hitsSql(patterns: readonly Pattern[]): string {
  const bits = patterns.map((pattern, bit) => `(CASE WHEN ${hasSql(pattern)} THEN ${2 ** bit} ELSE 0 END)`);
  return `(${bits.join(' + ')})::INTEGER`;
}

/** Whether a text's caption holds a pattern. Where tokens cannot take part in it, they need not be taken out. */
function hasSql(pattern: Pattern): string {
  const pieces = pattern.map((piece, i) => trimmed(piece, i === 0, i === pattern.length - 1));
  const inText = pieces.map((piece) => hasPiece('text', piece)).join(' AND ');
  const wildcards = pieces.length > 1;
  const tokens = captionTokens.filter((token) => wildcards || pieces.some((piece) => mayTouch(piece, token)));
  if (tokens.length === 0) return inText;
  const text = withoutTokens('text', tokens);
  const inCaption = wildcards ? likeSql(`lower(${text})`, ['', ...pieces, '']) : hasPiece(text, pieces[0]!);
  return `CASE WHEN ${inText} THEN ${inCaption} ELSE false END`;
}

function hasPiece(text: string, piece: string): string {
  return `contains(lower(${text}), lower(${quoteText(piece)}))`;
}

/** White space at the ends of a caption is none of it. */
function trimmed(piece: string, first: boolean, last: boolean): string {
  const start = first ? piece.trimStart() : piece;
  return last ? start.trimEnd() : start;
}

/** Whether a piece can be found in a token, or half in it and half beside it. */
function mayTouch(piece: string, token: string): boolean {
  const asked = piece.toLowerCase();
  return /[<>]/.test(asked) || token.includes(asked);
}

/** Of LIKE's own signs only those that stand for our wildcards act. */
function likeSql(text: string, pattern: Pattern): string {
  const pieces = pattern.map((piece) => piece.replace(/[\\%_]/g, '\\$&'));
  const like = quoteText(pieces.join('%'));
  return `${text} LIKE ${text === 'id' ? like : `lower(${like})`} ESCAPE '\\'`;
}
