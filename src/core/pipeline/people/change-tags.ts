/** Tags that people set: in batches that are written together or not at all, and can be taken back. */
import type { Batch } from '../../../protocol/engine.ts';
import { ProductError } from '../../../protocol/errors.ts';
import { hasTag, idsWithTag, putTags, type TagChange } from '../../store/state/tags.ts';
import type { State } from '../../store/state/state.ts';

/** What a change of tags did; all of it is on the disk. */
export interface TagsChanged {
  readonly batch: Batch;
  /** Whose tags are others now. */
  readonly samples: number;
}

/** From so many samples on all that have a tag are read at once. */
const many = 1000;

/**
 * Adds and removes tags of samples, all together or not at all; a tag in both is added. What a sample has, or lacks,
 * already is not written.
 * @param ids of samples that are there
 * @throws ProductError `usage` for an empty tag; `disk`, `locked`
 */
export function changeTags(
  state: State,
  ids: readonly string[],
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
): TagsChanged {
  if ([...add, ...remove].some((tag) => tag.trim() === '')) throw new ProductError('usage', 'A tag may not be empty.');
  const each = [...new Set(ids)];
  // Nobody changes a tag between what is read and what is written.
  return state.write(() => {
    const wanted = new Map([
      ...remove.map((tag) => [tag, 'remove'] as const),
      ...add.map((tag) => [tag, 'add'] as const),
    ]);
    const tests = [...wanted].map(([tag, op]) => ({ tag, op, has: tagReader(state, tag, each.length) }));
    const made = each.flatMap((id) =>
      tests.flatMap(({ tag, op, has }): TagChange[] => (has(id) === (op === 'add') ? [] : [{ id, tag, op }])),
    );
    return { batch: putTags(state, made), samples: new Set(made.map(({ id }) => id)).size };
  });
}

function tagReader(state: State, tag: string, samples: number): (id: string) => boolean {
  if (samples < many) return (id) => hasTag(state, id, tag);
  const tagged = idsWithTag(state, tag);
  return (id) => tagged.has(id);
}
