import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { partOf } from '../completed.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import { markup, type Markup } from './markup.ts';
import { short } from './short.ts';

const size = { width: 860, height: 220, left: 44, bottom: 20 };
/** Points of a curve. */
const points = 400;

/** The loss of a training by its steps. */
export interface LossCurve {
  readonly stage: string;
  readonly steps: Float64Array;
  readonly losses: Float64Array;
}

/** The curves of the trainings of a flow: the mean loss of each step's samples, of long ones of some steps at once. */
export async function lossCurves(session: Session, flow: Flow): Promise<LossCurve[]> {
  const curves: LossCurve[] = [];
  for (const stage of flow.completed) {
    const part = partOf(stage, 'training');
    if (part === undefined) continue;
    const source = await session.store.source([part.part]);
    const batch = await selectRows(
      session.duck,
      `SELECT max(step)::DOUBLE AS step, avg(loss)::DOUBLE AS loss FROM ${source}, (SELECT max(step) AS last FROM ${source})
       GROUP BY ((step - 1) * ${points}) // greatest(last, ${points}) ORDER BY step`,
    );
    curves.push({ stage: stage.name, steps: column(batch, 'step', 'double'), losses: column(batch, 'loss', 'double') });
  }
  return curves;
}

/** A curve as a picture. What is no number leaves a gap. */
export function lossPicture({ stage, steps, losses }: LossCurve): Markup {
  const finite = [...losses].filter(Number.isFinite);
  if (finite.length === 0) return markup`<p>${stage}: no step has a finite loss.</p>`;
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const last = steps.at(-1) ?? 1;
  const x = (step: number): string => (size.left + ((size.width - size.left) * step) / last).toFixed(1);
  const y = (loss: number): string =>
    (4 + (size.height - size.bottom - 8) * (1 - (loss - low) / (high - low || 1))).toFixed(1);
  let path = '';
  losses.forEach((loss, i) => {
    if (!Number.isFinite(loss)) return;
    const isBegin = i === 0 || !Number.isFinite(losses[i - 1]);
    path += `${isBegin ? 'M' : 'L'}${x(steps[i]!)} ${y(loss)}`;
  });
  return markup`<figure>
    <figcaption><b>${stage}</b>: mean loss by step</figcaption>
    <svg
      class="curve"
      viewBox="0 0 ${size.width} ${size.height}"
      role="img"
      aria-label="loss from ${short(losses[0]!)} to ${short(losses.at(-1)!)} over ${last} steps"
    >
      <path class="curve" d="${path}" />
      <text x="0" y="12">${short(high)}</text>
      <text x="0" y="${size.height - size.bottom}">${short(low)}</text>
      <text x="${size.left}" y="${size.height - 4}">step 1</text>
      <text x="${size.width}" y="${size.height - 4}" text-anchor="end">step ${last}</text>
    </svg>
  </figure>`;
}
