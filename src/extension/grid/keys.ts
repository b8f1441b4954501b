import { gridCommands, type GridStart } from '../../protocol/views.ts';

/** The part of a manifest that tells of commands and keys. The editor has translated the titles. */
export interface Manifest {
  readonly contributes?: {
    readonly commands?: readonly { readonly command: string; readonly title: string | { readonly value: string } }[];
    readonly keybindings?: readonly { readonly command: string; readonly key: string; readonly mac?: string }[];
  };
}

/** The grid's commands with their titles and the keys that they are born with. */
export function gridKeys({ contributes = {} }: Manifest, onMac: boolean): GridStart['keys'] {
  return gridCommands.map((command) => {
    const isIt = (other: { readonly command: string }): boolean => other.command === `betterSynth.grid.${command}`;
    const binding = contributes.keybindings?.find(isIt);
    const title = contributes.commands?.find(isIt)?.title ?? command;
    const key = binding === undefined ? '' : shownKey(onMac ? (binding.mac ?? binding.key) : binding.key);
    return { command, title: typeof title === 'string' ? title : title.value, key };
  });
}

function shownKey(key: string): string {
  return key
    .split('+')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('+');
}
