import { exitCodes } from '../../protocol/errors.ts';
import { editCaption } from '../../core/pipeline/people.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { text } from '../options.ts';
import type { CommandContext } from '../command-context.ts';
import { plainText } from '../../base/plain-text.ts';

/** `edit`: a caption of your own. */
export async function edit(
  { output }: CommandContext,
  [dir, id]: string[],
  options: Record<string, unknown>,
): Promise<number> {
  return withSession(dir!, undefined, async (session) => {
    const { before, after } = await editCaption(session, id!, text(options['text']) ?? '');
    output.document({ id, before, caption: after });
    output.print(`${plainText(id!)}: ${plainText(after)}\n  was: ${plainText(before)}`);
    return exitCodes.done;
  });
}
