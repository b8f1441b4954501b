/** Answers token by token, the likeliest each time, for several pictures in lockstep. */
import type { Graph, GraphTensor } from '../graph.ts';
import type { CaptionerConfig } from './captioner-config.ts';

/** An answer's tokens, without its start and end. */
export interface Written {
  readonly tokens: readonly number[];
  /** Whether it came to its end by itself. */
  readonly ended: boolean;
}

type Feeds = Readonly<Record<string, GraphTensor>>;

/**
 * Lets the decoder write.
 * @param seen What the decoder looks at, by the names of its inputs; each [rows, …].
 * @param options.rows Rows of every run; the first `count` are answered.
 * @param options.start The token that all answers go out from.
 * @param options.most Tokens of an answer at most.
 */
export async function writeGreedily(
  decoder: Graph,
  config: CaptionerConfig,
  seen: Feeds,
  options: { readonly rows: number; readonly count: number; readonly start: number; readonly most: number },
): Promise<readonly Written[]> {
  const { rows, count, start } = options;
  const most = Math.min(options.most, config.positions);
  const answers = Array.from({ length: count }, () => ({ tokens: [] as number[], ended: false }));
  const outputs = ['logits', ...config.memories.map((name) => `present_${name}`)];
  const ids = new BigInt64Array(rows).fill(BigInt(start));
  let past = nothingRead(config, rows);
  for (let written = 0; written < most && answers.some(({ ended }) => !ended); written++) {
    const said = await decoder.run({ ...seen, ...past, input_ids: { data: ids, shape: [rows, 1] } }, outputs);
    past = Object.fromEntries(config.memories.map((name) => [`past_${name}`, said[`present_${name}`]!]));
    const likeliest = likeliestOf(said['logits']!);
    for (const [row, answer] of answers.entries()) {
      const token = likeliest[row]!;
      answer.ended ||= token === config.end;
      if (!answer.ended) answer.tokens.push(token);
      ids[row] = BigInt(answer.ended ? config.padding : token);
    }
  }
  return answers;
}

function nothingRead({ memories, heads, headSize }: CaptionerConfig, rows: number): Feeds {
  const empty = { data: new Float32Array(0), shape: [rows, heads, 0, headSize] };
  return Object.fromEntries(memories.map((name) => [`past_${name}`, empty]));
}

/** Per row of [rows, 1, vocabulary] the token with the largest logit, the first of equal ones. */
function likeliestOf({ data, shape }: GraphTensor<Float32Array>): number[] {
  const vocabulary = shape.at(-1)!;
  return Array.from({ length: shape[0]! }, (_, row) => {
    const from = row * vocabulary;
    let best = from;
    for (let i = from + 1; i < from + vocabulary; i++) if (data[i]! > data[best]!) best = i;
    return best - from;
  });
}
