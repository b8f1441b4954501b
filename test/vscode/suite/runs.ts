import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, extension, file } from './product.ts';

describe('a run that somebody else has started', () => {
  it('is followed again when the task that followed it has ended, and its cancel is no failure', async () => {
    const program = join(extension().extensionPath, 'dist/cli.js');
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const run = spawn(process.execPath, [program, 'run', file('.').fsPath], { env, stdio: 'ignore' });
    const started: vscode.TaskExecution[] = [];
    const ends: (number | undefined)[] = [];
    const hears = vscode.Disposable.from(
      vscode.tasks.onDidStartTask(({ execution }) => started.push(execution)),
      vscode.tasks.onDidEndTaskProcess(({ exitCode }) => ends.push(exitCode)),
    );
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
        if (times === 1) started[0]?.terminate();
        else await vscode.commands.executeCommand('betterSynth.run.cancel');
        await eventually(
          () => vscode.tasks.taskExecutions.length,
          (going) => going === 0,
        );
      }
      assert.equal(vscode.tasks.taskExecutions.length, 0);
      assert.deepEqual(ends.slice(-1), [undefined]);
    } finally {
      hears.dispose();
      run.kill();
    }
  });
});
