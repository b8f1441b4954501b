import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridKeys } from '../../../src/extension/grid/keys.ts';
import { gridCommands } from '../../../src/protocol/views.ts';

const manifest = {
  contributes: {
    commands: [
      { command: 'betterSynth.grid.focus-filter', title: { value: '转到筛选' } },
      { command: 'betterSynth.grid.tag-keep', title: 'Keep' },
    ],
    keybindings: [{ command: 'betterSynth.grid.focus-filter', key: 'ctrl+f', mac: 'cmd+f' }],
  },
};

test('the sheet of keys has every command, with the title and key that the editor has for it', () => {
  const keys = gridKeys(manifest, false);
  assert.deepEqual(
    keys.map(({ command }) => command),
    gridCommands,
  );
  assert.deepEqual(keys[0], { command: 'focus-filter', title: '转到筛选', key: 'Ctrl+F' });
  assert.deepEqual(
    keys.find(({ command }) => command === 'tag-keep'),
    { command: 'tag-keep', title: 'Keep', key: '' },
  );
  assert.equal(gridKeys(manifest, true)[0]?.key, 'Cmd+F');
});
