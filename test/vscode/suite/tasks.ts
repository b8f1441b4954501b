import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, file } from './product.ts';

const configured = [
  { type: 'better-synth', label: 'looks at one stage', stage: 'clean-1', dryRun: true },
  { type: 'better-synth', label: 'of no dataset', folder: 'images' },
  { type: 'better-synth', label: 'of a wrong stage', stage: 7 },
];

describe('the tasks', () => {
  it('are one for each stage of the recipe and one for all of it', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'better-synth' });
    const stages = tasks.map(({ definition }) => definition['stage'] as string | undefined);
    assert.ok(stages.includes(undefined), 'none for the whole recipe');
    for (const stage of ['clean-1', 'cluster', 'measure', 'synthesize', 'clean-2', 'select', 'train', 'export'])
      assert.ok(stages.includes(stage), `none for ${stage}: ${tasks.map(({ name }) => name).join(', ')}`);
  });

  it('of tasks.json are run, and one with a wrong folder or a wrong value runs nothing', async () => {
    const text = JSON.stringify({ version: '2.0.0', tasks: configured });
    await vscode.workspace.fs.writeFile(file('.vscode/tasks.json'), Buffer.from(text));
    const names = configured.map(({ label }) => label);
    const tasks = await eventually(
      async () => (await vscode.tasks.fetchTasks()).filter(({ name }) => names.includes(name)),
      ({ length }) => length === names.length,
    );
    const ends = new Map<string, number | undefined>();
    const hears = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) =>
      ends.set(execution.task.name, exitCode),
    );
    for (const task of tasks) {
      await vscode.tasks.executeTask(task);
      await eventually(
        () => ends.has(task.name),
        (ended) => ended,
      );
    }
    hears.dispose();
    assert.deepEqual([...ends].sort(), [
      ['looks at one stage', 0],
      ['of a wrong stage', 2],
      ['of no dataset', 2],
    ]);
  });
});
