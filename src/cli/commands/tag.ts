import { exitCodes, ProductError } from '../../protocol/errors.ts';
import { tagSamples } from '../../core/pipeline/people.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { texts } from '../options.ts';
import type { CommandContext } from '../command-context.ts';
import { plainText } from '../../base/plain-text.ts';

/** `tag`: adds and removes tags. */
export async function tag(
  { output }: CommandContext,
  [dir, ...ids]: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const add = texts(options['add']) ?? [];
  const remove = texts(options['remove']) ?? [];
  if (add.length + remove.length === 0) {
    throw new ProductError('usage', 'Nothing to do: name a tag with --add or --remove.', {
      next: 'better-synth tag DIR ID --add keep',
    });
  }
  return withSession(dir!, undefined, async (session) => {
    const tags = await tagSamples(session, ids, { add, remove });
    output.document(tags.map(([id, list]) => ({ id, tags: list })));
    for (const [id, list] of tags) output.print(`${plainText(id)}: ${list.map(plainText).join(', ') || 'no tags'}`);
    return exitCodes.done;
  });
}
