import type { Change } from '../../../protocol/compare.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { rowsWithin } from '../chain.ts';
import { partOf } from '../completed.ts';
import { idsOfRows } from '../people/ids-of-rows.ts';
import type { Session } from '../session.ts';
import type { ComparedRuns, SideChange } from './compare.ts';

/** So many samples of a change are told of. */
const most = 5;

/** The first samples of a change, with what both sides measured and what was said of them. */
export async function examplesOf(
  session: Session,
  { sides }: Pick<ComparedRuns, 'sides'>,
  change: SideChange,
): Promise<Change['examples']> {
  const keeper = sides[change.keptBy];
  const other = sides[change.keptBy === 'a' ? 'b' : 'a'];
  const samples = change.samples.slice(0, most);
  const rowsIn = (rows: Int32Array): Int32Array => Int32Array.from(samples, (sample) => rows[sample]!);
  const ids = await idsOfRows(session, keeper.flow, rowsIn(keeper.rows));
  const taken = other.flow.completed.find(({ name }) => name === change.stage);
  const decisions = taken === undefined ? undefined : partOf(taken, 'decisions');
  const reasons = new Map<number, string | null>();
  if (decisions !== undefined) {
    const source = await session.store.source([decisions.part]);
    const where = rowsWithin('row', [...rowsIn(other.rows)]);
    const batch = await selectRows(session.duck, `SELECT row, reason FROM ${source} WHERE ${where}`);
    const texts = column(batch, 'reason', 'text');
    column(batch, 'row', 'int').forEach((row, i) => reasons.set(row, texts[i]!));
  }
  return samples.map((sample, i) => {
    const kept = numberOrNull(change.scoreOf('keeper', sample));
    const left = numberOrNull(change.scoreOf('other', sample));
    return {
      id: ids[i]!,
      reason: reasons.get(other.rows[sample]!) ?? null,
      scoreA: change.keptBy === 'a' ? kept : left,
      scoreB: change.keptBy === 'a' ? left : kept,
    };
  });
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
