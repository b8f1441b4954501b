/** What a synthesize stage asks of a captioning model, row by row: the prompt, and a key for all that the answer depends on. */
import { writePrompt } from '../../../captions/prompts.ts';
import { captionIn } from '../../../dataset/tokens.ts';
import type { SynthesizeStage } from '../../../recipe/recipe.ts';
import { column, textsAt, type Batch } from '../../../store/columns.ts';
import { digest } from '../../fingerprint.ts';
import { presentBatches } from '../../present-batches.ts';
import type { StageContext } from '../stage-context.ts';
import type { HashedPicture } from './picture-hashes.ts';

/**
 * How pictures are sent: sides in pixels and JPEG quality. Part of every request's key. Smaller sides than 28 break
 * servers (CVE-2026-22773), larger ones than 1,280 cost tokens and show models nothing more.
 */
export const sentPicture = { shortest: 28, longest: 1280, quality: 92 } as const;

/** No server takes more pictures at once, and all of a request are in memory together. */
const mostPictures = 64;

const batchRows = 512;

/** Why a row is not asked about: `where`, or how many pictures it has. */
export type Skipped = 'filtered' | 'no-picture' | 'too-many-pictures';

/** A row of the stage, with what it asks. */
export interface CaptionRow {
  readonly row: number;
  readonly id: string;
  /** The present text, with tokens. */
  readonly text: string;
  readonly images: readonly string[];
  /** What a sample that comes of it inherits. */
  readonly origin: OriginOfRow;
  /** Null: it asks nothing, for the reason that {@link skipped} or {@link problem} gives. */
  readonly request: CaptionRequest | null;
  /** Why it need not ask. */
  readonly skipped: Skipped | null;
  /** Why it cannot ask: the sample fails. */
  readonly problem: string | null;
}

/** Where a row's line stands. */
export interface OriginOfRow {
  readonly line: number;
  readonly sourceId: string | null;
  readonly offset: number;
  readonly length: number;
}

/** One request. */
export interface CaptionRequest {
  /** SHA-256 of pictures, prompt, model and parameters: equal requests share one answer. */
  readonly key: string;
  readonly prompt: string;
  readonly pictures: readonly (HashedPicture & { ok: true })[];
}

/** What the rows are asked with. */
export interface Asking {
  readonly stage: SynthesizeStage;
  /** The prompt with its variables in braces. */
  readonly template: string;
  /** The model's name, and where its weights are known their hash. */
  readonly model: { readonly name: string; readonly identity: string };
  readonly hash: (path: string) => Promise<HashedPicture>;
  /** 1 for the rows that `where` lets through, by row; null: all. */
  readonly wanted: Uint8Array | null;
}

/** The rows that enter, in dataset order. */
export async function* captionRows(context: StageContext, asking: Asking): AsyncGenerator<CaptionRow[]> {
  const columns = ['id', 'images', 'line', 'source_id', 'byte_offset', 'byte_length'];
  for await (const batch of presentBatches(context.duck, context.chain, { columns, batchRows })) {
    context.signal.throwIfAborted();
    yield await Promise.all(Array.from({ length: batch.rows }, (_, i) => captionRow(batch, i, asking)));
  }
}

async function captionRow(batch: Batch, i: number, asking: Asking): Promise<CaptionRow> {
  const row = column(batch, 'row', 'int')[i]!;
  const text = column(batch, 'text', 'text')[i] ?? '';
  const images = textsAt(column(batch, 'images', 'texts'), i) ?? [];
  const origin = {
    line: column(batch, 'line', 'int')[i]!,
    sourceId: column(batch, 'source_id', 'text')[i]!,
    offset: column(batch, 'byte_offset', 'double')[i]!,
    length: column(batch, 'byte_length', 'double')[i]!,
  };
  const common = { row, id: column(batch, 'id', 'text')[i]!, text, images, origin };
  const skipped = asking.wanted?.[row] === 0 ? 'filtered' : skippedFor(images.length);
  if (skipped !== null) return { ...common, request: null, skipped, problem: null };
  const hashed = await Promise.all(images.map((path) => asking.hash(path)));
  const broken = hashed.findIndex(({ ok }) => !ok);
  if (broken >= 0) {
    const problem = `${images[broken]!}: ${(hashed[broken] as HashedPicture & { ok: false }).reason}`;
    return { ...common, request: null, skipped, problem };
  }
  const pictures = hashed as (HashedPicture & { ok: true })[];
  return { ...common, request: requestOf(pictures, text, asking), skipped, problem: null };
}

function skippedFor(pictures: number): Skipped | null {
  if (pictures === 0) return 'no-picture';
  return pictures > mostPictures ? 'too-many-pictures' : null;
}

function requestOf(pictures: CaptionRequest['pictures'], text: string, asking: Asking): CaptionRequest {
  const { stage, template, model } = asking;
  const { language, variables, maxTokens, temperature } = stage;
  const caption = captionIn(text);
  const prompt = writePrompt(template, { variables, caption, language });
  const hashes = pictures.map(({ sha256 }) => sha256);
  const key = digest([hashes, { ...sentPicture }, prompt, model.identity, maxTokens, temperature]);
  return { key, prompt, pictures };
}
