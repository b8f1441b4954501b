import { exitCodes } from '../../protocol/errors.ts';
import { statusOf } from '../../core/pipeline/status.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { text } from '../options.ts';
import { plainText } from '../plain-text.ts';
import { machines } from '../machines.ts';
import type { CommandContext } from '../command-context.ts';
import { numberText, table, type Cell } from '../table.ts';

/** `status`: stages, counts, what is stale and why. */
export async function status(
  { output }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  return withSession(dir, text(options['recipe']), async (session) => {
    const found = await statusOf(session, machines());
    output.document(found);
    const { dataset, people, running } = found;
    output.print(
      `${dataset.file}: ${numberText(dataset.samples)} samples, ${numberText(dataset.problems)} unreadable, ${numberText(dataset.duplicateIds)} repeated ids`,
    );
    output.print(
      `${numberText(people.edits)} edits (${people.conflicts.length} conflicts), ${numberText(people.tags)} tags`,
    );
    for (const { id, caption } of people.conflicts)
      output.print(`! edit of ${plainText(id)} was made on another text: ${plainText(caption)}`);
    if (running !== null) output.print(`A run is going on: process ${running.pid}, since ${running.startedAt}`);
    if (found.stages.length > 0) output.print('');
    const rows = found.stages.map(({ name, kind, state, why, last }): Cell[] => [
      name,
      kind,
      state,
      last?.in,
      last?.kept,
      last?.dropped,
      last?.failed,
      why,
    ]);
    if (rows.length > 0)
      output.print(table(['stage', 'kind', 'state', 'in', 'kept', 'dropped', 'failed', 'why'], rows));
    return exitCodes.done;
  });
}
