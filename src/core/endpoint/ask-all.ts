import type { CaptionQuestion, EndpointSettings, Answered, AskOptions, Judge } from './endpoint.ts';
import { Asking } from './asking.ts';

/**
 * Asks an endpoint all the questions, as many at a time as it bears, and retries what fails in passing. Questions are
 * pulled only as slots come free, a little ahead. Each comes back exactly once, in any order; what has arrived since
 * the last pull comes as one batch, for the caller to store together. Leaving the loop early ends what is in flight.
 * @throws ProductError `endpoint` where the endpoint cannot or will not answer, `refused` where asking on would be
 *   unsafe; all that arrived has been yielded before. The signal's reason when it aborts, and what `questions` throws.
 */
export async function* askAll(
  settings: EndpointSettings,
  questions: AsyncIterable<CaptionQuestion>,
  judge: Judge,
  options: AskOptions,
): AsyncGenerator<readonly Answered[], void, undefined> {
  const asking = new Asking(settings, judge, options);
  try {
    yield* asking.answers(questions);
  } finally {
    await asking.close();
  }
}
