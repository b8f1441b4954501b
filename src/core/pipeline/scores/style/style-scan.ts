/** Reads captions twice: first for what may be frequent, then counts exactly that. Pure. */
import type { CaptionStyle, Phrase, PhrasePlace } from '../../../../protocol/scores.ts';
import { CaptionWords, joined, noWords } from './caption-words.ts';
import { Distinct } from './distinct.ts';
import { LengthCounts } from './lengths.ts';
import { PhraseIndex, type FoundPhrase } from './phrase-index.ts';
import { hedges, stockPhrases } from './phrases.ts';
import { replaceRule } from './replace-rule.ts';

const buckets = 1 << 20;
/** Openers and tails are counted from this share of the captions on, and at least so many. */
const share = 0.001;
const fewest = 3;
/** One is over-represented from so many times the expected number on. */
const over = 1.5;
/** A phrase that nearly always goes on in the same way is told with what follows. */
const goesOn = 0.8;
const mostPhrases = 40;
const mostDuplicates = 20;

/** Who wrote a caption: it is its line's, was changed since, or a model's. */
export type CaptionFrom = 'line' | 'change' | 'model';

type End = 'opener' | 'tail';
/** Captions that stand more than once, by their hash. */
type Repeated = Map<number, { text: string; captions: number }>;

/** What it finds, but for what only the dataset knows. */
export type ScannedStyle = Omit<CaptionStyle, 'problem' | 'stage'>;

/** A scan of a number of captions. */
export class StyleScan {
  readonly original = new LengthCounts();
  readonly present = new LengthCounts();
  readonly synthesized = new LengthCounts();
  readonly #words = new CaptionWords();
  readonly #frequent: number;
  /** How often each hash began or ended a caption: as often as this, or less. */
  readonly #ends = new Uint32Array(buckets);
  readonly #distinct = [new Distinct(), new Distinct(), new Distinct()];
  readonly #hashes: Float64Array;
  readonly #index = new PhraseIndex();
  readonly #candidates = { opener: new Set<FoundPhrase>(), tail: new Set<FoundPhrase>() };
  readonly #listed: Readonly<Record<'stock' | 'hedges', readonly FoundPhrase[]>>;
  #captions = 0;
  /** Of phrases by their number of words: places where one can stand, and captions that can have one. */
  readonly #places = new Float64Array(9);
  readonly #long = new Float64Array(9);
  #repeated: Repeated | null = null;
  #different = 0;

  /** @param most captions that will come */
  constructor(most: number) {
    this.#hashes = new Float64Array(most);
    this.#frequent = Math.max(fewest, Math.ceil(most * share));
    const listed = (phrases: readonly string[]): FoundPhrase[] =>
      phrases.map((phrase) => {
        const words = this.#words.read(phrase);
        return this.#index.add(words, 0, words.count);
      });
    this.#listed = { stock: listed(stockPhrases), hedges: listed(hedges) };
  }

  /** The first time. */
  first(caption: string, from: CaptionFrom): void {
    const words = this.#words.read(caption);
    this.#hashes[this.#captions++] = words.hash;
    (from === 'model' ? this.synthesized : this.present).add(words.count);
    if (from === 'line') this.original.add(words.count);
    for (let count = 1; count < this.#places.length && count <= words.count; count++) {
      this.#places[count]! += words.count - count + 1;
      this.#long[count]!++;
    }
    this.#addDistinct(words);
    this.#addOpeners(words);
    this.#addTails(words);
  }

