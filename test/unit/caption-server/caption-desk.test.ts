import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { CaptionDesk, deskSlots, type CaptionRequest } from '../../../src/core/caption-server/caption-desk.ts';
import { HttpProblem } from '../../../src/core/caption-server/http-problem.ts';
import { captionRows, type Captioner } from '../../../src/core/models/captioner.ts';
import type { DecoderPool } from '../../../src/core/models/decoder-pool.ts';
import { ProductError } from '../../../src/protocol/errors.ts';

const waits = new AbortController().signal;
const usual = { language: 'en', maxTokens: 9, signal: waits } as const;

/** A desk whose captioner says a picture's first byte, a lot at a time, each when it is let go on. */
function slowDesk(): { desk: CaptionDesk; lots: number[][]; goOn: () => void; closed: () => boolean } {
  const lots: number[][] = [];
  const locks: (() => void)[] = [];
  const hanging: ((error: Error) => void)[] = [];
  let closed = 0;
  const captioner: Captioner = {
    processor: { resize: null, kernel: 'bicubic', crop: null, rescale: null, normalize: null },
    async caption(rasters) {
      lots.push(rasters.map(({ data }) => data[0]!));
      await new Promise<void>((resolve) => locks.push(resolve));
      return lots.at(-1)!.map((text) => ({ text: `${text}`, finishReason: 'stop', tokens: 1, promptTokens: 1 }));
    },
    close: () => Promise.resolve(void closed++),
  };
  const decoders: DecoderPool = {
    measure({ bytes }) {
      if (bytes![0] === 255) return new Promise((_, reject) => hanging.push(reject));
      if (bytes![0] === 0) return Promise.resolve({ ok: false, reason: 'it is zero' });
      const raster = { width: 1, height: 1, channels: 3, data: bytes! } as const;
      const nothing = { width: 1, height: 1, sha256: null, decoded: true, flags: [], results: [], encoded: null };
      const seconds = { load: 0, takers: [], inputs: [0] };
      return Promise.resolve({ ok: true, bytes: 3, ...nothing, inputs: [raster], seconds });
    },
    start: () => undefined,
    close() {
      for (const reject of hanging) reject(new ProductError('cancelled', 'The picture decoder was closed.'));
      return Promise.resolve(void closed++);
    },
  };
  const goOn = (): void => locks.shift()!();
  return { desk: new CaptionDesk(captioner, decoders), lots, goOn, closed: () => closed === 2 };
}

function picture(first: number): Uint8Array {
  return Uint8Array.of(first, 0, 0);
}

async function problemOf(answer: Promise<unknown>): Promise<[number, string]> {
  const error: unknown = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof HttpProblem, String(error));
  return [error.status, error.code];
}

describe('requests that wait', () => {
  it('are answered together, as many as go at a time, each with its own answer', async () => {
    const { desk, lots, goOn } = slowDesk();
    const numbers = Array.from({ length: captionRows + 3 }, (_, i) => i + 1);
    const answers = numbers.map((number) => desk.answer({ ...usual, picture: picture(number) }));
    for (let lot = 0; lot < 3; lot++) {
      await turn();
      goOn();
    }
    assert.deepEqual(
      (await Promise.all(answers)).map(({ text }) => Number(text)),
      numbers,
    );
    assert.deepEqual(lots, [[1], numbers.slice(1, captionRows + 1), numbers.slice(captionRows + 1)]);
  });

  it('go only with those that want the same, the oldest first', async () => {
    const { desk, lots, goOn } = slowDesk();
    const wants: Partial<CaptionRequest>[] = [{}, { language: 'zh' }, {}, { language: 'zh' }, { maxTokens: 5 }];
    const answers = wants.map((want, i) => desk.answer({ ...usual, ...want, picture: picture(i + 1) }));
    for (let lot = 0; lot < 4; lot++) {
      await turn();
      goOn();
    }
    await Promise.all(answers);
    assert.deepEqual(lots, [[1], [2, 4], [3], [5]]);
  });

  it('are left out where nobody waits for them any more', async () => {
    const { desk, lots, goOn } = slowDesk();
    const gone = new AbortController();
    const first = desk.answer({ ...usual, picture: picture(1) });
    const second = desk.answer({ ...usual, picture: picture(2), signal: gone.signal });
    const third = desk.answer({ ...usual, picture: picture(3) });
    await turn();
    gone.abort();
    const refused = assert.rejects(second, { name: 'AbortError' });
    goOn();
    await turn();
    goOn();
    await Promise.all([first, refused, third]);
    assert.deepEqual(lots, [[1], [3]]);
  });
});

describe('a request fails alone', () => {
  it('where its picture cannot be decoded', async () => {
    const { desk, lots, goOn } = slowDesk();
    const good = desk.answer({ ...usual, picture: picture(1) });
    const bad = desk.answer({ ...usual, picture: picture(0) });
    assert.deepEqual(await problemOf(bad), [400, 'unreadable_picture']);
    goOn();
    assert.equal((await good).text, '1');
    assert.deepEqual(lots, [[1]]);
  });
});

describe('a desk has an end', () => {
  it('where too many wait, until one is answered', async () => {
    const { desk, goOn } = slowDesk();
    const answers = Array.from({ length: 2 * deskSlots }, () => desk.answer({ ...usual, picture: picture(1) }));
    const refused: unknown = await desk.answer({ ...usual, picture: picture(1) }).catch((error: unknown) => error);
    assert.ok(refused instanceof HttpProblem);
    assert.deepEqual([refused.status, refused.headers], [429, { 'Retry-After': '1' }]);
    await turn();
    goOn();
    await answers[0];
    const late = desk.answer({ ...usual, picture: picture(1) });
    for (let lot = 0; lot < 4; lot++) {
      await turn();
      goOn();
    }
    assert.equal((await Promise.all([...answers, late])).length, 2 * deskSlots + 1);
  });

  it('where it is closed: what is being answered is answered, the rest is turned away', async () => {
    const { desk, goOn, closed } = slowDesk();
    const first = desk.answer({ ...usual, picture: picture(1) });
    await turn();
    const second = problemOf(desk.answer({ ...usual, picture: picture(2) }));
    const hangs = problemOf(desk.answer({ ...usual, picture: picture(255) }));
    await turn();
    const end = desk.close();
    const third = problemOf(desk.answer({ ...usual, picture: picture(3) }));
    for (const turnedAway of [second, hangs, third]) assert.deepEqual(await turnedAway, [503, 'stopping']);
    assert.equal(closed(), false);
    goOn();
    assert.equal((await first).text, '1');
    await end;
    assert.equal(closed(), true);
  });
});
