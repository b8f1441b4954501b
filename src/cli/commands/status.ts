import { exitCodes } from '../../protocol/errors.ts';
import { statusOf } from '../../core/pipeline/status.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { text } from '../options.ts';
import { plainText } from '../../base/plain-text.ts';
import { machines } from '../../core/pipeline/machines.ts';
import type { CommandContext } from '../command-context.ts';
import { numberText } from '../../base/number-text.ts';
import { table, type Cell } from '../table.ts';
import { counted } from '../words.ts';

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
      `${dataset.file}: ${counted(dataset.samples, 'sample')}, ${numberText(dataset.problems)} unreadable, ${counted(dataset.duplicateIds, 'repeated id')}`,
    );
    output.print(
      `${counted(people.edits, 'edit')} (${counted(people.conflicts.length, 'conflict')}), ${counted(people.tags, 'tag')}`,
    );
    for (const { id, caption, why } of people.conflicts)
      output.print(`! ${plainText(id)} ${plainText(why)}; its edit waits: ${plainText(caption)}`);
    if (running !== null) output.print(`A run is going on: process ${running.pid}, since ${running.startedAt}`);
    if (found.stages.length > 0) output.print('');
    const creates = found.stages.some(({ last }) => (last?.created ?? 0) > 0);
    const rows = found.stages.map(({ name, kind, state, why, last }): Cell[] => [
      name,
      kind,
      state,
      last?.in,
      last?.kept,
      last?.dropped,
      last?.failed,
      ...(creates ? [last !== null && last.created > 0 ? last.created : null] : []),
      why,
    ]);
    const created = creates ? ['created'] : [];
    if (rows.length > 0)
      output.print(table(['stage', 'kind', 'state', 'in', 'kept', 'dropped', 'failed', ...created, 'why'], rows));
    return exitCodes.done;
  });
}
