/** Between requests and the captioner: pictures are decoded as they come, and those that wait are asked together. */
import type { Raster } from '../../base/raster.ts';
import { captionRows, type Caption, type Captioner, type CaptionLanguage } from '../models/captioner.ts';
import type { DecoderPool } from '../models/decoder-pool.ts';
import { HttpProblem } from './http-problem.ts';

/** A picture that somebody wants described. */
export interface CaptionRequest {
  /** A file's bytes. */
  readonly picture: Uint8Array;
  readonly language: CaptionLanguage;
  readonly maxTokens: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Requests that keep the captioner busy: one lot is answered while the next is decoded. */
export const deskSlots = 2 * captionRows;

/** Requests that are held at most, waiting ones included. */
const mostHeld = 2 * deskSlots;

interface Waiting {
  readonly request: CaptionRequest;
  readonly raster: Raster;
  readonly resolve: (caption: Caption) => void;
  readonly reject: (error: unknown) => void;
}

/** Answers requests in the order in which they come, as far as they go together. */
export class CaptionDesk {
  readonly #captioner: Captioner;
  readonly #decoders: DecoderPool;
  readonly #held = new Set<Promise<Caption>>();
  #waiting: Waiting[] = [];
  #working = false;
  #closing = false;

  constructor(captioner: Captioner, decoders: DecoderPool) {
    this.#captioner = captioner;
    this.#decoders = decoders;
  }

  /** @throws HttpProblem 400 where the picture cannot be decoded, 429 where too many wait, 503 after `close` */
  async answer(request: CaptionRequest): Promise<Caption> {
    if (this.#closing) throw stopping();
    if (this.#held.size >= mostHeld) {
      throw new HttpProblem(429, 'queue_full', `${mostHeld} requests wait already.`, { 'Retry-After': '1' });
    }
    const answer = this.#decode(request).then((raster) => this.#wait(request, raster));
    this.#held.add(answer);
    try {
      return await answer;
    } catch (error) {
      // A decoder that is closed while it decodes says so in its own way.
      throw this.#closing ? stopping() : error;
    } finally {
      this.#held.delete(answer);
    }
  }

  /** Answers what is being answered, turns away the rest. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { reject } of this.#waiting.splice(0)) reject(stopping());
    await this.#decoders.close();
    await Promise.allSettled(this.#held);
    await this.#captioner.close();
  }

  async #decode({ picture }: CaptionRequest): Promise<Raster> {
    const { processor } = this.#captioner;
    const inputs = [{ processor, flips: { horizontal: false, vertical: false } }];
    const wanted = { path: 'the picture of the request', bytes: picture, takers: [], inputs, need: 'pixels' } as const;
    const report = await this.#decoders.measure(wanted);
    if (report.ok) return report.inputs[0]!;
    throw new HttpProblem(400, 'unreadable_picture', `The picture cannot be used: ${report.reason}.`);
  }

  #wait(request: CaptionRequest, raster: Raster): Promise<Caption> {
    if (this.#closing) return Promise.reject(stopping());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, raster, resolve, reject });
      if (!this.#working) void this.#work();
    });
  }

  /** Never rejects: what fails, fails for those who asked. */
  async #work(): Promise<void> {
    this.#working = true;
    for (let some = this.#next(); some.length > 0; some = this.#next()) {
      const { language, maxTokens } = some[0]!.request;
      try {
        const captions = await this.#captioner.caption(
          some.map(({ raster }) => raster),
          { language, maxTokens },
        );
        for (const [i, { resolve }] of some.entries()) resolve(captions[i]!);
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
    this.#working = false;
  }

  /** The request that waits longest, and those that want the same. */
  #next(): readonly Waiting[] {
    for (const { request, reject } of this.#waiting) if (request.signal.aborted) reject(request.signal.reason);
    this.#waiting = this.#waiting.filter(({ request }) => !request.signal.aborted);
    const [first] = this.#waiting;
    const alike = this.#waiting.filter(
      ({ request: { language, maxTokens } }) =>
        language === first!.request.language && maxTokens === first!.request.maxTokens,
    );
    const some = new Set(alike.slice(0, captionRows));
    this.#waiting = this.#waiting.filter((one) => !some.has(one));
    return [...some];
  }
}

function stopping(): HttpProblem {
  return new HttpProblem(503, 'stopping', 'The server is being stopped.', { Connection: 'close' });
}
