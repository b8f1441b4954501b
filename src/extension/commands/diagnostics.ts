import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { nodeProgram } from '../processes/programs.ts';
import type { Product } from '../product.ts';
import { withoutHome } from './without-home.ts';
import { registerCommand } from './register-command.ts';

/** The last lines of the log that go along. */
const lastLines = 60;

/** *Copy Diagnostics*: what a bug report needs, and nothing of the dataset. */
export function registerDiagnostics(product: Product): vscode.Disposable {
  return registerCommand(product, 'betterSynth.diagnostics.copy', async () => {
    await vscode.env.clipboard.writeText(await diagnostics(product));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Copied: versions, settings, the state of engines, the end of the log. Captions are not in it.'),
    );
  });
}

async function diagnostics({ context, datasets, engines }: Product): Promise<string> {
  const { version } = context.extension.packageJSON as { version: string };
  const settings = vscode.workspace.getConfiguration('betterSynth');
  const remote = vscode.env.remoteName ?? 'none';
  const lines = [
    `Better Synth ${version}`,
    `${vscode.env.appName} ${vscode.version} · ${process.platform}-${process.arch} · Node ${process.versions.node}`,
    `display language ${vscode.env.language} · remote ${remote} · trusted ${vscode.workspace.isTrusted}`,
    `engine.node ${nodeProgram().chosen ? nodeProgram().path : '(the editor’s)'}`,
    `grid.thumbnailSize ${settings.get<number>('grid.thumbnailSize')} · grid.scores ${settings.get<string[]>('grid.scores')?.join(', ')}`,
    `datasets ${datasets.all.length}`,
    ...engines.all().map(({ state, failure }) => `engine ${state}${failure === null ? '' : `: ${failure.message}`}`),
    '',
    ...(await lastOfLog(context.logUri)),
  ];
  return withoutHome(lines.join('\n'), homedir());
}

/** The channel writes into this folder; it cannot be read back otherwise. */
async function lastOfLog(folder: vscode.Uri): Promise<string[]> {
  try {
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    const name = names.find((each) => each.endsWith('.log'));
    if (name === undefined) return [];
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
    return new TextDecoder().decode(bytes).trimEnd().split('\n').slice(-lastLines);
  } catch {
    return [];
  }
}
