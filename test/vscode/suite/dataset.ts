import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, file } from './product.ts';

function activeInput(): unknown {
  return vscode.window.tabGroups.activeTabGroup.activeTab?.input;
}

describe('a dataset', () => {
  it('opens in the grid by the command', async () => {
    await vscode.commands.executeCommand('betterSynth.dataset.open');
    const input = await eventually(activeInput, (shown) => shown instanceof vscode.TabInputCustom);
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, 'betterSynth.dataset');
    assert.equal(input.uri.path, file('data.jsonl').path);
  });

  it('opens as text where nobody asks for the grid', async () => {
    await vscode.commands.executeCommand('vscode.open', file('data.jsonl'), vscode.ViewColumn.Beside);
    assert.ok(
      (await eventually(activeInput, (shown) => shown instanceof vscode.TabInputText)) instanceof vscode.TabInputText,
    );
  });
});
