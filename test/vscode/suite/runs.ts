import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, extension, file } from './product.ts';

describe('a run that somebody else has started', () => {
  it('is followed again when the task that followed it has ended', async () => {
    const program = join(extension().extensionPath, 'dist/cli.js');
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const run = spawn(process.execPath, [program, 'run', file('.').fsPath], { env, stdio: 'ignore' });
    const started: vscode.TaskExecution[] = [];
    const hears = vscode.tasks.onDidStartTask(({ execution }) => started.push(execution));
    try {
      for (const times of [1, 2]) {
        await eventually(
          async () => {
            await vscode.commands.executeCommand('betterSynth.run.show');
            return started.length;
          },
          (count) => count >= times,
        );
        assert.equal(started[times - 1]?.task.definition['run'], 1);
        assert.equal(run.exitCode, null, 'the run has ended too soon to be followed');
        started[times - 1]?.terminate();
        await eventually(
          () => vscode.tasks.taskExecutions.length,
          (going) => going === 0,
        );
      }
    } finally {
      hears.dispose();
      run.kill();
    }
  });
});
