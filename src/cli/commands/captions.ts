import { captionsOf, type PictureCaption } from '../../core/pipeline/captions.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { exitCodes } from '../../protocol/errors.ts';
import type { Json } from '../../protocol/records.ts';
import { withDirectory } from '../options.ts';
import type { CommandContext } from '../command-context.ts';
import { plainText } from '../plain-text.ts';
import { numberText, table, type Cell } from '../table.ts';

/** `captions`: all captions of a picture. */
export async function captions({ output }: CommandContext, values: string[]): Promise<number> {
  const { dir, rest } = withDirectory(values, 1, 'captions [DIR] ID');
  return withSession(dir, undefined, async (session) => {
    const found = await captionsOf(session, rest[0]!);
    output.document(found);
    const columns = columnsOf(found.captions);
    if (found.images.length > 0) output.print(plainText(found.images.join(', ')));
    const alike = [...columns.alike].map(([key, value]) => `${key} ${valueText(value)}`);
    if (alike.length > 0) output.print(`${alike.join(', ')}\n`);
    output.print(tableOf(found.captions, columns.differing));
    for (const { id, before } of found.captions)
      if (before !== null) output.print(`${plainText(id ?? '')} was: ${plainText(before)}`);
    return exitCodes.done;
  });
}

/** Statistics that tell the captions apart become columns; those that are the same for all are said once. */
function columnsOf(captions: readonly PictureCaption[]): { alike: Map<string, Json>; differing: string[] } {
  const alike = new Map<string, Json>();
  const differing: string[] = [];
  for (const key of new Set(captions.flatMap(({ scores }) => Object.keys(scores)))) {
    const values = captions.map(({ scores }) => scores[key] ?? null).filter((value) => value !== null);
    const different = new Set(values.map((value) => JSON.stringify(value)));
    if (different.size > 1) differing.push(key);
    else if (values.length > 0) alike.set(key, values[0]!);
  }
  return { alike, differing };
}

function tableOf(captions: readonly PictureCaption[], keys: readonly string[]): string {
  const asked = captions.some(({ model }) => model !== null);
  const headings = ['id', 'source', 'outcome', ...(asked ? ['model', 'prompt'] : []), ...keys, 'caption'];
  const rows = captions.map((one): Cell[] => [
    one.id ?? one.parent,
    sourceOf(one),
    outcomeOf(one),
    ...(asked ? [one.model, one.prompt?.slice(0, 12)] : []),
    ...keys.map((key) => scoreCell(one.scores[key] ?? null)),
    one.caption,
  ]);
  return table(headings, rows);
}

function sourceOf({ id, origin, edited, stage }: PictureCaption): string {
  if (id === null) return `no caption from ${stage!}`;
  const born = origin === 'synthesized' && stage !== null ? stage : origin;
  return edited ? `${born}, edited` : born;
}

function outcomeOf({ id, outcome, decided, times }: PictureCaption): string {
  if (outcome === null) return '';
  if (id === null) return decided?.reason == null ? outcome : `${outcome}: ${decided.reason}`;
  if (outcome === 'kept') return times === null || times === 1 ? 'kept' : `kept, ${times} times`;
  return `${outcome} by ${[decided!.operator, decided!.stage].filter((name) => name !== null).join(' in ')}`;
}

function scoreCell(value: Json): Cell {
  return typeof value === 'number' ? value : valueText(value);
}

function valueText(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  return Array.isArray(value) ? value.map((item: Json) => valueText(item)).join(', ') : JSON.stringify(value);
}
