/** Runs of recipes that synthesize, against a scripted server on loopback, and what they leave. */
import { resolve } from 'node:path';
import { after } from 'node:test';
import { runRecipe, type RunOptions } from '../../../src/core/pipeline/run.ts';
import type { RunEvent } from '../../../src/protocol/runs.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import type { RunMachines } from '../../../src/core/pipeline/stages/stage-of-run.ts';
import type { RunReport, StageReport } from '../../../src/protocol/records.ts';
import { dataset, framed, type Dataset, type DatasetSpec } from '../../support/dataset.ts';
import { startFaultServer, type FaultServerOptions, type Received } from '../../support/fault-server.ts';
import { noEndpoints } from '../../support/no-endpoints.ts';
import { query } from './model-runs.ts';

/** The prompt of {@link writing}: each sample asks a question of its own, and the server's script can tell them apart. */
export const askingFor = 'Say anew: {caption}';

/** A stage `write` that asks the scripted server; the rest are further parameters. */
export function writing(rest = '', prompt = askingFor): string {
  return `  - name: write\n    synthesize: { profile: scripted, prompt: '${prompt}'${rest === '' ? '' : `, ${rest}`} }\n`;
}

/** A stage that measures words and drops captions with fewer than so many. */
export function counting(name: string, least: number): string {
  return `  - name: ${name}\n    clean: { process: [{ words_num_filter: { min_num: ${least} } }] }\n`;
}

/** A recipe of these stages. */
export function recipe(...stages: readonly string[]): string {
  return `version: 1\nerror_budget: 0.9\nstages:\n${stages.join('')}`;
}

/** A sample of pictures, by their files' names, and a caption. */
export function sample(id: string, images: readonly string[], caption = `the ${id}`): object {
  return { id, images: images.map((name) => `images/${name}`), text: framed(caption) };
}

/** Small pictures, no two alike, by path. */
export function pictures(...names: readonly string[]): NonNullable<DatasetSpec['pictures']> {
  return Object.fromEntries(names.map((name, i) => [`images/${name}`, { width: 40, height: 30, seed: i + 1 }]));
}

/** Three samples with a picture each. */
export const three = {
  lines: [sample('cat', ['1.png']), sample('dog', ['2.png']), sample('owl', ['3.png'])],
  pictures: pictures('1.png', '2.png', '3.png'),
};

/** One run: its report, that of its stage `write`, and what the server was asked meanwhile. */
export interface Written {
  readonly report: RunReport;
  readonly write: StageReport;
  readonly asked: readonly Received[];
}

/** What a run may be told besides its options. */
export interface RunExtras extends RunOptions {
  /** Told all that the run tells; may abort it. */
  readonly onEvent?: (event: RunEvent, abort: AbortController) => void;
  readonly machines?: Partial<RunMachines>;
}

/** A dataset folder beside a server that answers for it. */
export interface Desk {
  readonly data: Dataset;
  readonly machines: RunMachines;
  /** All that the server was ever asked. */
  readonly received: readonly Received[];
  /** What the server answers and how it fails from now on. */
  readonly behave: (options: Pick<FaultServerOptions, 'answer' | 'script'>) => void;
  readonly run: (extras?: RunExtras) => Promise<Written>;
  /** The error of a run that is to fail, and what the server was asked until then. */
  readonly runFailing: (extras?: RunExtras) => Promise<{ error: unknown; asked: readonly Received[] }>;
}

/** Two sentences for every question; they repeat its last word. */
export const twoSentences: NonNullable<FaultServerOptions['answer']> = ({ prompt }) => {
  const what = prompt.split(' ').at(-1)!;
  return `1. A ${what} sits on a red chair.\n2. There is one ${what}.`;
};

/** Makes a folder and a server; both go away after the tests of a file. */
export async function desk(
  spec: DatasetSpec & Pick<FaultServerOptions, 'answer' | 'script' | 'latency'>,
  { model = 'scripted', concurrency = 4 }: { model?: string | null; concurrency?: number } = {},
): Promise<Desk> {
  let behaviour: Pick<FaultServerOptions, 'answer' | 'script'> = { answer: twoSentences, ...spec };
  const server = await startFaultServer({
    latency: spec.latency ?? 0,
    answer: (asked) => (behaviour.answer ?? twoSentences)(asked),
    script: (asked) => behaviour.script?.(asked) ?? null,
  });
  after(() => server.close());
  const data = await dataset(spec);
  const own: RunMachines = {
    decoder: resolve(import.meta.dirname, '../../../src/core/models/decoder.ts'),
    models: { demo: data.path('none'), cache: data.path('none') },
    endpoint: (name) =>
      name === 'scripted' ? { name, url: server.url, model, key: null, concurrency } : noEndpoints(name),
  };
  const run: Desk['run'] = async ({ onEvent = () => undefined, machines = {}, ...options } = {}) => {
    const before = server.received.length;
    const report = await withSession(data.folder, undefined, async (session) => {
      const abort = new AbortController();
      const running = runRecipe(session, options, { ...own, ...machines }, abort.signal);
      let step = await running.next();
      for (; step.done !== true; step = await running.next()) onEvent(step.value, abort);
      return step.value;
    });
    const write = report.stages.find(({ name }) => name === 'write')!;
    return { report, write, asked: server.received.slice(before) };
  };
  const runFailing: Desk['runFailing'] = async (extras) => {
    const before = server.received.length;
    const error: unknown = await run(extras).then(
      () => new Error('the run did not fail'),
      (thrown: unknown) => thrown,
    );
    return { error, asked: server.received.slice(before) };
  };
  return { data, machines: own, received: server.received, behave: (next) => (behaviour = next), run, runFailing };
}

/** What a query over texts alone answers. */
export async function texts({ folder }: Dataset, sql: string): Promise<string[][]> {
  return (await query(folder, sql)) as string[][];
}

/** The counts of a stage. */
export function countsOf({ in: entered, kept, dropped, failed, created }: StageReport): number[] {
  return [entered, kept, dropped, failed, created];
}

/** The captions that prompts of {@link writing} were made of, sorted. */
export function captionsAsked(asked: readonly Received[]): string[] {
  return asked.map(({ prompt }) => prompt.replace('Say anew: ', '')).sort();
}
