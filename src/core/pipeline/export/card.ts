/** The dataset card of an export with pictures: what is in it and how it came to be. */
import { basename } from 'node:path';
import type { ExportFormat } from '../../recipe/recipe.ts';
import { column } from '../../store/columns.ts';
import type { WrittenFile } from '../../store/durable.ts';
import { selectRows } from '../../store/rows.ts';
import { presentRows } from '../chain.ts';
import { measurementsOf, partOf, type CompletedStage } from '../completed.ts';
import { lastRealRun } from '../last-flow.ts';
import { manifestName } from './image-package.ts';
import type { Exported } from './export-row.ts';
import type { ExportSource } from './rows.ts';

/** What the card tells of the export itself. */
export interface CardFacts {
  readonly format: ExportFormat;
  /** The file of the records. */
  readonly name: string;
  readonly records: WrittenFile & Exported;
  readonly pictures: { readonly taken: number; readonly bytes: number; readonly notes: readonly string[] };
}

/** The card as Markdown, with the front matter that dataset hubs read. It has no date: equal results have equal cards. */
export async function datasetCard(source: ExportSource, facts: CardFacts): Promise<string> {
  const { session, dataset, flow } = source;
  const { name, format, records, pictures } = facts;
  const title = basename(session.folder).replaceAll(/[^\p{L}\p{N} .-]/gu, ' ');
  const models = await modelsIn(source);
  const recipe = lastRealRun(session)?.recipe ?? '';
  return [
    `---\nlicense: unknown\ntask_categories:\n  - image-to-text\nconfigs:\n  - config_name: default\n    data_files: ${name}\n---`,
    `# ${title}`,
    `Made with Better Synth. The same dataset, recipe and seed make the same files, this card included; so it bears no date.`,
    table(
      ['what', 'how many'],
      [
        ['records', records.records],
        ...(await originsOf(source)),
        ['pictures', pictures.taken],
        ['bytes of pictures', pictures.bytes],
      ],
    ),
    [...records.notes, ...pictures.notes].map((note) => `- ${escaped(note)}`).join('\n'),
    `- \`${name}\`: the records, format ${format}, SHA-256 \`${records.sha256}\`. They name pictures by their paths in this folder.\n- \`${manifestName}\`: path, SHA-256 and size of each picture, a JSON object a line.`,
    `## Source\n\nThe dataset file had SHA-256 \`${dataset.sha256}\`.`,
    `## Stages\n\n${stageTable(flow.completed)}`,
    models.length === 0 ? '' : `## Models\n\n${models.map((line) => `- ${line}`).join('\n')}`,
    `## Recipe\n\n${fenced(recipe.trimEnd())}`,
    `## Licence\n\nPictures and captions keep the licence that they had in their source; this export grants none. Captions that a model wrote are also under the terms of that model. Put the licence that holds into the first lines of this card before you publish it.`,
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
    .concat('\n');
}

function stageTable(stages: readonly CompletedStage[]): string {
  const rows = stages.map(({ name, kind, report }) => {
    const { in: entered, kept, dropped, failed, created } = report;
    return [name, kind, entered, kept, dropped, failed, created];
  });
  return table(['stage', 'kind', 'in', 'kept', 'dropped', 'failed', 'created'], rows);
}

/** How many samples of each origin are in the result. */
async function originsOf({ session, flow }: ExportSource): Promise<[string, number][]> {
  const rows = presentRows(flow.chain, ['origin']);
  const sql = `SELECT origin, count(*)::INTEGER AS n FROM (${rows}) GROUP BY origin ORDER BY origin`;
  const batch = await selectRows(session.duck, sql);
  const counts = column(batch, 'n', 'int');
  return column(batch, 'origin', 'text').map((origin, i) => [`samples, ${origin}`, counts[i]!]);
}

/** A line a model, with the stages that it measured or wrote captions in. */
async function modelsIn({ session, flow }: ExportSource): Promise<string[]> {
  const stagesOf = new Map<string, Set<string>>();
  const add = (model: string | undefined | null, stage: string): void => {
    if (model === undefined || model === null) return;
    stagesOf.set(model, (stagesOf.get(model) ?? new Set()).add(stage));
  };
  for (const stage of flow.completed) {
    for (const { model } of measurementsOf(stage)) add(model, stage.name);
    for (const { model } of stage.report.models ?? []) add(model, stage.name);
    const captions = partOf(stage, 'captions');
    if (captions === undefined) continue;
    const part = await session.store.source([captions.part]);
    const found = await selectRows(session.duck, `SELECT DISTINCT model FROM ${part} ORDER BY model`);
    for (const model of column(found, 'model', 'text')) add(model, stage.name);
  }
  return [...stagesOf].map(([model, stages]) => `${escaped(model)} (${[...stages].join(', ')})`);
}

function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A text of somebody else's, shown as it is. */
function escaped(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/[\\`*_[\]<>|]/g, '\\$&');
}

/** A block whose fence is longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}yaml\n${text}\n${fence}`;
}
