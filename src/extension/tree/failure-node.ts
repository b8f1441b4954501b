import type { Failure } from '../../protocol/engine.ts';
import { icons, type TreeNode } from './tree-node.ts';

/** A failure as lines of a tree: what happened, and what helps. A tree is never empty because something went wrong. */
export function failureNodes({ message, details, kind }: Failure, folder: string, gone: boolean): TreeNode[] {
  const [first = ''] = message.split('\n');
  const lines = [message, details.where, details.safe, details.next].filter((line) => line !== undefined);
  const click = gone ? 'betterSynth.engine.restart' : 'betterSynth.log.show';
  const shown = { kind: 'failure', tooltip: lines.join('\n'), click, folder } as const;
  const icon = kind === 'usage' ? icons.warning : icons.failed;
  const what = { ...shown, id: `failure ${folder}`, label: first, icon };
  if (details.next === undefined) return [what];
  return [what, { ...shown, id: `remedy ${folder}`, label: details.next, icon: { name: 'lightbulb' } }];
}
