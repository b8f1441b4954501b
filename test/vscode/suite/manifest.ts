import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, type Manifest } from './product.ts';

describe('the extension', () => {
  it('is active in a folder with a recipe, without having been asked', () => {
    assert.equal(extension().isActive, true);
  });

  it('has registered exactly the commands that it contributes', async () => {
    const { contributes } = extension().packageJSON as Manifest;
    const views = Object.values(contributes.views).flatMap((group) => group.map(({ id }) => id));
    const ofViews = (command: string): boolean => views.some((view) => command.startsWith(`${view}.`));
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('betterSynth.'));
    const contributed = contributes.commands.map(({ command }) => command);
    assert.ok(contributed.length > 20, `only ${contributed.length} commands`);
    assert.deepEqual(registered.filter((id) => !ofViews(id)).sort(), contributed.sort());
  });
});
