import { binsOf, extent, histogram } from '../../../base/bins.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { presentRows } from '../chain.ts';
import { statisticByRow, statisticsOf } from '../completed.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import { scoreName } from '../../../protocol/score-name.ts';
import { english } from './english.ts';
import { markup, type Markup } from './markup.ts';
import { short } from './short.ts';

/** At most so many bars. */
const most = 48;
const size = { width: 280, height: 92 };

/** Where a score lies, in what is kept at the end and in all other samples: equally wide bins over `min` to `max`. */
export interface Spread {
  readonly key: string;
  readonly min: number;
  readonly max: number;
  readonly kept: readonly number[];
  readonly others: readonly number[];
  readonly missing: number;
}

/** The spreads of all scores that were measured, in recipe order. */
export async function spreadsOf(session: Session, flow: Flow): Promise<Spread[]> {
  const kept = new Uint8Array(flow.rows);
  const rows = await selectRows(session.duck, `SELECT row FROM (${presentRows(flow.chain, [])})`);
  for (const row of column(rows, 'row', 'int')) kept[row] = 1;
  const found: Spread[] = [];
  for (const key of statisticsOf(flow.completed)) {
    const values = (await statisticByRow(session, flow.completed, key)) ?? new Float64Array();
    const spread = spreadOf(key, values, kept);
    if (spread !== null) found.push(spread);
  }
  return found;
}

/** One score's spread; null where no sample has a finite value. */
export function spreadOf(key: string, values: Float64Array, kept: Uint8Array): Spread | null {
  const range = extent(values);
  if (range === null) return null;
  const bins = binsOf(range, most);
  const within = (isKept: number): number[] =>
    histogram(
      values.filter((_, row) => kept[row] === isKept),
      bins,
    );
  const count = values.reduce((sum, value) => sum + (Number.isFinite(value) ? 1 : 0), 0);
  return { key, min: range.min, max: range.max, kept: within(1), others: within(0), missing: kept.length - count };
}

/** A spread as a picture: what is kept below, all others on top of it. */
export function spreadPicture({ key, min, max, kept, others, missing }: Spread): Markup {
  const highest = Math.max(1, ...kept.map((count, i) => count + others[i]!));
  const step = size.width / kept.length;
  const scaled = (count: number): number => (count / highest) * size.height;
  const bar = (kind: string, i: number, from: number, count: number): Markup | null =>
    count === 0
      ? null
      : markup`<rect
          class="${kind}"
          x="${round(i * step)}"
          y="${round(size.height - scaled(from + count))}"
          width="${round(step - 0.6)}"
          height="${round(scaled(count))}"
        />`;
  const bars = kept.map((count, i) => [bar('kept', i, 0, count), bar('others', i, count, others[i]!)]);
  const name = scoreName(key, english);
  const none = missing === 0 ? '' : `${missing} without a value`;
  return markup`<figure class="spread">
    <figcaption><b>${name}</b>${name === key ? null : markup` <span class="quiet">${key}</span>`}</figcaption>
    <svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${name} from ${short(min)} to ${short(max)}">
      ${bars}
    </svg>
    <p class="quiet range"><span>${short(min)}</span><span>${none}</span><span>${short(max)}</span></p>
  </figure>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
