/** What can be wrong with a filter, as sentences that the engine says in English and a view in the person's language. */

import { filled } from './filled.ts';

/** Puts values into a sentence, and may translate it. */
export type Translate = (text: string, ...values: readonly string[]) => string;
type Sentence = (t: Translate, ...values: readonly string[]) => string;

const sentences = {
  tooLong: (t, ...values) => t('A filter has at most {0} characters.', ...values),
  tooDeep: (t) => t('There are too many brackets in one another.'),
  closesNothing: (t) => t('This bracket closes nothing.'),
  notClosed: (t) => t('This bracket is not closed.'),
  quoteNotClosed: (t) => t('The quotation mark is not closed.'),
  missingAtEnd: (t) => t('A condition is missing at the end.'),
  missingBefore: (t, ...values) => t('A condition is missing before {0}.', ...values),
  needsValue: (t, ...values) => t('{0}: needs a value right behind it.', ...values),
  noWildcard: (t) => t('A * stands for any text in captions and ids alone.'),
  nameBefore: (t, ...values) => t('Name what is compared before {0}, as in words>5.', ...values),
  numberBehind: (t, ...values) => t('A number belongs behind {0}.', ...values),
  clusterIsNumber: (t) => t('A cluster is a number, as in cluster:7.'),
  noSuch: (t, ...values) => t('There is no {0}.', ...values),
  noField: (t, ...values) => t('There is no field {0}:.', ...values),
  quoteColon: (t) => t('Put a text with a colon in quotation marks to search for it.'),
  didYouMean: (t, ...values) => t('Did you mean {0}?', ...values),
  known: (t, ...values) => t('Known are {0}.', ...values),
  noneYet: (t) => t('There are none yet.'),
  notMeasured: (t, ...values) => t('No stage has measured "{0}".', ...values),
  noStage: (t, ...values) => t('No stage that has run is called "{0}".', ...values),
  notDecidedBy: (t, ...values) => t('No sample was decided by "{0}".', ...values),
  noSet: (t, ...values) =>
    t(
      'No samples are named "{0}" any more: the dataset has changed since. Choose them in their view again.',
      ...values,
    ),
  importing: (t) => t('The dataset is being imported.'),
  linesUntrusted: (t) => t('Filters and orders need an imported dataset, and in Restricted Mode nothing is imported.'),
  linesOnly: (t) => t('This file is shown as it stands: filters and orders need the dataset that the recipe names.'),
} satisfies Record<string, Sentence>;

/** A sentence's name. */
export type SentenceName = keyof typeof sentences;

/** A sentence with what it is about. */
export interface FilterSentence {
  readonly name: SentenceName;
  readonly values: readonly string[];
}

/** Names a sentence. */
export function sentence(name: SentenceName, ...values: readonly string[]): FilterSentence {
  return { name, values };
}

/** Sentences as a text; without a translation in English. */
export function sentencesText(said: readonly FilterSentence[], t: Translate = english): string {
  return said.map(({ name, values }) => sentences[name](t, ...values)).join(' ');
}

function english(text: string, ...values: readonly string[]): string {
  return filled(text, values);
}
