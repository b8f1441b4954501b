/** What models say of pictures and texts: a function from questions to answers for each task. */
import type { Graph } from '../graph.ts';
import type { ScoreItem, ScorePicture } from './question.ts';
import { textInputs, tokenFeeds, type Tokenizer } from '../tokenizer.ts';
import type { Feature } from '../vision.ts';
import type { Meter } from './meter.ts';
import type { PictureFeatures } from './picture-features.ts';
import { split, stack, type Row } from './rows.ts';
import type { TextFeatures } from './text-features.ts';

/** Answers the questions of one batch, in their order. */
export type Answer = (questions: readonly ScoreItem[]) => Promise<readonly Float32Array[]>;

/** `logits_per_text / 100` of CLIP: the cosine of picture and text, times the scale. */
export function similarity(pictures: PictureFeatures, texts: TextFeatures, logitScale: number): Answer {
  pictures.want('image_embeds');
  return async (questions) => {
    const ofTexts = await texts.of(questions.map(({ text }) => text));
    const ofPictures = await rowsOf(pictures, 'image_embeds', questions);
    return questions.map(({ text }, i) =>
      Float32Array.of((cosine(ofTexts.get(text)!.data, ofPictures[i]!.data) * logitScale) / 100),
    );
  };
}

/** The cosine of a question's two pictures. */
export function pictureSimilarity(pictures: PictureFeatures): Answer {
  pictures.want('image_embeds');
  return async (questions) => {
    const features = await pictures.of(questions.flatMap((question) => question.pictures));
    const embedding = (picture: ScorePicture): Float32Array => features.get(picture.key)!['image_embeds']!.data;
    return questions.map(({ pictures: [first, second] }) =>
      Float32Array.of(cosine(embedding(first!), embedding(second!))),
    );
  };
}

/** BLIP's two logits of image–text matching: no match, match. */
export function matching(pictures: PictureFeatures, tokenizer: Tokenizer, graph: Graph, meter: Meter): Answer {
  pictures.want('last_hidden_state');
  graph.demand([...textInputs, 'encoder_hidden_states'], ['itm_score']);
  return async (questions) => {
    const rows = await rowsOf(pictures, 'last_hidden_state', questions);
    meter.pairs += questions.length;
    return meter.time(async () => {
      const texts = questions.map(({ text }) => text);
      const feeds = { ...tokenFeeds(tokenizer, texts), encoder_hidden_states: stack(rows) };
      const { itm_score: logits } = await graph.run(feeds, ['itm_score']);
      return split(logits).map(({ data }) => data);
    });
  };
}

/** The logits of a model that looks at pixels itself. */
export function logitsOf(pictures: PictureFeatures): Answer {
  pictures.want('logits');
  return async (questions) => (await rowsOf(pictures, 'logits', questions)).map(({ data }) => data);
}

/** The logits of a head on another model's features; which of them it takes, its graph's inputs say. */
export function headLogits(pictures: PictureFeatures, graph: Graph, meter: Meter): Answer {
  const [input, feature]: [string, Feature] = graph.inputs.includes('image_embeds')
    ? ['image_embeds', 'image_embeds']
    : ['encoder_hidden_states', 'last_hidden_state'];
  pictures.want(feature);
  graph.demand([input], ['logits']);
  return async (questions) => {
    const rows = await rowsOf(pictures, feature, questions);
    return meter.time(async () => {
      const { logits } = await graph.run({ [input]: stack(rows) }, ['logits']);
      return split(logits).map(({ data }) => data);
    });
  };
}

async function rowsOf(pictures: PictureFeatures, feature: Feature, questions: readonly ScoreItem[]): Promise<Row[]> {
  const asked = questions.map((question) => question.pictures[0]!);
  const features = await pictures.of(asked);
  return asked.map(({ key }) => features.get(key)![feature]!);
}

/** Of two vectors, in float64; 0 where one is zero. */
function cosine(a: Float32Array, b: Float32Array): number {
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    squaresA += a[i]! * a[i]!;
    squaresB += b[i]! * b[i]!;
  }
  return product / Math.max(Math.sqrt(squaresA * squaresB), Number.MIN_VALUE);
}
