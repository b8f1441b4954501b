import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Overview, StageOverview } from '../../../../src/protocol/engine.ts';
import type { StageReport } from '../../../../src/protocol/records.ts';
import { datasetDescription, datasetNodes } from '../../../../src/extension/tree/dataset-nodes.ts';
import type { TreeNode } from '../../../../src/extension/tree/tree-node.ts';
import { english } from './english.ts';

const folder = 'file:///data/birds';

function report(name: string, kept: number, dropped = 0, failed = 0): StageReport {
  const counts = { in: kept + dropped + failed, kept, dropped, failed };
  const operators = [{ name: 'words_num_filter', seconds: 1, ...counts }];
  return { name, kind: 'clean', created: 0, seconds: 1, cached: false, operators, ...counts };
}

function stage(name: string, last: StageReport | null, state = 'up to date'): StageOverview {
  return { name, kind: 'clean', state, why: state === 'stale' ? 'the recipe has changed' : null, last };
}

function overview(some: Partial<Overview>): Overview {
  const empty = { clusters: [], tags: [], conflicts: [], quarantine: [], scores: [], stages: [] };
  return {
    file: 'data.jsonl',
    samples: 10_003,
    problems: 0,
    imported: true,
    edits: 0,
    failure: null,
    ...empty,
    ...some,
  };
}

function find(nodes: readonly TreeNode[], label: string): TreeNode {
  const all = nodes.flatMap((node) => [node, ...(Array.isArray(node.children) ? (node.children as TreeNode[]) : [])]);
  const found =
    all.find((node) => node.label === label) ??
    all.flatMap((node) => node.children as TreeNode[]).find((node) => node?.label === label);
  assert.ok(found, `no line ${label}`);
  return found;
}

test('a stage tells what became of its samples, and opens the grid on each outcome', () => {
  const stages = [stage('clean-1', report('clean-1', 8123, 1877, 3)), stage('select', report('select', 5000, 3123))];
  const nodes = datasetNodes(overview({ stages }), folder, english);
  const first = find(nodes, 'clean-1');
  assert.equal(first.description, '8 123 kept · 1 877 dropped · 3 failed');
  const rows = first.children as TreeNode[];
  assert.deepEqual(
    rows.map(({ label, description, filter }) => [label, description, filter]),
    [
      ['Kept', '8 123', '-((stage:clean-1) (outcome:dropped OR outcome:failed))'],
      ['Dropped', '1 877', 'stage:clean-1 outcome:dropped'],
      ['Failed', '3', 'stage:clean-1 outcome:failed'],
    ],
  );
  assert.ok(rows.every(({ click }) => click === 'betterSynth.dataset.open'));
  assert.equal(find(nodes, 'select').filter, '-((stage:clean-1 OR stage:select) (outcome:dropped OR outcome:failed))');
});

test('a stage that was never run says so, and a stale one says why', () => {
  const stages = [stage('clean-1', report('clean-1', 1), 'stale'), stage('clean-2', null, 'never run')];
  const nodes = datasetNodes(overview({ stages }), folder, english);
  assert.match(find(nodes, 'clean-1').tooltip!, /^clean-1 \(clean\): stale, the recipe has changed\n1 in · 1 kept/);
  assert.equal(find(nodes, 'clean-2').description, 'never run');
  assert.equal(find(nodes, 'clean-2').children, undefined);
});

test('clusters, tags, edits, conflicts and quarantine open the grid on their samples', () => {
  const nodes = datasetNodes(
    overview({
      clusters: [{ cluster: 7, samples: 240 }],
      tags: [{ tag: 'needs "care"', samples: 2 }],
      edits: 4,
      conflicts: [{ id: 'b-1', caption: 'A heron', why: 'has another text than was edited' }],
      quarantine: [{ stage: 'clean-1', operator: 'image_blur_filter', reason: 'the picture is missing', samples: 3 }],
    }),
    folder,
    english,
  );
  assert.equal(find(nodes, 'Cluster 7').filter, 'cluster:7');
  assert.equal(find(nodes, 'needs "care"').filter, 'tag:"needs \\"care\\""');
  assert.equal(find(nodes, 'Edited').filter, 'is:edited');
  assert.equal(find(nodes, 'b-1').filter, 'id:b-1');
  const failed = find(nodes, 'the picture is missing');
  assert.equal(failed.filter, 'stage:clean-1 outcome:failed operator:image_blur_filter');
  assert.equal(failed.description, '3 · image_blur_filter');
});

test('what is empty has no line', () => {
  assert.deepEqual(datasetNodes(overview({}), folder, english), []);
});

test('a recipe that is wrong is told with its remedy, above what is there', () => {
  const failure = { kind: 'usage', message: 'line one\nline two', details: { next: 'Mend it.' } } as const;
  const lines = datasetNodes(overview({ failure, edits: 1 }), folder, english);
  assert.deepEqual(
    lines.map(({ kind, label }) => [kind, label]),
    [
      ['failure', 'line one'],
      ['failure', 'Mend it.'],
      ['edited', 'Edited'],
    ],
  );
  assert.equal(lines[0]?.tooltip, 'line one\nline two\nMend it.');
});

test('all lines of a dataset have ids of their own', () => {
  const stages = [stage('tags', report('tags', 1, 1, 1)), stage('clusters', null)];
  const tags = ['keep', 'drop'].map((tag) => ({ tag, samples: 1 }));
  const nodes = datasetNodes(overview({ stages, tags, problems: 2 }), folder, english);
  const ids = nodes.flatMap(function all(node: TreeNode): string[] {
    return [node.id, ...((node.children ?? []) as TreeNode[]).flatMap(all)];
  });
  assert.equal(new Set(ids).size, ids.length);
});

test('a dataset that is being read says how far it is', () => {
  assert.equal(datasetDescription(overview({}), english), '10 003 samples');
  assert.equal(datasetDescription(overview({ imported: false }), english), 'reading… 10 003 samples');
});
