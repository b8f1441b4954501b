/** What is settled before a run begins: another run, an unsaved recipe, and what would leave this machine. */
import * as vscode from 'vscode';
import { numberText } from '../../base/number-text.ts';
import type { RunProgress } from '../../protocol/runs.ts';
import { runCli } from '../processes/run-cli.ts';
import type { DatasetFolder, Engine, Product } from '../product.ts';
import { asksEndpoint, keyVariables } from './endpoint-keys.ts';
import { remoteRequests, type PlannedStage } from './remote-requests.ts';
import { runArguments, type RunRequest } from './run-request.ts';

/**
 * Whether a run may begin. Waits for another one where the user says so.
 * @param tell says in its terminal what is waited for
 */
export async function mayBegin(
  product: Product,
  dataset: DatasetFolder,
  request: RunRequest,
  tell: (text: string) => void,
): Promise<boolean> {
  await saveRecipe(dataset);
  if (request.dryRun === true) return true;
  const engine = product.engines.of(dataset);
  const other = await engine.ask('runs/active', null);
  if (other !== null && !(await waitsFor(engine, other, tell))) return false;
  return agreesToSend(product, engine, request);
}

/** A run reads the file: what stands in an editor must be in it. */
export async function saveRecipe({ recipe }: DatasetFolder): Promise<void> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === recipe.toString());
  if (open?.isDirty === true) await open.save();
}

async function waitsFor(engine: Engine, { n }: RunProgress, tell: (text: string) => void): Promise<boolean> {
  const show = vscode.l10n.t('Show It');
  const wait = vscode.l10n.t('Wait, Then Run');
  const text = vscode.l10n.t('Run {0} goes on in {1}. A dataset has one run at a time.', n, engine.dataset.name);
  const answer = await vscode.window.showInformationMessage(text, { modal: true }, wait, show);
  if (answer === show) await vscode.commands.executeCommand('betterSynth.run.show');
  if (answer !== wait) return false;
  tell(vscode.l10n.t('Waiting until run {0} has ended…', n));
  await endOf(engine, n);
  return true;
}

async function endOf(engine: Engine, n: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const subscription = engine.on('run-progress', (progress) => {
      if (progress?.n === n) return;
      subscription.dispose();
      resolve();
    });
  });
}

/** Asks once per run before anything is sent beyond this machine. */
async function agreesToSend({ log }: Product, engine: Engine, request: RunRequest): Promise<boolean> {
  if (!(await asksEndpoint(engine))) return true;
  const folder = engine.dataset.uri.fsPath;
  const [command, ...rest] = runArguments(folder, { ...request, dryRun: true });
  const { exit, stdout } = await runCli([command!, '--json', ...rest], {
    folder,
    variables: await keyVariables(engine),
  });
  // The run itself says best what is wrong.
  if (exit !== 0) return true;
  const requests = remoteRequests((JSON.parse(stdout) as { stages: PlannedStage[] }).stages);
  if (requests.length === 0) return true;
  const lines = requests.map(({ stage, origin, atMost }) =>
    atMost === null
      ? vscode.l10n.t('{0}: a request to {1} for each sample that enters it', stage, origin)
      : vscode.l10n.t('{0}: at most {1} requests to {2}', stage, numberText(atMost), origin),
  );
  log.info(`asks before sending: ${lines.join('; ')}`);
  const send = vscode.l10n.t('Send');
  const detail = [...lines, vscode.l10n.t('Each shows a picture and a prompt; it may cost money.')].join('\n');
  const text = vscode.l10n.t('This run sends requests to another machine.');
  return (await vscode.window.showWarningMessage(text, { modal: true, detail }, send)) === send;
}
