import { captionIn, captionOf, llavaTokens } from '../../dataset/tokens.ts';
import { repeatNotes, type Exported, type ExportRow, type ExportRows } from './export-row.ts';
import { questionOf } from './questions.ts';

/** What a LLaVA export asks: its questions, and the seed that deals them out. */
export interface Asking {
  readonly questions: readonly string[];
  readonly seed: number;
}

/**
 * LLaVA JSON: a list of records with one picture, a question and the caption, once per `times`. `id` is that of the
 * sample's line, `better_synth_id` ours. Samples without exactly one picture are left out and counted.
 */
export async function* llavaRecords(rows: ExportRows, asking: Asking): AsyncGenerator<Uint8Array, Exported> {
  const encoder = new TextEncoder();
  let records = 0;
  let samples = 0;
  let leftOut = 0;
  let separator = '[\n';
  for await (const batch of rows) {
    let text = '';
    for (const row of batch) {
      const picture = onlyPicture(row);
      if (picture === null) {
        leftOut++;
        continue;
      }
      const record = recordOf(row, picture, asking);
      for (let time = 0; time < row.times; time++) {
        text += separator + record;
        separator = ',\n';
      }
      records += row.times;
      samples++;
    }
    yield encoder.encode(text);
  }
  yield encoder.encode(records === 0 ? '[]\n' : '\n]\n');
  const notes = leftOut > 0 ? [`${leftOut} samples without exactly one picture were left out`] : [];
  return { records, notes: [...repeatNotes(records, samples), ...notes] };
}

/** The one picture of a sample; a path that is listed twice is one. Null where there are more, or none. */
export function onlyPicture({ images }: Pick<ExportRow, 'images'>): string | null {
  const [first, ...others] = new Set(images);
  return first === undefined || others.length > 0 ? null : first;
}

function recordOf(row: ExportRow, image: string, { questions, seed }: Asking): string {
  const rest = JSON.stringify({
    better_synth_id: row.id,
    image,
    conversations: [
      { from: 'human', value: questionOf(questions, seed, row.id) },
      { from: 'gpt', value: answerIn(row.text) },
    ],
  });
  return `{"id":${idIn(row)},${rest.slice(1)}`;
}

/** The id's token as the line has it: a number stays one, with all its digits. Where the line has no id, ours of the line. */
function idIn({ sourceId, rootId }: ExportRow): string {
  return sourceId !== null && /^(?:"[^]+"|[-\d].*)$/.test(sourceId) ? sourceId : JSON.stringify(rootId);
}

/** The text without tokens of any dialect: an image token in the answer would be taken for a second picture. */
function answerIn(text: string): string {
  return captionOf(captionIn(text), llavaTokens);
}
