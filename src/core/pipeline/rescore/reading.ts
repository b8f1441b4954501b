/** How far the models of a recipe read a caption. */
import type { ScoredCaption } from '../../../protocol/engine.ts';
import { captionIn, chunks, recogniseTokens } from '../../dataset/tokens.ts';
import { openTokenizer, type Tokenizer } from '../../models/tokenizer.ts';
import type { Filter } from '../../operators/operator.ts';
import type { Stage } from '../../recipe/recipe.ts';
import { modelOf } from '../measure/measurement.ts';
import type { ModelShelf } from '../model-shelf.ts';

/** The model that reads least of a caption. */
export interface Reader {
  readonly model: string;
  readonly tokenizer: Tokenizer;
}

/** Opens the tokenizers of all models that read captions; of the one that reads least comes the answer. Null: there is none. */
export async function leastReader(stages: readonly Stage[], shelf: ModelShelf): Promise<Reader | null> {
  let least: Reader | null = null;
  for (const model of new Set(stages.flatMap(readersOf))) {
    // One that is missing or wrong is told with the scores.
    const tokenizer = await shelf
      .read(model)
      .then(openTokenizer)
      .catch(() => null);
    if (tokenizer !== null && (least === null || tokenizer.limit < least.tokenizer.limit)) least = { model, tokenizer };
  }
  return least;
}

function readersOf(stage: Stage): string[] {
  if (stage.kind === 'cluster') return stage.of === 'text' && stage.model !== 'tf-idf' ? [stage.model] : [];
  if (stage.kind === 'train') return [stage.text];
  if (stage.kind !== 'clean' && stage.kind !== 'measure') return [];
  return stage.process.flatMap((use) => {
    const about = (use.operator as Filter<unknown>).askModel?.about;
    return about === 'chunk' ? (modelOf(use) ?? []) : [];
  });
}

/**
 * Counts the tokens of a text's longest chunk, which models read one by one.
 * @param text with its special tokens
 */
export function readingOf({ model, tokenizer }: Reader, text: string): ScoredCaption['tokens'] {
  const caption = captionIn(text);
  const counted = chunks(text, recogniseTokens(text)).map((chunk) => ({
    text: chunk.text,
    count: tokenizer.count(chunk.text),
  }));
  const longest = counted.reduce((a, b) => (b.count > a.count ? b : a), { text: '', count: tokenizer.count('') });
  const { limit } = tokenizer;
  const place = caption.indexOf(longest.text);
  const cut = longest.count > limit && place !== -1 ? place + readUntil(tokenizer, longest.text) : null;
  return { model, count: longest.count, limit, cut };
}

/** The length of the shortest beginning that reads as the whole does. A word that is cut counts as read. */
function readUntil(tokenizer: Tokenizer, text: string): number {
  const whole = tokenizer.encode(text).join();
  let [unread, read] = [0, text.length];
  while (unread + 1 < read) {
    const middle = (unread + read) >> 1;
    if (tokenizer.encode(text.slice(0, middle)).join() === whole) read = middle;
    else unread = middle;
  }
  return text.slice(read - 1, read + 1).match(/^[\ud800-\udbff][\udc00-\udfff]$/) === null ? read : read + 1;
}
