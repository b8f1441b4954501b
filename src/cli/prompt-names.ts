import { captionLanguages, findPrompt, promptNames } from '../core/captions/prompts.ts';
import { textHash } from '../core/pipeline/edited.ts';

/** A prompt in a few words: its name where it comes with the product, else the first digits of its SHA-256. */
export function promptWords(hash: string): string {
  return builtInName(hash) ?? hash.slice(0, 12);
}

/** No built-in prompt quotes a sample's caption, so each is one text per language. */
function builtInName(hash: string): string | undefined {
  return promptNames.find((name) =>
    captionLanguages.some((language) => textHash(findPrompt(name, language)!) === hash),
  );
}
