/** What the human of a LLaVA record asks: short requests for a short description, as in its pre-training. */
import { hash } from 'node:crypto';
import { ProductError } from '../../../protocol/errors.ts';
import { dataJuicerTokens, llavaTokens } from '../../dataset/tokens.ts';

/** The questions of an export that names none. */
export const builtInQuestions: readonly string[] = [
  'What does this picture show? Answer briefly.',
  'Say in a few words what can be seen here.',
  'Put the content of this picture into one short sentence.',
  'Write a short caption for this picture.',
  'Sum up this picture in a line.',
  'Tell me briefly what is in the picture.',
  'Name the main things that this picture shows.',
  'How would you caption this picture, in few words?',
  'Describe what you see, and keep it short.',
  'What is there to see? A short answer will do.',
  'Give this picture a plain and short description.',
  'Express what this picture is about in one sentence.',
];

/** The turn of the human for a sample: the same for the same seed and id. The image token stands before or after. */
export function questionOf(questions: readonly string[], seed: number, id: string): string {
  const drawn = hash('sha256', JSON.stringify([seed, id]), 'buffer');
  const question = questions[drawn.readUInt32BE(0) % questions.length]!;
  return drawn[4]! % 2 === 0 ? `${llavaTokens.image}\n${question}` : `${question}\n${llavaTokens.image}`;
}

/**
 * Reads a file of questions: a JSON list of strings, or a question a line. White space at the ends is no part of a
 * question; blank lines are skipped.
 * @param file its name, for messages
 * @throws ProductError `usage` where there is none, or one is no question
 */
export function parseQuestions(text: string, file: string): string[] {
  const questions = (listed(text.trim(), file) ?? text.split(/\r?\n/)).map((question) => question.trim());
  const found = questions.filter((question) => question !== '');
  if (found.length === 0) throw faulty(file, 'holds no question');
  const token = [llavaTokens.image, dataJuicerTokens.image, dataJuicerTokens.eoc].find((known) =>
    found.some((question) => question.includes(known)),
  );
  if (token !== undefined)
    throw faulty(file, `has a question with the token ${token}; tokens are placed by the export`);
  return found;
}

function listed(text: string, file: string): string[] | null {
  if (!text.startsWith('[')) return null;
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw faulty(file, `begins as a JSON list and is none: ${(error as Error).message}`);
  }
  const strange = (list as unknown[]).findIndex((item) => typeof item !== 'string');
  if (strange >= 0) throw faulty(file, `has no string at place ${strange + 1} of its list`);
  return list as string[];
}

function faulty(file: string, why: string): ProductError {
  return new ProductError('usage', `${file} ${why}.`, {
    where: file,
    safe: 'Nothing was written.',
    next: 'Write one question per line, or a JSON list of strings.',
  });
}
