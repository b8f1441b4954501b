import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RunProgress, RunSummary } from '../../../../src/protocol/runs.ts';
import { progressText, reportsOf, runNodes } from '../../../../src/extension/tree/run-nodes.ts';
import type { TreeNode } from '../../../../src/extension/tree/tree-node.ts';
import { english } from './english.ts';

const context = { folder: 'file:///data', clock: (iso: string) => iso.slice(11, 16), t: english };

function run(n: number, some: Partial<RunSummary> = {}): RunSummary {
  const times = { startedAt: '2026-01-02T10:00:00Z', endedAt: '2026-01-02T10:00:30Z' };
  return { n, state: 'done', exit: 0, preview: false, pid: 1, stages: [], folders: [], ...times, ...some };
}

const progress: RunProgress = {
  ...{ n: 3, pid: 1, startedAt: '2026-01-02T10:00:00Z', stages: ['clean-1', 'select'], done: [] },
  now: { type: 'progress', stage: 'clean-1', what: 'measured', done: 1240, total: 10_000 },
};

test('a run that goes on tells where it is, and is open', () => {
  const [node] = runNodes([run(3, { state: 'running', exit: null, endedAt: null })], progress, context);
  assert.equal(node?.description, 'clean-1 · 1 240 of 10 000');
  assert.equal(node.kind, 'run running last');
  assert.equal(node.open, true);
  assert.deepEqual(
    (node.children as TreeNode[]).map(({ label }) => label),
    ['clean-1'],
  );
});

test('progress says why nothing is asked just now', () => {
  const now = { ...progress.now!, waiting: 'waiting until 10:05' };
  assert.equal(progressText({ ...progress, now }, english), 'clean-1 · 1 240 of 10 000 · waiting until 10:05');
  assert.equal(progressText({ ...progress, now: null }, english), '0 of 2 stages');
});

test('only the last run can be resumed, and only a run with a report opens one', () => {
  const folders = [{ stage: 'clean-1', path: '/data/runs/2-clean-1', files: ['report.json', 'training.log'] }];
  const nodes = runNodes(
    [run(2, { state: 'cancelled', exit: 130, folders }), run(1, { state: 'failed', exit: 5 })],
    null,
    context,
  );
  assert.deepEqual(
    nodes.map(({ kind }) => kind),
    ['run cancelled last report', 'run failed'],
  );
  assert.match(nodes[0]!.tooltip!, /Cancelled: what is finished is kept/);
  assert.match(nodes[1]!.tooltip!, /Begun 10:00 · 30 s\nFailed \(exit code 5\)/);
});

const trained = { in: 9, kept: 9, dropped: 0, failed: 0, created: 0, seconds: 2, cached: false, operators: [] };

test('a run that has just ended is shown as ended, whatever was told of it last', () => {
  const [node] = runNodes([run(3, { state: 'cancelled', exit: 130 })], progress, context);
  assert.equal(node!.description, '10:00');
  assert.deepEqual(node!.children, []);
});

test('reports of a run stand in the order of its stages, whatever their folders are called', () => {
  const files = ['events.jsonl', 'report.json'];
  const folders = ['export', 'select', 'train'].map((stage) => ({ stage, path: `/data/runs/2-${stage}`, files }));
  const stages = ['select', 'train', 'export'].map((name) => ({ name, kind: 'train', ...trained }) as const);
  assert.deepEqual(
    reportsOf({ stages, folders: [...folders, { stage: 'clean', path: '/data/runs/2-clean', files: [] }] }),
    ['select', 'train', 'export'].map((stage) => ({ stage, path: join(`/data/runs/2-${stage}`, 'report.json') })),
  );
});

test('files of a run lie under their stage, and open with a click', () => {
  const folders = [{ stage: 'train', path: '/data/runs/2-train', files: ['training.log'] }];
  const stages = [{ name: 'train', kind: 'train', ...trained } as const];
  const [node] = runNodes([run(2, { folders, stages })], null, context);
  const [stage] = node!.children as TreeNode[];
  const [file] = stage!.children as TreeNode[];
  assert.deepEqual([file?.click, file?.path], ['vscode.open', join('/data/runs/2-train', 'training.log')]);
});

test('a preview is marked as one', () => {
  const [node] = runNodes([run(4, { preview: true })], null, context);
  assert.equal(node?.description, '10:00 · preview');
  assert.match(node.tooltip!, /outside all views/);
});
