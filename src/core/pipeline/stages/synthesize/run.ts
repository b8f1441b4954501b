/**
 * The stage `synthesize`: a model writes captions for pictures. First everything that has no answer yet is asked, then
 * samples are made from the answers alone: a killed run goes on with what was not answered.
 */
import type { CaptionCounts, ReplyFailure } from '../../../../protocol/records.ts';
import type { EndpointState } from '../../../endpoint/endpoint.ts';
import type { SynthesizeStage } from '../../../recipe/recipe.ts';
import { column } from '../../../store/columns.ts';
import { quoteText } from '../../../store/duck.ts';
import { selectRows } from '../../../store/rows.ts';
import type { Edit } from '../../../store/state/edits.ts';
import { states } from '../../decide/decide.ts';
import { writeEdited } from '../../edited-part.ts';
import { countPresent } from '../../present-batches.ts';
import { decisionsPart } from '../decisions-part.ts';
import type { StageContext, StagePart, StageResult, StageRun } from '../stage-context.ts';
import { answersTo, type RowAnswer } from './answers.ts';
import { askMissing, type Asked, type AskTools } from './ask.ts';
import {
  captionBatch,
  captionColumns,
  childBatch,
  createdColumns,
  editedChildren,
  fromAnswer,
  type Child,
} from './created-parts.ts';
import { captionRows, type Asking, type CaptionRow, type Skipped } from './requests.ts';

/** What the stage needs besides its context. */
export interface SynthesizeTools extends AskTools {
  readonly asking: Asking;
  /** Edits of samples that this stage makes, by id. */
  readonly edits: ReadonlyMap<string, Edit>;
}

/** Runs a synthesize stage. */
export async function* runSynthesize(stage: SynthesizeStage, context: StageContext, tools: SynthesizeTools): StageRun {
  const total = await countPresent(context.duck, context.chain);
  const asking = askMissing(context, tools.asking, tools);
  let step = await asking.next();
  for (; step.done !== true; step = await asking.next()) {
    const { asked, endpoint } = step.value;
    const waiting = endpoint === null ? {} : waitingOf(endpoint);
    yield { type: 'progress', stage: stage.name, what: 'captioned', done: asked.done, total, ...waiting };
  }
  return finishSynthesize(stage, context, tools, step.value, total);
}

function waitingOf({ waitingUntil, waitingFor }: EndpointState): { waiting?: string } {
  if (waitingUntil === null) return {};
  return { waiting: `waiting until ${waitingUntil.toISOString().slice(11, 19)} UTC: ${waitingFor ?? ''}` };
}

/** What the decisions and the report count. */
interface Tally {
  readonly rows: Int32Array;
  readonly outcome: Uint8Array;
  readonly by: Int16Array;
  /** By place in `rows`. */
  readonly reasons: Map<number, string>;
  /** How many rows are decided. */
  decided: number;
  readonly skipped: Record<Skipped, number>;
  readonly failures: Partial<Record<ReplyFailure, number>>;
  answered: number;
  created: number;
}

async function finishSynthesize(
  stage: SynthesizeStage,
  context: StageContext,
  tools: SynthesizeTools,
  ended: Asked,
  total: number,
): Promise<StageResult> {
  const { store } = context;
  const tally: Tally = {
    rows: new Int32Array(total),
    outcome: new Uint8Array(total),
    by: new Int16Array(total),
    reasons: new Map(),
    decided: 0,
    ...{ skipped: { filtered: 0, 'no-picture': 0, 'too-many-pictures': 0 }, failures: {}, answered: 0, created: 0 },
  };
  const taken = await idsLike(context, stage.name);
  const created = await store.openPart('created', createdColumns);
  const captions = await store.openPart('captions', captionColumns);
  const edited: { row: number; text: string }[] = [];
  try {
    for await (const rows of captionRows(context, tools.asking)) {
      const answers = answersTo(rows, tools.state, tools.judge, ended);
      const children: Child[] = [];
      const lines = rows.flatMap((row, i) => {
        const made = fromAnswer(stage.name, row, answers[i]!, context.rows + tally.created, taken);
        children.push(...made.children);
        tally.created += made.children.length;
        decide(tally, stage, row, answers[i]!, context.tags.get(row.row) === 1);
        return made.lines;
      });
      await created.append(childBatch(children));
      await captions.append(captionBatch(lines, tools.asking.model.name));
      edited.push(...editedChildren(children, tools.edits));
    }
  } catch (error) {
    await created.abandon();
    await captions.abandon();
    throw error;
  }
  const parts: StagePart[] = [
    { role: 'created', part: await created.finish(), meta: null },
    { role: 'captions', part: await captions.finish(), meta: null },
    { role: 'decisions', part: await decisionsOf(context, tally), meta: null },
  ];
  if (edited.length > 0) parts.push({ role: 'created-edited', part: await writeEdited(store, edited), meta: null });
  context.record.add(parts);
  return result(stage, tally, ended);
}