  /** The same captions again, in the same order. */
  second(caption: string): void {
    const words = this.#words.read(caption);
    const repeated = (this.#repeated ??= this.#findRepeated()).get(words.hash);
    if (repeated?.text === '') repeated.text = caption;
    this.#index.count(words);
  }

  /** The line's caption of one that was changed. */
  before(caption: string): void {
    this.original.add(this.#words.read(caption).count);
  }

  get style(): ScannedStyle {
    const listed = (phrases: readonly FoundPhrase[]): Phrase[] =>
      phrases
        .filter(({ captions }) => captions > 0)
        .sort((a, b) => b.captions - a.captions)
        .map(({ text, captions }) => ({ text, captions, expected: null, rule: replaceRule(text, 'anywhere') }));
    return {
      captions: this.#captions,
      openers: this.#overRepresented('opener'),
      tails: this.#overRepresented('tail'),
      stock: listed(this.#listed.stock),
      hedges: listed(this.#listed.hedges),
      distinct: this.#distinct.map((distinct) => distinct.share),
      repeated: this.#captions - this.#different,
      duplicates: [...(this.#repeated ?? [])].map(([, repeated]) => repeated),
      lengths: {
        original: this.original.lengths,
        present: this.present.lengths,
        synthesized: this.synthesized.lengths,
      },
    };
  }

  #addDistinct(words: CaptionWords): void {
    for (let word = 0; word < words.count; word++) {
      let hash = noWords;
      for (let count = 0; count < 3 && word + count < words.count; count++) {
        hash = joined(hash, words.hashAt(word + count));
        this.#distinct[count]!.add(hash);
      }
    }
  }

  #addOpeners(words: CaptionWords): void {
    let hash = noWords;
    for (let count = 1; count <= Math.min(words.count, longestAt(words, 0)); count++) {
      hash = joined(hash, words.hashAt(count - 1));
      if (this.#isFrequent(hash)) this.#candidates.opener.add(this.#index.add(words, 0, count));
    }
  }

  #addTails(words: CaptionWords): void {
    for (let count = 1; count <= Math.min(words.count, longestAt(words, words.count - 1)); count++) {
      const hash = ~words.hashOf(words.count - count, count);
      if (this.#isFrequent(hash)) {
        this.#candidates.tail.add(this.#index.add(words, words.count - count, count));
      }
    }
  }

  /** Whether something stood at an end often enough just now. */
  #isFrequent(hash: number): boolean {
    const times = ++this.#ends[hash & (buckets - 1)]!;
    return times === this.#frequent;
  }

  #findRepeated(): Repeated {
    const sorted = this.#hashes.slice(0, this.#captions).sort();
    const runs: { hash: number; captions: number }[] = [];
    for (let from = 0, to = 0; from < sorted.length; from = to) {
      while (to < sorted.length && sorted[to] === sorted[from]) to++;
      this.#different++;
      if (to - from > 1) runs.push({ hash: sorted[from]!, captions: to - from });
    }
    const most = runs.sort((a, b) => b.captions - a.captions).slice(0, mostDuplicates);
    return new Map(most.map(({ hash, captions }) => [hash, { text: '', captions }]));
  }

  #overRepresented(end: End): Phrase[] {
    const frequent = [...this.#candidates[end]].filter((phrase) => phrase[end] >= this.#frequent);
    return frequent
      .map((phrase) => ({ phrase, expected: this.#expected(phrase) }))
      .filter(({ phrase, expected }) => phrase[end] >= over * expected && !isPart(phrase, frequent, end))
      .sort((a, b) => b.phrase[end] - b.expected - (a.phrase[end] - a.expected))
      .slice(0, mostPhrases)
      .map(({ phrase, expected }) => told(phrase, end, expected));
  }

  /** As often as it stands in any place. */
  #expected({ times, words }: FoundPhrase): number {
    return (times / this.#places[words]!) * this.#long[words]!;
  }
}

function told(phrase: FoundPhrase, place: PhrasePlace & End, expected: number): Phrase {
  return { text: phrase.text, captions: phrase[place], expected, rule: replaceRule(phrase.text, place) };
}

/** Four words, or as many signs as four words have, about. */
function longestAt(words: CaptionWords, word: number): number {
  return words.count > 0 && words.isSign(word) ? 8 : 4;
}

function isPart(phrase: FoundPhrase, among: readonly FoundPhrase[], end: End): boolean {
  return among.some(
    (longer) =>
      longer.words > phrase.words &&
      longer[end] >= goesOn * phrase[end] &&
      (end === 'opener' ? longer.text.startsWith(phrase.text) : longer.text.endsWith(phrase.text)),
  );
}
