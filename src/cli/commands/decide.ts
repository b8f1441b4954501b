import { exitCodes } from '../../protocol/errors.ts';
import { parseSetting, readStage, replay, withSettings, writeRecipe } from '../../core/pipeline/decide-at.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { text, texts } from '../options.ts';
import { plainText } from '../../base/plain-text.ts';
import type { CommandContext } from '../command-context.ts';
import { numberText } from '../../base/number-text.ts';
import { table, type Cell } from '../table.ts';

const shownIds = 10;

/** `decide`: what would be kept at other thresholds. */
export async function decide(
  { output }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const name = text(options['stage'])!;
  const settings = (texts(options['set']) ?? []).map(parseSetting);
  return withSession(dir, text(options['recipe']), async (session) => {
    const changed = withSettings(session, name, settings);
    const stored = await readStage(session, name);
    const result = await replay(stored, changed.stage.process);
    output.document(result);
    const { in: entered, kept, dropped, failed, unknown, operators, added, removed } = result;
    const rows = operators.map((operator): Cell[] => [
      operator.name,
      operator.in,
      operator.kept,
      operator.dropped,
      operator.failed,
      operator.unknown,
    ]);
    output.print(
      table(
        ['operator', 'in', 'kept', 'dropped', 'failed', 'unknown'],
        [...rows, [name, entered, kept, dropped, failed, unknown]],
      ),
    );
    output.print(`${listed('+', 'come in', added)}\n${listed('−', 'fall out', removed)}`);
    if (options['write'] === true) {
      await writeRecipe(changed);
      output.remark(`Written to ${[...changed.files.keys()].join(', ')}. better-synth run decides so.`);
    }
    return exitCodes.done;
  });
}

function listed(sign: string, what: string, ids: readonly string[]): string {
  const shown = ids.slice(0, shownIds).map(plainText).join(', ');
  return `${sign} ${numberText(ids.length)} ${what}${ids.length === 0 ? '' : `: ${shown}${ids.length > shownIds ? ', …' : ''}`}`;
}
