import { joined, noWords, type CaptionWords } from './caption-words.ts';

/** A phrase that is searched for, and where it was found. */
export interface FoundPhrase {
  readonly text: string;
  /** How many words it has. */
  readonly words: number;
  /** Captions that begin and end with it, and that have it. */
  opener: number;
  tail: number;
  captions: number;
  /** How often it was found. */
  times: number;
  /** The caption in which it was found last. */
  last: number;
}

const places = 1 << 16;

/** Finds phrases in captions, all at once. Pure. */
export class PhraseIndex {
  readonly #phrases = new Map<number, FoundPhrase>();
  /** 1 where a phrase has such a hash up to some word: most words of a caption begin none. */
  readonly #begun = new Uint8Array(places);
  #caption = 0;

  /** Searches for some words of a caption from now on. */
  add(words: CaptionWords, from: number, count: number): FoundPhrase {
    let hash = noWords;
    for (let word = from; word < from + count; word++) {
      hash = joined(hash, words.hashAt(word));
      this.#begun[hash & (places - 1)] = 1;
    }
    const known = this.#phrases.get(hash);
    if (known !== undefined) return known;
    const text = words.phrase(from, count);
    const phrase = { text, words: count, opener: 0, tail: 0, captions: 0, times: 0, last: -1 };
    this.#phrases.set(hash, phrase);
    return phrase;
  }

  /** Counts the phrases of a caption. */
  count(words: CaptionWords): void {
    this.#caption++;
    for (let from = 0; from < words.count; from++) {
      let hash = noWords;
      for (let word = from; word < words.count; word++) {
        hash = joined(hash, words.hashAt(word));
        if (this.#begun[hash & (places - 1)] === 0) break;
        const phrase = this.#phrases.get(hash);
        if (phrase !== undefined) this.#note(phrase, from === 0, word === words.count - 1);
      }
    }
  }

  #note(phrase: FoundPhrase, first: boolean, last: boolean): void {
    phrase.times++;
    if (first) phrase.opener++;
    if (last) phrase.tail++;
    if (phrase.last === this.#caption) return;
    phrase.last = this.#caption;
    phrase.captions++;
  }
}
