import { chunks } from '../../dataset/tokens.ts';
import type { ModelQuestion } from '../../operators/operator.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';
import type { Draft } from './draft.ts';
import type { Looked } from './picture-steps.ts';

/** What a model is asked about a row: pictures one by one, or two together, with a text. */
export interface Question {
  readonly pictures: readonly Looked[];
  readonly text: string;
  readonly together: boolean;
}

/** The questions of a row; a sentence where it cannot be asked. */
export function questionsOf(
  { label }: OperatorUse,
  { about }: ModelQuestion<unknown>,
  { input, sample }: Draft,
  pictures: readonly Looked[],
): Question[] | string {
  if (about === 'picture') return pictures.map((picture) => ({ pictures: [picture], text: '', together: false }));
  if (about === 'pair') {
    if (input.images.length === 2 && pictures.length === 2) return [{ pictures, text: '', together: true }];
    return `${label} compares two different pictures; the sample lists ${input.images.length}`;
  }
  const listed = input.images.map((path) => pictures.find((picture) => picture.path === path)!);
  const questions: Question[] = [];
  let offset = 0;
  if (listed.length === 0) return [];
  for (const { text, images } of chunks(sample!.keptText(label), sample!.tokens)) {
    if (images === 0) continue;
    const own = listed.slice(offset, offset + images);
    if (own.length === 0) return 'the text has more image tokens than the sample lists pictures';
    questions.push({ pictures: own, text, together: false });
    offset += images;
  }
  return questions;
}
