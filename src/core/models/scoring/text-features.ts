/** Embeddings of texts: each text once, while it is remembered. */
import type { Graph } from '../graph.ts';
import { textInputs, tokenFeeds, type Tokenizer } from '../tokenizer.ts';
import type { FeatureCache } from './cache.ts';
import type { Meter } from './meter.ts';
import { split, type Row } from './rows.ts';

/** The text half of an image–text similarity model. */
export class TextFeatures {
  readonly #tokenizer: Tokenizer;
  readonly #graph: Graph;
  readonly #cache: FeatureCache;
  readonly #meter: Meter;

  /** @throws ProductError (model) where the graph does not embed texts */
  constructor(tokenizer: Tokenizer, graph: Graph, cache: FeatureCache, meter: Meter) {
    this.#tokenizer = tokenizer;
    this.#graph = graph;
    graph.demand(textInputs, ['text_embeds']);
    this.#cache = cache;
    this.#meter = meter;
  }

  /** The embeddings of some texts, which are one batch. */
  async of(texts: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    const found = new Map<string, Row>();
    const unknown = new Set<string>();
    for (const text of texts) {
      const row = this.#cache.get(this.#cacheKey(text))?.['text_embeds'];
      if (row === undefined) unknown.add(text);
      else found.set(text, row);
    }
    const asked = [...unknown];
    for (const [index, row] of (await this.#embed(asked)).entries()) {
      found.set(asked[index]!, row);
      this.#cache.set(this.#cacheKey(asked[index]!), { text_embeds: row });
    }
    return found;
  }

  async #embed(texts: readonly string[]): Promise<readonly Row[]> {
    if (texts.length === 0) return [];
    this.#meter.texts += texts.length;
    return this.#meter.time(async () => {
      const feeds = tokenFeeds(this.#tokenizer, texts);
      const { text_embeds: embeddings } = await this.#graph.run(feeds, ['text_embeds']);
      return split(embeddings);
    });
  }

  #cacheKey(text: string): string {
    return `text ${this.#meter.model} ${text}`;
  }
}
