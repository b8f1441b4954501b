/** Find and replace in the captions of many samples: looked at first, then written as one batch. */
import type { Edited, ReplacementPreview } from '../../../protocol/engine.ts';
import { ProductError } from '../../../protocol/errors.ts';
import { captionIn, recogniseTokens, withCaption } from '../../dataset/tokens.ts';
import { StagedEdits } from '../../store/state/staged-edits.ts';
import { textHash } from '../edited.ts';
import { captionsNow, mostTold } from './edit-captions.ts';
import { findingOf, type Find, type Finding } from './finding.ts';
import { shownCaptions, type ShownCaption, type Turn } from './shown-captions.ts';
import { runTexts } from './standing.ts';

/** So many of the samples are shown before. */
const mostShown = 50;

/** What would become of a sample's caption; null: it may not be that. */
interface Replaced extends ShownCaption {
  readonly matches: number;
  readonly after: string | null;
}

/**
 * What replacing would do to the captions of some rows.
 * @param turn whoever asks for the dataset meanwhile comes in between
 * @throws AbortError when nobody waits for it any more
 */
export async function previewReplacement(
  turn: Turn,
  { rows, find }: { readonly rows: Int32Array; readonly find: Find },
  signal: AbortSignal,
): Promise<ReplacementPreview> {
  const shown: { id: string; before: string; after: string }[] = [];
  let [samples, matches, refused] = [0, 0, 0];
  try {
    for await (const batch of replaced(turn, rows, findingOf(find))) {
      signal.throwIfAborted();
      for (const { id, caption, after, matches: found } of batch) {
        samples++;
        matches += found;
        if (after === null) refused++;
        if (shown.length < mostShown) shown.push({ id, before: caption, after: after ?? '' });
      }
    }
  } catch (error) {
    if (!(error instanceof ProductError) || error.kind !== 'usage') throw error;
    return { samples: 0, matches: 0, shown: [], problem: error.message };
  }
  return { samples, matches, shown, problem: refused === 0 ? null : refusal(refused) };
}

/**
 * Replaces in the captions of some rows, as one batch. Samples that somebody edits meanwhile are skipped.
 * @throws ProductError `usage` when nothing can be looked for, or a caption would be empty or have a token; `disk`,
 *   `locked`: then nothing was written
 */
export async function replaceInCaptions(
  turn: Turn,
  { rows, find }: { readonly rows: Int32Array; readonly find: Find },
  signal: AbortSignal,
): Promise<Edited> {
  const finding = findingOf(find);
  const staged = await turn(({ state }) => Promise.resolve(new StagedEdits(state)));
  const first: string[] = [];
  let refused = 0;
  try {
    for await (const batch of replaced(turn, rows, finding)) {
      signal.throwIfAborted();
      refused += batch.filter(({ after }) => after === null).length;
      if (refused > 0) continue;
      const changed = batch.filter(({ caption, after }) => after !== caption);
      staged.add(changed.map(({ id, after, born }) => ({ id, caption: after!, baseHash: textHash(born) })));
      first.push(...changed.slice(0, mostTold - first.length).map(({ id }) => id));
    }
    if (refused > 0) throw new ProductError('usage', refusal(refused), { safe: 'Nothing was changed.' });
    return await turn(async (session, flow) => {
      const written = staged.commit();
      return { ...written, captions: captionsNow(session, await runTexts(session, flow.chain, first)) };
    });
  } finally {
    staged.close();
  }
}

/** The samples in whose captions something is found. */
async function* replaced(turn: Turn, rows: Int32Array, finding: Finding): AsyncGenerator<Replaced[]> {
  for await (const batch of shownCaptions(turn, rows)) {
    yield batch.flatMap((sample) => {
      const matches = finding.count(sample.caption);
      if (matches === 0) return [];
      return [{ ...sample, matches, after: captionOrNull(sample.born, finding.replace(sample.caption)) }];
    });
  }
}

/** A caption as a sample would have it; null where it is empty or has a token. */
function captionOrNull(born: string, caption: string): string | null {
  if (caption.trim() === '') return null;
  // Without a token it comes out of any text as it went in.
  if (!caption.includes('<')) return captionIn(caption) || null;
  try {
    return captionIn(withCaption(born, recogniseTokens(born), caption)) || null;
  } catch (error) {
    if (error instanceof ProductError) return null;
    throw error;
  }
}

function refusal(samples: number): string {
  const captions = samples === 1 ? '1 caption' : `${samples} captions`;
  return `${captions} would be empty or have a special token: nothing is replaced as long as that is so.`;
}
