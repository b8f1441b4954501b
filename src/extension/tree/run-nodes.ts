import { join } from 'node:path';
import type { RunProgress, RunSummary } from '../../protocol/runs.ts';
import { numberText } from '../../base/number-text.ts';
import { durationText } from '../../base/pace.ts';
import type { Translate } from '../words.ts';
import { countsText } from '../counts-text.ts';
import { reportLines } from './stage-text.ts';
import { icons, type Icon, type TreeNode } from './tree-node.ts';

const stateIcons: Readonly<Record<RunSummary['state'], Icon>> = {
  running: icons.running,
  done: icons.done,
  failed: icons.failed,
  cancelled: icons.cancelled,
};

/** The runs of a dataset, the newest first. @param active the run that goes on, with where it is */
export function runNodes(
  runs: readonly RunSummary[],
  active: RunProgress | null,
  { folder, clock, t }: { folder: string; clock: (iso: string) => string; t: Translate },
): TreeNode[] {
  return runs.map((run, index) => {
    const progress = run.state === 'running' && active?.n === run.n ? active : null;
    const kinds = [
      'run',
      run.state,
      ...(index === 0 ? ['last'] : []),
      ...(reportsOf(run).length === 0 ? [] : ['report']),
    ];
    const counts = run.stages.at(-1);
    const parts = [
      ...(progress === null ? [clock(run.startedAt)] : [progressText(progress, t)]),
      ...(run.preview ? [t('preview')] : []),
      ...(progress !== null || counts === undefined ? [] : [countsText(counts, t)]),
    ];
    return {
      ...{ id: `run ${folder} ${run.n}`, kind: kinds.join(' '), label: t('Run {0}', run.n), folder, n: run.n },
      description: parts.join(' · '),
      tooltip: runTooltip(run, clock, t),
      icon: run.preview && run.state === 'done' ? { name: 'eye' } : stateIcons[run.state],
      open: run.state === 'running',
      children: runChildren(run, progress, folder, t),
    };
  });
}

/** Where a run is: `clean-1 · 240 of 10 000 measured`. */
export function progressText({ now, done, stages }: RunProgress, t: Translate): string {
  if (now === null) return t('{0} of {1} stages', done.length, stages.length);
  return `${now.stage} · ${shareText(now, t)}`;
}

function shareText({ done, total, waiting }: NonNullable<RunProgress['now']>, t: Translate): string {
  const share = t('{0} of {1}', numberText(done), numberText(total));
  return waiting === undefined ? share : `${share} · ${waiting}`;
}

/** The reports that a run wrote, one a stage, in the order of its stages. */
export function reportsOf({ folders, stages }: Pick<RunSummary, 'folders' | 'stages'>): StageFile[] {
  const place = ({ stage }: StageFile): number => stages.findIndex(({ name }) => name === stage);
  return folders
    .filter(({ files }) => files.includes('report.json'))
    .map(({ stage, path }) => ({ stage, path: join(path, 'report.json') }))
    .sort((one, other) => place(one) - place(other));
}

interface StageFile {
  readonly stage: string;
  readonly path: string;
}

function runChildren(run: RunSummary, progress: RunProgress | null, folder: string, t: Translate): TreeNode[] {
  const id = `run ${folder} ${run.n}`;
  const done = (progress?.done ?? run.stages).map((report): TreeNode => {
    const shown = { id: `${id} ${report.name}`, kind: 'runStage', label: report.name, icon: icons.done };
    const description = countsText(report, t);
    return { ...shown, description, tooltip: reportLines(report, t).join('\n'), ...files(run, report.name, id) };
  });
  const now = progress?.now ?? null;
  if (now === null || progress === null || progress.done.some(({ name }) => name === now.stage)) return done;
  const shown = { id: `${id} ${now.stage}`, kind: 'runStage', label: now.stage, icon: icons.running };
  return [...done, { ...shown, description: shareText(now, t), ...files(run, now.stage, id) }];
}

/** What a stage of a run left on the disk: its report, the recipe as it was, events, logs. */
function files({ folders }: RunSummary, stage: string, runId: string): Pick<TreeNode, 'children'> {
  const nodes = folders
    .filter((folder) => folder.stage === stage)
    .flatMap(({ path, files: names }) =>
      names.map((name): TreeNode => {
        const file = join(path, name);
        const shown = { id: `${runId} ${file}`, kind: 'file', label: name, tooltip: file, icon: { name: 'file' } };
        return { ...shown, click: 'vscode.open', path: file };
      }),
    );
  return nodes.length === 0 ? {} : { children: nodes };
}

function runTooltip(run: RunSummary, clock: (iso: string) => string, t: Translate): string {
  const { startedAt, endedAt, exit, stages } = run;
  const seconds = endedAt === null ? null : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return [
    t('Begun {0}', clock(startedAt)) + (seconds === null ? '' : ` · ${durationText(seconds)}`),
    stateLine(run, exit, t),
    ...(run.preview ? [t('A preview: outside all views.')] : []),
    ...stages.map((stage) => `${stage.name}: ${countsText(stage, t)}`),
  ].join('\n');
}

function stateLine({ state }: RunSummary, exit: number | null, t: Translate): string {
  switch (state) {
    case 'running':
      return t('Running');
    case 'done':
      return exit === 3 ? t('Done; some samples failed') : t('Done');
    case 'failed':
      return t('Failed (exit code {0})', exit ?? '?');
    case 'cancelled':
      return t('Cancelled: what is finished is kept');
  }
}
