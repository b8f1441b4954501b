import { l10n } from 'vscode';
import { leastNode } from '../processes/node-version.ts';
import type { Ending } from '../processes/start-engine.ts';
import { FailureError } from '../../protocol/failure.ts';

/** Why questions on their way got no answer. */
export function stoppedWhileAsked(): FailureError {
  return new FailureError({
    kind: 'bug',
    message: l10n.t('The engine stopped before it could answer.'),
    details: {
      safe: l10n.t('What was saved before is on the disk.'),
      next: l10n.t('Try again: it is started anew. The log says more.'),
    },
  });
}

/** Why an engine is not started once more. */
export function crashedTwice(ending: Ending): FailureError {
  return new FailureError({
    kind: 'bug',
    message: l10n.t('The engine has stopped twice ({0}).', howEnded(ending)),
    details: {
      ...(lastLine(ending) === '' ? {} : { where: lastLine(ending) }),
      safe: l10n.t('What was saved before is on the disk.'),
      next: l10n.t('Restart the engine; the log says more.'),
    },
  });
}

/** How a process ended, in a few words. */
export function howEnded({ code, signal }: Pick<Ending, 'code' | 'signal'>): string {
  return signal === null ? l10n.t('exit code {0}', code ?? '?') : l10n.t('signal {0}', signal);
}

/** Why no engine can be started with a Node. */
export function unusableNode(path: string, version: string | null, chosen: boolean): FailureError {
  const next = chosen
    ? l10n.t('Change the setting betterSynth.engine.node, or empty it: the editor brings a Node of its own.')
    : l10n.t('Update the editor, or name a Node of your own in the setting betterSynth.engine.node.');
  const message =
    version === null
      ? l10n.t('The engine does not start: {0} is no Node.', path)
      : l10n.t('The engine needs Node {0} or later; {1} is Node {2}.', leastNode, path, version);
  return new FailureError({ kind: 'usage', message, details: { where: path, next } });
}

/** Why an engine did not start at all. */
export function notStarted(error: unknown): FailureError {
  return new FailureError({
    kind: 'bug',
    message: l10n.t('The engine does not start: {0}', error instanceof Error ? error.message : String(error)),
    details: { next: l10n.t('Restart the engine; the log says more.') },
  });
}

function lastLine({ lastWords }: Ending): string {
  return lastWords.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}
