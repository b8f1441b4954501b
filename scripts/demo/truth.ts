/** `truth.json`, as the generator of the demo world writes it: what each sample was made to be. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a good recipe does to a sample: drops it, mends its caption, fails it (there is nothing to judge) or keeps it. */
export type Expected = 'dropped' | 'mended' | 'failed' | 'kept';

/** What is true of a sample, as far as its fate goes. */
export interface TruthEntry {
  /** A planted defect, `clean`, or `friendly-fire`: clean, but looks like a defect. */
  readonly kind: string;
  readonly expect: Expected;
  /** The caption, without its tokens, that a good recipe leaves. */
  readonly caption: string;
  /** Of the caption in the line, such as `en` or `zh`. */
  readonly language: string;
}

/** Entries by the sample's id in the product: an unreadable line is `~<line>`, a repeated id `<id>~<line>`. */
export type Truth = Readonly<Record<string, TruthEntry>>;

/** Reads the truth about a dataset folder. */
export function readTruth(folder: string): Truth {
  return JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;
}

/** Whether a sample is worth keeping, as it is or mended. */
export function isGood({ expect }: TruthEntry): boolean {
  return expect === 'kept' || expect === 'mended';
}