/** Ids of samples that are there already and might be those of this stage. */
async function idsLike({ duck, chain }: StageContext, stage: string): Promise<Set<string>> {
  const sql = `SELECT id FROM ${chain.samples} WHERE contains(id, ${quoteText(`/${stage}/`)})`;
  return new Set(column(await selectRows(duck, sql), 'id', 'text') as string[]);
}

/** The fate of the sample that was asked about; what was made of it goes on in any case. */
function decide(tally: Tally, stage: SynthesizeStage, row: CaptionRow, answer: RowAnswer, isKept: boolean): void {
  if (answer.kind === 'answered') tally.answered++;
  if (answer.kind === 'failed') tally.failures[answer.outcome] = (tally.failures[answer.outcome] ?? 0) + 1;
  if (row.skipped !== null) tally.skipped[row.skipped]++;
  const add = (outcome: number, by: number, reason: string | null): void => {
    const place = tally.decided++;
    tally.rows[place] = row.row;
    tally.outcome[place] = outcome;
    tally.by[place] = by;
    if (reason !== null) tally.reasons.set(place, reason);
  };
  if (answer.kind === 'broken') add(states.failed, 0, answer.reason);
  else if (stage.keepOriginal || answer.kind === 'not-asked') add(states.kept, -1, null);
  else if (answer.kind === 'failed') add(states.failed, 0, `${answer.outcome}: ${answer.reason}`);
  else if (isKept) add(states.kept, 1, 'tagged keep');
  else add(states.dropped, 0, 'replaced');
}

function decisionsOf({ store }: StageContext, { rows, outcome, by, reasons }: Tally) {
  const operators = [{ name: 'synthesize' }, { name: 'manual' }];
  return decisionsPart(store, rows, { outcome, by, operators, reason: (i) => reasons.get(i) ?? null });
}

function result({ keepOriginal }: SynthesizeStage, tally: Tally, ended: Asked): StageResult {
  const count = (state: number): number => tally.outcome.reduce((sum, outcome) => sum + (outcome === state ? 1 : 0), 0);
  const counts = {
    in: tally.rows.length,
    kept: count(states.kept),
    dropped: count(states.dropped),
    failed: count(states.failed),
  };
  const failures = Object.values(tally.failures).reduce((sum, number) => sum + number, 0);
  const captions: CaptionCounts = {
    samples: tally.answered + failures,
    answered: tally.answered,
    failures: tally.failures,
    asked: ended.asked,
    retries: ended.retries,
    maybePaid: ended.maybePaid,
  };
  return {
    ...counts,
    created: tally.created,
    operators: [{ name: 'synthesize', ...counts, seconds: 0 }],
    captions,
    notes: notesOf(tally, failures, keepOriginal),
  };
}

function notesOf({ skipped, failures }: Tally, failed: number, kept: boolean): string[] {
  const notes: string[] = [];
  const samples = (count: number): string => (count === 1 ? '1 sample' : `${count} samples`);
  const { filtered, 'no-picture': bare, 'too-many-pictures': full } = skipped;
  if (filtered > 0) notes.push(`not asked about: ${samples(filtered)} outside \`where\``);
  if (bare > 0) notes.push(`not asked about: ${samples(bare)} without a picture`);
  if (full > 0) notes.push(`not asked about: ${samples(full)} with more pictures than a request takes`);
  if (failed > 0) {
    const kinds = Object.entries(failures).map(([kind, count]) => `${count} ${kind}`);
    const fate = kept ? '; their originals stay' : '';
    notes.push(`${samples(failed)} got no caption: ${kinds.join(', ')}${fate}. The view captions lists them`);
  }
  return notes;
}
