/** Names for clusters, from their captions' words. */
import type { TfIdf } from './tf-idf.ts';

/** Captions and the cluster of each. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  readonly cluster: Int32Array;
}

/**
 * A few words per cluster, such as `dog · grass · running`: the terms that set a cluster apart, by m · ln(m / M)
 * of their mean TF-IDF weight m in the cluster and M over all rows (of a single cluster: the heaviest terms). Empty where a cluster has no rows.
 *
 * @param k - number of clusters
 * @param count - words per label
 */
export async function labels(
  batches: AsyncIterable<LabelledTexts>,
  model: TfIdf,
  k: number,
  count = 3,
): Promise<string[]> {
  const sums = Array.from({ length: k }, () => new Map<number, number>());
  const sizes = new Int32Array(k);
  for await (const { texts, cluster } of batches) {
    texts.forEach((text, i) => {
      const sum = sums[cluster[i]!];
      if (sum === undefined) return;
      sizes[cluster[i]!]!++;
      for (const [term, weight] of model.weigh(text)) sum.set(term, (sum.get(term) ?? 0) + weight);
    });
  }
  const rows = sizes.reduce((total, size) => total + size, 0);
  const overall = new Float64Array(model.terms.length);
  for (const sum of sums) sum.forEach((weight, term) => (overall[term]! += weight / rows));
  return sums.map((sum, j) => {
    const terms = [...sum].map(([term, weight]) => {
      const own = weight / sizes[j]!;
      return { term, lead: k === 1 ? own : own * Math.log(own / overall[term]!) };
    });
    terms.sort((a, b) => b.lead - a.lead || a.term - b.term);
    return terms
      .slice(0, count)
      .map(({ term }) => model.terms[term])
      .join(' · ');
  });
}
