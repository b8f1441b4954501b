import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the tasks', () => {
  it('are one for each stage of the recipe and one for all of it', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'better-synth' });
    const stages = tasks.map(({ definition }) => definition['stage'] as string | undefined);
    assert.ok(stages.includes(undefined), 'none for the whole recipe');
    for (const stage of ['clean-1', 'cluster', 'measure', 'synthesize', 'clean-2', 'select', 'train', 'export'])
      assert.ok(stages.includes(stage), `none for ${stage}: ${tasks.map(({ name }) => name).join(', ')}`);
  });
});
