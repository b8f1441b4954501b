/** All captions of a picture: of every sample that shows it, and what models answered that became none. */
import type { Json } from '../../protocol/records.ts';
import { captionOf, recogniseTokens } from '../dataset/tokens.ts';
import { column } from '../store/columns.ts';
import { quoteText } from '../store/duck.ts';
import { selectObjects, selectRows } from '../store/rows.ts';
import { shortestPath } from './export/pictures-used.ts';
import type { Flow } from './flow.ts';
import { unknownId } from './people.ts';
import { StoredPictureBook } from './pictures.ts';
import type { Session } from './session.ts';
import { createViews } from './views.ts';

/** A caption of a picture, or an answer that is none. */
export interface PictureCaption {
  /** Of the sample that has it; null: no sample came of it. */
  readonly id: string | null;
  /** The present caption; of an answer that is none its text, where one came. */
  readonly caption: string | null;
  /** The caption that the sample was born with, where edits or stages changed it. */
  readonly before: string | null;
  readonly origin: 'source' | 'synthesized';
  /** A person wrote it. */
  readonly edited: boolean;
  readonly images: readonly string[];
  /** Of a model's answer: the sample that it was asked about, the stage that asked, the model, the prompt's SHA-256. */
  readonly parent: string | null;
  readonly stage: string | null;
  readonly model: string | null;
  readonly prompt: string | null;
  /** Where its sample stands: kept, dropped or failed; null before any run. Of an answer that is none: why. */
  readonly outcome: string | null;
  /** Who decided last, see the view `decisions`; of an answer that is none the reason alone. */
  readonly decided: { readonly stage: string; readonly operator: string | null; readonly reason: string | null } | null;
  /** How often the selection takes it; null where there was none. */
  readonly times: number | null;
  /** Statistics of the present text by key. */
  readonly scores: Readonly<Record<string, Json>>;
}

/** The captions of a picture. */
export interface PictureCaptions {
  /** The pictures of the sample that was asked for. */
  readonly images: readonly string[];
  /** Originals first, in dataset order, then created ones, then answers that are none. */
  readonly captions: readonly PictureCaption[];
}

/**
 * Finds the captions of the pictures of a sample: those of all samples that show one of them, by path or by equal bytes.
 * @throws ProductError `usage` for an unknown id
 */
export async function captionsOf(session: Session, id: string): Promise<PictureCaptions> {
  const { flow } = await createViews(session);
  const [asked] = await selectObjects(
    session.duck,
    `SELECT row, images FROM ${flow.chain.samples} WHERE id = ${quoteText(id)}`,
  );
  if (asked === undefined) throw unknownId(id);
  const images = [...new Set(asked['images'] as string[])];
  const ids = await samplesShowing(session, flow, asked['row'] as number, await sameBytes(session, images));
  const among = `IN (${ids.map(quoteText).join(', ')})`;
  return {
    images,
    captions: [...(await ofSamples(session, flow, ids, among)), ...(await withoutSample(session, among))],
  };
}

/** The paths, and those of files that had the same bytes when they were looked at last. */
async function sameBytes(session: Session, paths: readonly string[]): Promise<string[]> {
  const found = new Set(paths);
  if (paths.length === 0) return [];
  const book = await StoredPictureBook.load(session);
  const hashes = new Set(paths.map((path) => book.get(path)?.sha256 ?? null).filter((hash) => hash !== null));
  for (const [path, { sha256 }] of book.entries()) if (sha256 !== null && hashes.has(sha256)) found.add(path);
  return [...found];
}

/** The ids of the samples that show one of the pictures, in dataset order; a sample without any shows itself alone. */
async function samplesShowing(session: Session, flow: Flow, row: number, paths: readonly string[]): Promise<string[]> {
  const named = paths.map((path) => shortestPath(quoteText(path))).join(', ');
  const shown = `list_has_any(list_transform(images, lambda image: ${shortestPath('image')}), [${named}]::VARCHAR[])`;
  const sql = `SELECT id FROM ${flow.chain.samples} WHERE row = ${row} OR parent_row = ${row} OR ${shown} ORDER BY row`;
  return column(await selectRows(session.duck, sql), 'id', 'text').map((id) => id!);
}

async function ofSamples(
  session: Session,
  { completed }: Flow,
  ids: readonly string[],
  among: string,
): Promise<PictureCaption[]> {
  const byId = async (sql: string): Promise<Map<Json, Row>> =>
    new Map((await selectObjects(session.duck, sql)).map((row) => [row['id']!, row]));
  const samples = await byId(`SELECT * FROM samples WHERE id ${among}`);
  const asked = await byId(`SELECT id, stage, model, prompt FROM captions WHERE id ${among}`);
  const selected = await byId(`SELECT id, times FROM selected WHERE id ${among}`);
  const scores = await byId(`SELECT * FROM scores WHERE id ${among}`);
  const order = completed.map(({ name }, place) => `WHEN ${quoteText(name)} THEN ${place}`);
  const last = `SELECT * FROM decisions WHERE id ${among} ORDER BY CASE stage ${order.join(' ')} END`;
  const decisions = completed.length === 0 ? new Map<Json, Row>() : await byId(last);
  return ids.map((id) => {
    const { caption, original_text: born, origin, edited, parent, images } = samples.get(id)!;
    const { stage = null, model = null, prompt = null } = asked.get(id) ?? {};
    const { id: _, ...values } = scores.get(id) ?? {};
    const before = typeof born === 'string' ? captionOf(born, recogniseTokens(born)) : null;
    return {
      ...({ id, caption, origin, edited, parent, stage, model, prompt, images } as Described),
      before: before === caption ? null : before,
      ...decisionOf(decisions.get(id)),
      times: (selected.get(id)?.['times'] as number | undefined) ?? null,
      scores: values,
    };
  });
}

/** Answers that are no captions, of what was asked about these samples. */
async function withoutSample(session: Session, among: string): Promise<PictureCaption[]> {
  const sql = `SELECT c.*, s.images FROM captions c JOIN samples s ON s.id = c.parent WHERE c.id IS NULL AND c.parent ${among} ORDER BY c.stage, s.line, c.n`;
  return (await selectObjects(session.duck, sql)).map(
    ({ text, parent, stage, model, prompt, outcome, reason, images }) => ({
      ...({
        id: null,
        caption: text,
        origin: 'synthesized',
        parent,
        stage,
        model,
        prompt,
        images,
        outcome,
      } as Described),
      edited: false,
      before: null,
      decided: { stage: stage as string, operator: null, reason: reason as string | null },
      times: null,
      scores: {},
    }),
  );
}

type Row = Readonly<Record<string, Json>>;
/** Fields that come from a view as they are. */
type Described = Omit<PictureCaption, 'before' | 'decided' | 'times' | 'scores'>;

function decisionOf(row: Row | undefined): Pick<PictureCaption, 'outcome' | 'decided'> {
  if (row === undefined) return { outcome: null, decided: null };
  const { outcome, stage, operator, reason } = row as Record<string, string | null>;
  return { outcome: outcome!, decided: { stage: stage!, operator: operator!, reason: reason! } };
}
