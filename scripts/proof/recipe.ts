/**
 * The recipe of the proof. Its filters, thresholds and clusters are the demo recipe's: the pool's pictures are clean, so
 * that only those of captions are needed. Samples whose captions are not true are captioned anew, by whole answers, as
 * one sentence of an answer says too little to be trained on.
 */

/** What a true caption has at least, as the demo recipe says. */
export const leastMatching = 0.01;
export const leastSimilarity = 0.17;

/** How many samples each arm is trained on. */
export const budget = 2000;

/** The recipe as text. @param seed of the selection */
export function proofRecipe(seed: number): string {
  return `version: 1
dataset: data.jsonl
seed: ${seed}
stages:
  - name: measure
    measure:
      process:
        - image_text_matching_filter: {hf_blip: demo/itm}
        - image_text_similarity_filter: {hf_clip: demo/clip}
  - name: cluster
    cluster: {of: text, model: demo/text-embedding, k: 10}
  - name: synthesize
    synthesize:
      profile: demo
      prompt: numbered-sentences
      split: none
      max_tokens: 128
      where: list_min(image_text_matching_score) < ${leastMatching} OR list_min(image_text_similarity) < ${leastSimilarity}
  - name: clean-2
    clean:
      process:
        - image_text_matching_filter: {hf_blip: demo/itm, min_score: ${leastMatching}, any_or_all: all}
        - image_text_similarity_filter: {hf_clip: demo/clip, min_score: ${leastSimilarity}, any_or_all: all}
  - name: select
    select:
      strategy: high-low
      by: [image_text_matching_score, image_text_similarity]
      budget: ${budget}
      fill: repeat
`;
}
