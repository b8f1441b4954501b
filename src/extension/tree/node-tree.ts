import * as vscode from 'vscode';
import { failureOf } from '../../protocol/failure.ts';
import { plainLines } from '../plain-lines.ts';
import { failureNodes } from './failure-node.ts';
import type { TreeNode } from './tree-node.ts';

/** Changes that come together are shown together: milliseconds. */
const together = 250;

/** A tree of {@link TreeNode}s: asks for its roots when it is shown, and again when something has changed. */
export class NodeTree implements vscode.TreeDataProvider<TreeNode> {
  readonly #found: Promise<void>;
  readonly #load: () => Promise<readonly TreeNode[]>;
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #timer: NodeJS.Timeout | null = null;

  /** @param found nothing is asked before: an answer without datasets would be shown, and at once be taken back */
  constructor(found: Promise<void>, load: () => Promise<readonly TreeNode[]>) {
    this.#found = found;
    this.#load = load;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    await this.#found;
    if (node === undefined) return [...(await this.#load())];
    const { children = [] } = node;
    return [...(typeof children === 'function' ? await children() : children)];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = new vscode.TreeItem(plainLines(node.label), stateOf(node));
    item.id = node.id;
    item.contextValue = node.kind;
    if (node.description !== undefined) item.description = plainLines(node.description);
    // A text is shown as it is; Markdown would make links of what captions say.
    item.tooltip = plainLines(node.tooltip ?? `${node.label}\n${node.description ?? ''}`);
    // Otherwise a reader would be told the tooltip instead of the line.
    item.accessibilityInformation = { label: plainLines([node.label, node.description].filter(Boolean).join(', ')) };
    const { icon } = node;
    if (icon !== undefined) item.iconPath = new vscode.ThemeIcon(icon.name, colourOf(icon.colour));
    if (node.click !== undefined) item.command = commandOf(node, node.click);
    return item;
  }

  /** Asks again, soon. */
  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#changed.fire(undefined);
    }, together);
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#changed.dispose();
  }
}

/** What `load` gives, or a line that says why there is nothing. */
export async function orFailure(
  folder: string,
  isGone: () => boolean,
  load: () => Promise<readonly TreeNode[]>,
): Promise<readonly TreeNode[]> {
  try {
    return await load();
  } catch (error) {
    return failureNodes(failureOf(error), folder, isGone());
  }
}

function stateOf({ children, open }: TreeNode): vscode.TreeItemCollapsibleState {
  if (children === undefined || children.length === 0) {
    if (typeof children !== 'function') return vscode.TreeItemCollapsibleState.None;
  }
  return open === true ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function colourOf(colour: string | undefined): vscode.ThemeColor | undefined {
  return colour === undefined ? undefined : new vscode.ThemeColor(colour);
}

function commandOf(node: TreeNode, command: string): vscode.Command {
  if (node.path !== undefined) return { command, title: '', arguments: [vscode.Uri.file(node.path)] };
  const { folder, stage, filter, n, uri, line, column } = node;
  return { command, title: '', arguments: [{ folder, stage, filter, n, uri, line, column }] };
}
