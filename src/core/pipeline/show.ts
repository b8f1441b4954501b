import { captionIn } from '../dataset/tokens.ts';
import { quoteText } from '../store/duck.ts';
import { selectObjects } from '../store/rows.ts';
import type { Json } from '../../protocol/records.ts';
import type { SampleHistory, StageOfSample } from '../../protocol/samples.ts';
import { editsOf } from '../store/state/edits.ts';
import { tagsOf } from '../store/state/tags.ts';
import { measurementsOf, partOf, type CompletedStage } from './completed.ts';
import type { Flow } from './flow.ts';
import { sizesSuffix } from './measure/measurement.ts';
import { sampleMissing } from './not-there.ts';
import { createViews, samplesSql } from './views.ts';
import type { Session } from './session.ts';
import type { PartRole, StagePart } from './stages/stage-context.ts';

/** The history of one sample. @throws ProductError `usage` for an unknown id */
export async function historyOf(session: Session, id: string): Promise<SampleHistory> {
  const { flow } = await createViews(session);
  return historyIn(session, flow, id);
}

/** The history of one sample, over views that are there. @throws ProductError `usage` for an unknown id */
export async function historyIn(session: Session, flow: Flow, id: string): Promise<SampleHistory> {
  const [place] = await selectObjects(
    session.duck,
    `SELECT row, problem FROM ${flow.chain.samples} WHERE id = ${quoteText(id)}`,
  );
  if (place === undefined) throw await sampleMissing(session, flow, id);
  const { row, problem } = place as { row: number; problem: string | null };
  const [sample] = await selectObjects(session.duck, samplesSql(flow, [row]));
  const { original_text: text } = sample as { original_text: string | null };
  const born = text === null ? '' : captionIn(text);
  const stages: StageOfSample[] = [];
  for (const stage of flow.completed.slice(await birthOf(session, flow, row))) {
    stages.push({ ...(await stageOf(session, stage, row)), captions: await captionsBy(session, stage, id) });
    if (stages.at(-1)!.outcome !== 'kept') break;
  }
  return {
    sample: { ...sample, problem },
    written: await writtenBy(session, id),
    stages,
    edits: editsOf(session.state, id).map(({ caption, at }) => ({ caption: caption === '' ? born : caption, at })),
    tags: tagsOf(session.state, id).map(({ tag }) => tag),
  };
}

/** How many stages had been completed when a sample came to be: 0 for an imported one. */
export async function birthOf(session: Session, flow: Flow, row: number): Promise<number> {
  for (const [place, stage] of flow.completed.entries()) {
    const created = partOf(stage, 'created');
    if (created !== undefined && (await rowIn(session, created, row)) !== undefined) return place + 1;
  }
  return 0;
}

/** What a stage did with a row that entered it. */
async function stageOf(session: Session, stage: CompletedStage, row: number): Promise<Omit<StageOfSample, 'captions'>> {
  const read = async (role: PartRole): Promise<Record<string, Json>> => {
    const part = partOf(stage, role);
    return part === undefined ? {} : ((await rowIn(session, part, row)) ?? {});
  };
  const { outcome = 'kept', operator = null, reason = null } = (await read('decisions')) as DecisionRow;
  const { text = null } = (await read('texts')) as { text?: string };
  const { cluster, distance } = (await read('clusters')) as { cluster?: number; distance?: number };
  const { times = null } = (await read('selected')) as { times?: number };
  const scores = await read('scores');
  return {
    stage: stage.name,
    kind: stage.kind,
    outcome,
    operator,
    reason,
    text,
    scores: Object.keys(scores).length === 0 ? [] : scoresIn(measurementsOf(stage), scores),
    flags: flagsIn(scores['flags'] ?? null),
    cluster: cluster === undefined ? null : { cluster, distance: distance! },
    times,
  };
}

async function writtenBy(session: Session, id: string): Promise<SampleHistory['written']> {
  const sql = `SELECT stage, model, prompt, n FROM captions WHERE id = ${quoteText(id)}`;
  return ((await selectObjects(session.duck, sql))[0] as SampleHistory['written'] | undefined) ?? null;
}

/** What a stage had written about a sample. */
async function captionsBy(session: Session, stage: CompletedStage, parent: string): Promise<StageOfSample['captions']> {
  if (stage.kind !== 'synthesize') return null;
  const sql = `SELECT id, outcome, reason FROM captions WHERE parent = ${quoteText(parent)} AND stage = ${quoteText(stage.name)} ORDER BY n`;
  const lines = await selectObjects(session.duck, sql);
  const ids = lines.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  if (ids.length > 0) return { ids, why: null };
  const [failed] = lines as { outcome: string; reason: string | null }[];
  if (failed === undefined) return { ids, why: 'not asked about' };
  return { ids, why: failed.reason === null ? failed.outcome : `${failed.outcome}: ${failed.reason}` };
}

interface DecisionRow {
  readonly outcome?: string;
  readonly operator?: string | null;
  readonly reason?: string | null;
}

async function rowIn(session: Session, { part }: StagePart, row: number): Promise<Record<string, Json> | undefined> {
  const rows = await selectObjects(
    session.duck,
    `SELECT * FROM ${await session.store.source([part])} WHERE row = ${row}`,
  );
  return rows[0];
}

function scoresIn(
  measurements: ReturnType<typeof measurementsOf>,
  row: Readonly<Record<string, Json>>,
): StageOfSample['scores'] {
  return measurements.flatMap(({ label, columns }) =>
    columns
      .filter(({ key }) => !key.endsWith(sizesSuffix))
      .map(({ name, key }) => ({ operator: label, key, value: row[name] ?? null })),
  );
}

function flagsIn(json: Json): string[] {
  if (typeof json !== 'string') return [];
  return Object.entries(JSON.parse(json) as Record<string, string>).map(([what, sentence]) => `${what}: ${sentence}`);
}
