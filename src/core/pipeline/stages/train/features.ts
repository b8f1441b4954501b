import type { ModelFolder } from '../../../models/model-folder.ts';
import { digest } from '../../fingerprint.ts';
import { contentHash } from '../../measure/measurement.ts';
import type { Session } from '../../session.ts';
import { openPictureEmbedder, type PictureTools } from '../embed-pictures.ts';
import type { Embedder, Embedding, EnteringRow } from '../embedder.ts';
import { EmbeddingMemory } from '../embedding-memory.ts';

/** Raised when features are made otherwise of the same content: stored ones are then not taken over. */
const version = 1;

/** The models of a training. */
export interface TrainModels {
  readonly vision: ModelFolder;
  readonly text: ModelFolder;
}

/**
 * What a training takes of a sample, as one vector: its pictures' features, then its caption's vector.
 * @param captions makes those; it stays open
 * @throws ProductError `model`, `damaged`
 */
export async function openFeatures(
  { vision, text }: TrainModels,
  captions: Embedder,
  session: Pick<Session, 'state' | 'store'>,
  tools: PictureTools,
  threads: number,
): Promise<Embedder> {
  const memory = await EmbeddingMemory.load(session, digest(['training', version, vision.sha256, text.sha256]));
  const pictures = await openPictureEmbedder({ normalize: false, view: 'summary' }, vision, threads, null, tools);
  return {
    dimensions: pictures.dimensions + captions.dimensions,
    groupRows: pictures.groupRows,
    memory,
    book: tools.book,
    get pictures() {
      return pictures.pictures!;
    },
    async contents(rows) {
      const [seen, read] = [await pictures.contents(rows), await captions.contents(rows)];
      return rows.map((_, i) => (seen[i] === null || read[i] === null ? null : bothContents(seen[i]!, read[i]!)));
    },
    embed: (rows) => embedBoth(rows, pictures, captions),
    note: () => null,
    close: () => pictures.close(),
  };
}

async function embedBoth(
  rows: readonly EnteringRow[],
  pictures: Embedder,
  captions: Embedder,
): Promise<(Embedding | string)[]> {
  const [seen, read] = [await pictures.embed(rows), await captions.embed(rows)];
  return rows.map((_, i) => {
    const [picture, caption] = [seen[i]!, read[i]!];
    if (typeof picture === 'string') return picture;
    return typeof caption === 'string' ? caption : both(picture, caption);
  });
}

function both(picture: Embedding, caption: Embedding): Embedding {
  const vector = new Float32Array(picture.vector.length + caption.vector.length);
  vector.set(picture.vector);
  vector.set(caption.vector, picture.vector.length);
  return { content: bothContents(picture.content, caption.content), vector };
}

function bothContents(pictures: bigint, caption: bigint): bigint {
  return contentHash(`${pictures} ${caption}`);
}
