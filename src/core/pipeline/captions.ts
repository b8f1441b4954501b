/** All captions of a picture: of every sample that shows it, and what models answered that became none. */
import type { Json } from '../../protocol/records.ts';
import type { PictureCaption, PictureCaptions } from '../../protocol/samples.ts';
import { captionIn } from '../dataset/tokens.ts';
import { column } from '../store/columns.ts';
import { quoteText } from '../store/duck.ts';
import { selectObjects, selectRows } from '../store/rows.ts';
import { shortestPath } from './export/pictures-used.ts';
import type { Flow } from './flow.ts';
import { unknownId } from './not-there.ts';
import { sameBytes } from './same-bytes.ts';
import type { Session } from './session.ts';
import { createViews, decisionsSql, samplesSql, scoresSql } from './views.ts';

/**
 * Finds the captions of the pictures of a sample: those of all samples that show one of them, by path or by equal bytes.
 * @throws ProductError `usage` for an unknown id
 */
export async function captionsOf(session: Session, id: string): Promise<PictureCaptions> {
  const { flow } = await createViews(session);
  return captionsIn(session, flow, id);
}

/** The same, over views that are there. @throws ProductError `usage` for an unknown id */
export async function captionsIn(session: Session, flow: Flow, id: string): Promise<PictureCaptions> {
  const [asked] = await selectObjects(
    session.duck,
    `SELECT row, images FROM ${flow.chain.samples} WHERE id = ${quoteText(id)}`,
  );
  if (asked === undefined) throw unknownId(id);
  const images = [...new Set(asked['images'] as string[])];
  const shown = await samplesShowing(session, flow, asked['row'] as number, await sameBytes(session, images));
  const among = `IN (${shown.ids.map(quoteText).join(', ')})`;
  return {
    images,
    captions: [...(await ofSamples(session, flow, shown, among)), ...(await withoutSample(session, among))],
  };
}

/** Samples in dataset order. */
interface Shown {
  readonly rows: readonly number[];
  readonly ids: readonly string[];
}

/** The samples that show one of the pictures; a sample without any shows itself alone. */
async function samplesShowing(session: Session, flow: Flow, row: number, paths: readonly string[]): Promise<Shown> {
  const named = paths.map((path) => shortestPath(quoteText(path))).join(', ');
  const exact = `list_has_any(list_transform(images, lambda image: ${shortestPath('image')}), [${named}]::VARCHAR[])`;
  const shown = `CASE WHEN ${mayShow(paths)} THEN ${exact} ELSE false END`;
  const sql = `SELECT row, id FROM ${flow.chain.samples} WHERE row = ${row} OR parent_row = ${row} OR ${shown} ORDER BY row`;
  const batch = await selectRows(session.duck, sql);
  return { rows: [...column(batch, 'row', 'int')], ids: column(batch, 'id', 'text').map((id) => id!) };
}

/** More file names are not looked for one by one. */
const mostNames = 20;

/** Whether a path ends in the name of one of these files: however a path is spelled, its file's name is at its end. */
function mayShow(paths: readonly string[]): string {
  const names = [...new Set(paths.map((path) => quoteText(/[^/\\]*$/.exec(path)![0])))];
  if (names.length > mostNames) return 'true';
  const ends = names.map((name) => `suffix(image, ${name})`);
  return `list_contains(list_transform(images, lambda image: ${['false', ...ends].join(' OR ')}), true)`;
}

async function ofSamples(session: Session, flow: Flow, { rows, ids }: Shown, among: string): Promise<PictureCaption[]> {
  const byId = async (sql: string): Promise<Map<Json, Row>> =>
    new Map((await selectObjects(session.duck, sql)).map((row) => [row['id']!, row]));
  const { completed } = flow;
  const samples = await byId(samplesSql(flow, rows));
  const asked = await byId(`SELECT id, stage, model, prompt FROM captions WHERE id ${among}`);
  const selected = await byId(`SELECT id, times FROM selected WHERE id ${among}`);
  const scores = await byId(await scoresSql(session, flow, rows));
  const order = completed.map(({ name }, place) => `WHEN ${quoteText(name)} THEN ${place}`);
  const last = `SELECT * FROM (${await decisionsSql(session, flow, rows)}) ORDER BY CASE stage ${order.join(' ')} END`;
  const decisions = completed.length === 0 ? new Map<Json, Row>() : await byId(last);
  return ids.map((id) => {
    const { caption, original_text: born, origin, edited, parent, images } = samples.get(id)!;
    const { stage = null, model = null, prompt = null } = asked.get(id) ?? {};
    const { id: _, ...values } = scores.get(id) ?? {};
    const before = typeof born === 'string' ? captionIn(born) : null;
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
