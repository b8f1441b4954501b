import type { Overview, StageOverview } from '../../protocol/engine.ts';
import { filterValue } from '../../protocol/filter-fields.ts';
import { numberText } from '../../base/number-text.ts';
import type { Translate } from '../words.ts';
import { failureNodes } from './failure-node.ts';
import { countsText } from '../counts-text.ts';
import { stageTooltip } from './stage-text.ts';
import { icons, type Icon, type TreeNode } from './tree-node.ts';

/** What is shown of a long list. */
const most = 200;

/** A dataset folder's lines: stages, clusters, tags, edits, conflicts, quarantine. */
export function datasetNodes(overview: Overview, folder: string, t: Translate): TreeNode[] {
  const { failure, stages, conflicts, edits, problems } = overview;
  return [
    ...(failure === null ? [] : failureNodes(failure, folder, false)),
    ...(stages.length === 0 ? [] : [stagesNode(stages, folder, t)]),
    ...groupNode({
      id: 'clusters',
      label: t('Clusters'),
      icon: { name: 'symbol-array' },
      folder,
      children: overview.clusters.map(({ cluster, samples }) => ({
        key: String(cluster),
        label: t('Cluster {0}', cluster),
        samples,
        filter: `cluster:${cluster}`,
      })),
    }),
    ...groupNode({
      id: 'tags',
      label: t('Tags'),
      icon: { name: 'tag' },
      folder,
      children: overview.tags.map(({ tag, samples }) => ({
        key: tag,
        label: tag,
        samples,
        filter: `tag:${filterValue(tag)}`,
      })),
    }),
    ...(edits === 0 ? [] : [editedNode(edits, folder, t)]),
    ...(conflicts.length === 0 ? [] : [conflictsNode(conflicts, folder, t)]),
    ...groupNode({
      id: 'quarantine',
      label: t('Quarantine'),
      icon: icons.warning,
      folder,
      children: overview.quarantine.map(({ stage, operator, reason, samples }) => ({
        key: `${stage} ${operator} ${reason}`,
        label: reason,
        samples,
        note: operator ?? stage,
        filter: `stage:${stage} outcome:failed${operator === null ? '' : ` operator:${filterValue(operator)}`}`,
      })),
    }),
    ...(problems === 0 ? [] : [problemsNode(problems, folder, t)]),
  ];
}

/** What stands behind a dataset's name. */
export function datasetDescription({ samples, imported }: Overview, t: Translate): string {
  return imported ? t('{0} samples', numberText(samples)) : t('reading… {0} samples', numberText(samples));
}

function stagesNode(stages: readonly StageOverview[], folder: string, t: Translate): TreeNode {
  const children = stages.map((stage, index) => stageNode(stage, stages.slice(0, index + 1), folder, t));
  return { id: `stages ${folder}`, kind: 'group', label: t('Stages'), icon: { name: 'layers' }, open: true, children };
}

function stageNode(stage: StageOverview, upTo: readonly StageOverview[], folder: string, t: Translate): TreeNode {
  const { name, last } = stage;
  const id = `stage ${folder} ${name}`;
  const own = `stage:${name} outcome:`;
  const before = upTo.map((other) => `stage:${other.name}`).join(' OR ');
  const row = (outcome: string, label: string, count: number, filter: string, icon: Icon): TreeNode[] =>
    count === 0
      ? []
      : [
          {
            ...{ id: `${id} ${outcome}`, kind: 'filtered', label, icon, folder, filter },
            description: numberText(count),
            click: 'betterSynth.dataset.open',
          },
        ];
  return {
    ...{ id, kind: 'stage', label: name, folder, stage: name, icon: stateIcon(stage) },
    description: last === null ? t('never run') : countsText(last, t),
    tooltip: stageTooltip(stage, t),
    filter: `-((${before}) (outcome:dropped OR outcome:failed))`,
    ...(last === null
      ? {}
      : {
          children: [
            ...row('kept', t('Kept'), last.kept, `-((${before}) (outcome:dropped OR outcome:failed))`, icons.done),
            ...row('dropped', t('Dropped'), last.dropped, `${own}dropped`, { name: 'trash' }),
            ...row('failed', t('Failed'), last.failed, `${own}failed`, icons.failed),
            ...row('created', t('Created'), last.created, 'is:created', { name: 'sparkle' }),
          ],
        }),
  };
}

function stateIcon({ state, last }: StageOverview): Icon {
  if (last === null) return icons.waiting;
  // Nothing was compared, in Restricted Mode or with a broken recipe.
  if (state === 'not known') return { name: icons.done.name };
  if (state !== 'up to date') return icons.stale;
  return last.failed > 0 ? { ...icons.done, colour: 'list.warningForeground' } : icons.done;
}

interface Group {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  readonly folder: string;
  readonly children: readonly {
    readonly key: string;
    readonly label: string;
    readonly samples: number;
    readonly filter: string;
    readonly note?: string;
  }[];
}

function groupNode({ id, label, icon, folder, children }: Group): TreeNode[] {
  if (children.length === 0) return [];
  const rows = children.slice(0, most).map(({ key, label, samples, filter, note }): TreeNode => {
    const description = note === undefined ? numberText(samples) : `${numberText(samples)} · ${note}`;
    const shown = { id: `${id} ${folder} ${key}`, kind: 'filtered', label, description, folder, filter };
    return { ...shown, tooltip: `${label}\n${description}`, click: 'betterSynth.dataset.open' };
  });
  const description = numberText(children.length);
  return [{ id: `${id} ${folder}`, kind: 'group', label, description, icon, children: rows }];
}

function editedNode(edits: number, folder: string, t: Translate): TreeNode {
  const shown = { id: `edited ${folder}`, kind: 'edited', label: t('Edited'), description: numberText(edits), folder };
  return { ...shown, icon: { name: 'edit' }, filter: 'is:edited', click: 'betterSynth.dataset.open' };
}

function conflictsNode(conflicts: Overview['conflicts'], folder: string, t: Translate): TreeNode {
  const children = conflicts.slice(0, most).map(({ id, caption, why }): TreeNode => {
    const shown = { id: `conflict ${folder} ${id}`, kind: 'filtered', label: id, description: why, folder };
    const tooltip = `${t('The edit waits: {0}', why)}\n\n${caption}`;
    return { ...shown, tooltip, filter: `id:${filterValue(id)}`, click: 'betterSynth.dataset.open' };
  });
  const description = numberText(conflicts.length);
  const tooltip = t('Edits of samples that have another text now, or are gone. Nothing of them is lost.');
  const shown = { id: `conflicts ${folder}`, kind: 'group', label: t('Conflicts'), description, tooltip };
  return { ...shown, icon: { name: 'git-merge', colour: 'list.warningForeground' }, children };
}

function problemsNode(problems: number, folder: string, t: Translate): TreeNode {
  const shown = { id: `problems ${folder}`, kind: 'filtered', label: t('Unreadable lines'), folder };
  const tooltip = t('Lines that are no samples. The dataset file is left as it is.');
  return {
    ...shown,
    description: numberText(problems),
    tooltip,
    icon: icons.warning,
    click: 'betterSynth.dataset.open',
  };
}
