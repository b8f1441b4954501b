import { selectBatches, selectRows } from '../../store/rows.ts';
import { column } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import { keptRows } from '../chain.ts';
import { decisionColumns } from './decisions-part.ts';
import type { StageContext, StageRun } from './stage-context.ts';

/** Runs a stage that measures nothing over the readable samples; where it is the first, unreadable lines fail in it. */
export async function* withoutUnreadable(
  stage: string,
  context: StageContext,
  run: (context: StageContext) => StageRun,
): StageRun {
  const entering = keptRows(context.chain, ['problem']);
  const count = `SELECT count(*)::INTEGER AS n FROM (${entering}) WHERE problem IS NOT NULL`;
  const failed = column(await selectRows(context.duck, count), 'n', 'int')[0]!;
  if (failed === 0) return yield* run(context);
  context.budget.add(failed, stage);
  const readable = `(SELECT row, 'kept' AS outcome FROM (${entering}) WHERE problem IS NULL)`;
  const result = yield* run({ ...context, chain: { ...context.chain, decisions: readable } });
  const decided = context.record.parts('decisions').at(-1);
  const outcomes =
    decided === undefined
      ? `SELECT row, outcome, NULL::VARCHAR AS operator, NULL::VARCHAR AS reason FROM ${readable}`
      : `SELECT row, outcome, operator, reason FROM ${await context.store.source([decided.part])} WHERE row IN (SELECT row FROM ${readable})`;
  const failures = `SELECT row, 'failed' AS outcome, NULL::VARCHAR AS operator, problem AS reason FROM (${entering}) WHERE problem IS NOT NULL`;
  const part = await partOf(context, `${outcomes} UNION ALL ${failures} ORDER BY row`);
  context.record.add([{ role: 'decisions', part, meta: null }]);
  return { ...result, in: result.in + failed, failed: result.failed + failed };
}

async function partOf({ duck, store }: StageContext, sql: string): Promise<Part> {
  const writer = await store.openPart('decisions', decisionColumns);
  for await (const batch of selectBatches(duck, sql, 16_384)) await writer.append(batch);
  return writer.finish();
}
