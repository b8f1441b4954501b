import type { ModelFolder } from '../../models/model-folder.ts';
import type { ClusterStage } from '../../recipe/recipe.ts';
import { digest } from '../fingerprint.ts';
import type { Session } from '../session.ts';
import { openCaptionEmbedder } from './embed-captions.ts';
import { openPictureEmbedder, type PictureTools } from './embed-pictures.ts';
import type { Embedder } from './embedder.ts';
import { EmbeddingMemory } from './embedding-memory.ts';

/** Raised when a vector is made otherwise of the same content: stored ones are then not taken over. */
const version = 1;

/**
 * Opens a stage's model: for pictures where their tools are given, else for captions.
 * @throws ProductError `model`, `damaged`
 */
export async function openModelEmbedder(
  stage: ClusterStage,
  model: ModelFolder,
  session: Pick<Session, 'state' | 'store'>,
  pictures: PictureTools | null,
  threads: number,
): Promise<Embedder> {
  const { of, pooling, normalize } = stage;
  const key = digest(['embedding', version, of, model.sha256, of === 'text' ? pooling : null, normalize]);
  const memory = await EmbeddingMemory.load(session, key);
  return pictures === null
    ? openCaptionEmbedder(stage, model, threads, memory)
    : openPictureEmbedder(stage, model, threads, memory, pictures);
}
