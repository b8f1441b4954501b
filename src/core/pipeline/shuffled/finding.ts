import type { TellsApart } from '../../../protocol/records.ts';
import { fewestPairs } from './tell-apart.ts';

/** An image–text model that tells less of its data's pairs apart is of no use for them: .5 is guessing. */
const leastAuc = 0.8;

/** What is to be said of a model on this data; null where it does its work. */
export function findingOf({ model, auc, pairs }: Omit<TellsApart, 'operator'>): string | null {
  if (auc === null)
    return `Whether the model ${model} tells this data's captions from others cannot be said: ${pairs} pairs of different pictures and captions, and ${fewestPairs} are needed.`;
  if (auc >= leastAuc) return null;
  return (
    `The model ${model} does not tell this data's captions from others: AUC ${auc.toFixed(3)} of ${pairs} true against ` +
    `as many shuffled pairs, where .5 is guessing and ${leastAuc} is wanted. Look whether it is the right model, knows ` +
    `the language of the captions, and whether their special tokens are those that the recipe names.`
  );
}
