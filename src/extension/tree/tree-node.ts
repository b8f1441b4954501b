import type { CommandId } from '../contributions/commands.ts';

/** What a tree shows on a line, without the editor's own types. */
export interface TreeNode {
  /** Unique in its tree and stable: the editor remembers by it what is open. */
  readonly id: string;
  /** What menus ask for (`viewItem`). */
  readonly kind: string;
  readonly label: string;
  readonly description?: string;
  /** Plain text. */
  readonly tooltip?: string;
  readonly icon?: Icon;
  /** What a click does; the node itself is what the command is told. */
  readonly click?: CommandId | 'vscode.open';
  /** Of `vscode.open`: an absolute path. */
  readonly path?: string;
  readonly open?: boolean;
  readonly children?: readonly TreeNode[] | (() => Promise<readonly TreeNode[]>);

  /** What commands are told: the dataset folder's Uri as text, … */
  readonly folder?: string;
  readonly stage?: string;
  readonly filter?: string;
  readonly n?: number;
  /** … and a place in a recipe. */
  readonly uri?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A codicon, and a colour of the theme where it says something. */
export interface Icon {
  readonly name: string;
  readonly colour?: string;
}

/** Icons that several trees show alike. */
export const icons = {
  done: { name: 'pass', colour: 'testing.iconPassed' },
  failed: { name: 'error', colour: 'testing.iconFailed' },
  stale: { name: 'history', colour: 'list.warningForeground' },
  waiting: { name: 'circle-outline' },
  running: { name: 'sync~spin' },
  cancelled: { name: 'circle-slash' },
  warning: { name: 'warning', colour: 'list.warningForeground' },
} as const satisfies Record<string, Icon>;
