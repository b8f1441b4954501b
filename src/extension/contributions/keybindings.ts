import type { GridCommand } from '../../protocol/views.ts';

/** Keys of the grid. Arrows, Space, Enter and Escape belong to the page itself. */
export const gridKeys: Readonly<Partial<Record<GridCommand, { readonly key: string; readonly mac?: string }>>> = {
  'focus-filter': { key: 'ctrl+f', mac: 'cmd+f' },
  'edit-caption': { key: 'f2' },
  'tag-keep': { key: 'k' },
  'tag-drop': { key: 'd' },
  'tag-undecided': { key: 'u' },
  'add-tag': { key: 't' },
  'select-all': { key: 'ctrl+a', mac: 'cmd+a' },
  'find-replace': { key: 'ctrl+h', mac: 'cmd+alt+f' },
  'show-difference': { key: 'shift+d' },
  'open-picture': { key: 'o' },
  'toggle-sample': { key: 'i' },
  'choose-scores': { key: 's' },
  'show-keys': { key: 'shift+/' },
};

const when = "activeCustomEditorId == 'betterSynth.dataset' && !betterSynth.inputFocus";

/** The key bindings as the manifest has them: users bind them anew as any other. */
export function contributedKeybindings(): object[] {
  return Object.entries(gridKeys).map(([name, keys]) => ({ command: `betterSynth.grid.${name}`, ...keys, when }));
}
