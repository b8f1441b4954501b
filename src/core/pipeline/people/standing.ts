/** Which caption a sample has now: by its line, by people's edits, by what the stages of the last run made of it. */
import { recogniseTokens, withCaption } from '../../dataset/tokens.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import type { Edit } from '../../store/state/edits.ts';
import { rowsWithin, type Chain } from '../chain.ts';
import { samplesById, textHash } from '../edited.ts';
import type { Session } from '../session.ts';

/** The texts of a sample, tokens and all, as the last run knows them. */
export interface RunTexts {
  readonly row: number;
  /** That it was born with. */
  readonly born: string;
  /** With the edit that the run saw. */
  readonly edited: string;
  /** That the run's stages left. */
  readonly left: string;
}

/** A sample's text now, edits since the last run and all. */
export interface Standing {
  /** With people's edit alone: what stages have to work on. */
  readonly edited: string;
  /** As it is shown: what stages left of that, as long as it is what they worked on. */
  readonly shown: string;
}

/** The texts of samples by id; null for one whose line has none. Ids that no sample has are left out. */
export async function runTexts(
  session: Pick<Session, 'duck'>,
  chain: Chain,
  ids: readonly string[],
): Promise<Map<string, RunTexts | null>> {
  const samples = await samplesById(session, chain.samples, ids, ['text']);
  const rows = [...samples.values()].map(({ row }) => row);
  const edits = chain.edited === null ? [] : [await textsAt(session, chain.edited, rows)];
  const left = await Promise.all(chain.texts.map((source) => textsAt(session, source, rows)));
  const found = new Map<string, RunTexts | null>();
  for (const [id, { row, text: born }] of samples) {
    const latest = (sources: readonly ReadonlyMap<number, string>[]): string | null =>
      sources.reduce((before, texts) => texts.get(row) ?? before, born);
    found.set(id, born === null ? null : { row, born, edited: latest(edits)!, left: latest([...edits, ...left])! });
  }
  return found;
}

/** @param edit the newest of the sample; one of another text than it has counts for nothing */
export function standing({ born, edited: ran, left }: RunTexts, edit: Edit | undefined): Standing {
  const applies = edit !== undefined && edit.caption !== '' && edit.baseHash === textHash(born);
  const edited = applies ? withCaption(born, recogniseTokens(born), edit.caption) : born;
  return { edited, shown: edited === ran ? left : edited };
}

async function textsAt(
  { duck }: Pick<Session, 'duck'>,
  source: string,
  rows: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (rows.length === 0) return new Map();
  const batch = await selectRows(duck, `SELECT row, text FROM ${source} WHERE ${rowsWithin('row', rows)}`);
  const texts = column(batch, 'text', 'text');
  return new Map(Array.from(column(batch, 'row', 'int'), (row, i) => [row, texts[i]!]));
}
