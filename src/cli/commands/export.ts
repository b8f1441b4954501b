import { exitCodes, ProductError } from '../../protocol/errors.ts';
import { exportResult as exportDataset, type ExportRequest } from '../../core/pipeline/export/export-result.ts';
import { parseQuestions } from '../../core/pipeline/export/questions.ts';
import { readText, withSession } from '../../core/pipeline/session.ts';
import { text } from '../options.ts';
import type { CommandContext } from '../command-context.ts';
import { counted } from '../words.ts';

/** `export`: writes a result. */
export async function exportResult(
  { output, signal }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const request = requestOf(options);
  return withSession(dir, text(options['recipe']), async (session) => {
    const { path, records, notes, pictures } = await exportDataset(session, request, signal);
    output.document({ path, records, notes, ...(pictures === undefined ? {} : { pictures }) });
    const along = pictures === undefined ? '' : ` with ${counted(pictures.taken, 'picture')}`;
    output.print(`${counted(records, 'record')}${along} in ${path}`);
    for (const note of notes) output.remark(`! ${note}`);
    return pictures !== undefined && pictures.missing > 0 ? exitCodes.someFailed : exitCodes.done;
  });
}

function requestOf(options: Record<string, unknown>): ExportRequest {
  const stage = text(options['stage']);
  const withImages = text(options['withImages']);
  const questions = text(options['questions']);
  return {
    format: text(options['format'])!,
    output: text(options['output'])!,
    force: options['force'] === true,
    ...(stage === undefined ? {} : { stage }),
    ...(withImages === undefined ? {} : { withImages }),
    ...(questions === undefined ? {} : { questions: questionsIn(questions) }),
  };
}

function questionsIn(file: string): string[] {
  const found = readText(file);
  if (found === null) throw new ProductError('usage', `The questions in ${file} cannot be read.`, { where: file });
  return parseQuestions(found, file);
}
