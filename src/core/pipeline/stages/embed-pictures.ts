import { createDecoderPool } from '../../models/decoder-pool.ts';
import type { ModelFolder } from '../../models/model-folder.ts';
import { openPictureEncoder, type PictureEncoderOptions } from '../../models/picture-encoder.ts';
import type { PictureDesk, Found } from '../measure/picture-desk.ts';
import { openDesk, type StoredPictureBook } from '../pictures.ts';
import type { Embedder, Embedding, EnteringRow } from './embedder.ts';
import type { EmbeddingMemory } from './embedding-memory.ts';
import { contentOfPictures, PictureVectors, type PictureVector } from './picture-vectors.ts';

const groupRows = 16;

/** What embedding pictures needs besides a model. */
export interface PictureTools {
  readonly find: (path: string) => Promise<Found>;
  readonly book: StoredPictureBook;
  /** The decoder process's entry. */
  readonly decoder: string;
}

/**
 * Embeds samples with a model of pictures; several pictures by the mean of their vectors.
 * @param memory null: nothing made before is taken over
 * @throws ProductError `model`
 */
export async function openPictureEmbedder(
  { normalize, view = 'whole' }: Omit<PictureEncoderOptions, 'threads'>,
  model: ModelFolder,
  threads: number,
  memory: EmbeddingMemory | null,
  { find, book, decoder }: PictureTools,
): Promise<Embedder> {
  const encoder = await openPictureEncoder(model, { normalize, view, threads });
  const pool = createDecoderPool({ entry: decoder, size: threads });
  const desk = openDesk({ find, book }, pool);
  const vectors = new PictureVectors(encoder, desk, memory);
  const { dimensions } = encoder;
  return {
    dimensions,
    groupRows,
    memory,
    book,
    get pictures() {
      return { looked: desk.looked, decoded: desk.decoded };
    },
    contents: (rows) => Promise.all(rows.map((row) => knownContent(row, desk))),
    async embed(rows) {
      const paths = [...new Set(rows.flatMap(({ images }) => images))];
      const answers = await vectors.of(paths, rows[0]!.row);
      return rows.map(({ images }) => ofSample(images, answers, normalize));
    },
    note: () => `model ${model.reference}, ${dimensions} dimensions; ${vectors.made} pictures embedded`,
    close: async () => {
      await pool.close();
      await encoder.close();
    },
  };
}

async function knownContent({ images }: EnteringRow, desk: PictureDesk): Promise<bigint | null> {
  const founds = await Promise.all(images.map((path) => desk.find(path)));
  const keys = founds.flatMap((found) => (found.ok ? found.key! : []));
  return keys.length === 0 || keys.length < images.length ? null : contentOfPictures(keys);
}

function ofSample(
  images: readonly string[],
  answers: ReadonlyMap<string, PictureVector | string>,
  normalize: boolean,
): Embedding | string {
  if (images.length === 0) return 'it has no picture to embed';
  const pictures: PictureVector[] = [];
  for (const path of images) {
    const answer = answers.get(path)!;
    if (typeof answer === 'string') return `${path}: ${answer}`;
    pictures.push(answer);
  }
  const vectors = pictures.map(({ vector }) => vector);
  return { content: contentOfPictures(pictures.map(({ key }) => key)), vector: meanOf(vectors, normalize) };
}

/** The mean; of vectors of length 1 scaled to length 1 again. */
function meanOf(vectors: readonly Float32Array[], normalize: boolean): Float32Array {
  if (vectors.length === 1) return vectors[0]!;
  const mean = new Float64Array(vectors[0]!.length);
  for (const vector of vectors) vector.forEach((value, i) => (mean[i]! += value / vectors.length));
  const length = normalize ? Math.hypot(...mean) : 1;
  return Float32Array.from(mean, (value) => (length === 0 ? value : value / length));
}
