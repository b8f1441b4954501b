import { column } from '../store/columns.ts';
import { quoteText } from '../store/duck.ts';
import { toJson } from '../store/json-values.ts';
import { selectRows } from '../store/rows.ts';
import type { Json } from '../../protocol/records.ts';
import { editsOf } from '../store/state/edits.ts';
import { tagsOf } from '../store/state/tags.ts';
import { measurementsOf, partOf } from './completed.ts';
import { sizesSuffix } from './measure/measurement.ts';
import { unknownId } from './people.ts';
import { createViews } from './views.ts';
import type { Session } from './session.ts';

/** A sample's whole way: where it comes from, what every stage measured, changed and decided, and what people did. */
export interface SampleHistory {
  readonly sample: Readonly<Record<string, Json>>;
  readonly stages: readonly StageOfSample[];
  readonly edits: readonly { readonly caption: string; readonly at: string }[];
  readonly tags: readonly string[];
}

/** What one stage did with a sample. */
export interface StageOfSample {
  readonly stage: string;
  readonly kind: string;
  readonly outcome: string;
  readonly operator: string | null;
  readonly reason: string | null;
  /** The text that it left, where it changed it. */
  readonly text: string | null;
  /** What its operators measured. */
  readonly scores: readonly { readonly operator: string; readonly key: string; readonly value: Json }[];
  /** What its operators noticed. */
  readonly flags: readonly string[];
  readonly cluster: { readonly cluster: number; readonly distance: number } | null;
  readonly times: number | null;
}

/** The history of one sample. @throws ProductError `usage` for an unknown id */
export async function historyOf(session: Session, id: string): Promise<SampleHistory> {
  const { dataset, flow } = await createViews(session);
  const found = await rowsOf(session, `SELECT * FROM samples WHERE id = ${quoteText(id)}`);
  const sample = found[0];
  if (sample === undefined) throw unknownId(id);
  const row = column(
    await selectRows(session.duck, `SELECT row FROM sample_rows WHERE id = ${quoteText(id)}`),
    'row',
    'int',
  )[0]!;
  const problem =
    column(
      await session.store.readColumns([dataset.part], ['problem'], { where: `row = ${row}` }),
      'problem',
      'text',
    )[0] ?? null;
  const stages: StageOfSample[] = [];
  let entering = true;
  for (const stage of flow.completed) {
    if (!entering) break;
    const read = async (
      role: 'decisions' | 'texts' | 'clusters' | 'selected' | 'scores',
    ): Promise<Record<string, Json> | undefined> => {
      const part = partOf(stage, role);
      if (part === undefined) return undefined;
      return (await rowsOf(session, `SELECT * FROM ${await session.store.source([part.part])} WHERE row = ${row}`))[0];
    };
    const decision = await read('decisions');
    const scores = await read('scores');
    const clusters = await read('clusters');
    const outcome = (decision?.['outcome'] as string | undefined) ?? 'kept';
    stages.push({
      stage: stage.name,
      kind: stage.kind,
      outcome,
      operator: (decision?.['operator'] as string | null | undefined) ?? null,
      reason: (decision?.['reason'] as string | null | undefined) ?? null,
      text: ((await read('texts'))?.['text'] as string | undefined) ?? null,
      scores: scores === undefined ? [] : scoresIn(measurementsOf(stage), scores),
      flags: flagsIn(scores?.['flags'] ?? null),
      cluster:
        clusters === undefined
          ? null
          : { cluster: clusters['cluster'] as number, distance: clusters['distance'] as number },
      times: ((await read('selected'))?.['times'] as number | undefined) ?? null,
    });
    entering = outcome === 'kept';
  }
  return {
    sample: { ...sample, problem },
    stages,
    edits: editsOf(session.state, id).map(({ caption, at }) => ({ caption, at })),
    tags: tagsOf(session.state, id).map(({ tag }) => tag),
  };
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

async function rowsOf({ duck }: Session, sql: string): Promise<Record<string, Json>[]> {
  const result = await duck.run(sql);
  const columns = result.columnNames();
  const rows = await result.getRows();
  return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, toJson(row[i]!)])));
}
