import { ProductError } from '../../../protocol/errors.ts';
import { recogniseTokens, withCaption } from '../../dataset/tokens.ts';
import { quoteText } from '../../store/duck.ts';
import { column, textsAt } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import type { Flow } from '../flow.ts';
import { sampleMissing } from '../not-there.ts';
import type { Session } from '../session.ts';
import { birthOf } from '../show.ts';
import type { Written } from './rescorer.ts';

/**
 * A sample as it would be with another caption.
 * @throws ProductError `usage` for an unknown id, a line without a text, or a caption with a special token
 */
export async function writtenCaption(session: Session, flow: Flow, id: string, caption: string): Promise<Written> {
  const sql = `SELECT row, text, images FROM ${flow.chain.samples} WHERE id = ${quoteText(id)}`;
  const found = await selectRows(session.duck, sql);
  if (found.rows === 0) throw await sampleMissing(session, flow, id);
  const row = column(found, 'row', 'int')[0]!;
  const born = column(found, 'text', 'text')[0] ?? null;
  if (born === null) throw new ProductError('usage', `Sample ${id} has no text that could be scored.`, { where: id });
  const images = textsAt(column(found, 'images', 'texts'), 0) ?? [];
  const text = withCaption(born, recogniseTokens(born), caption);
  const birth = await birthOf(session, flow, row);
  return {
    input: { row, id, text, images, problem: null, line: null },
    bornIn: birth === 0 ? null : flow.completed[birth - 1]!.name,
  };
}
