import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readChatRequest, type ChatRequest } from '../../../src/core/caption-server/chat-request.ts';
import { HttpProblem } from '../../../src/core/caption-server/http-problem.ts';

const url = `data:image/png;base64,${Buffer.from('bytes').toString('base64')}`;
const picture = { type: 'image_url', image_url: { url } };
const plain = { model: 'm', messages: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, picture] }] };

function read(request: object): ChatRequest {
  return readChatRequest(Buffer.from(JSON.stringify(request)));
}

function refuses(body: object | string, code: string): void {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  assert.throws(
    () => readChatRequest(bytes),
    (error) => error instanceof HttpProblem && error.status === 400 && error.code === code,
    JSON.stringify(body),
  );
}

describe('a request is read', () => {
  it('with its picture, its texts, and nothing else said', () => {
    const { picture: bytes, ...rest } = read(plain);
    assert.equal(bytes.toString(), 'bytes');
    const left = { maxTokens: null, stream: false, streamUsage: false };
    assert.deepEqual(rest, { model: 'm', prompt: 'What is it?', ...left });
  });

  it('with all messages, and the newer name of the limit before the older', () => {
    const messages = [{ role: 'system', content: 'Answer in Chinese.' }, ...plain.messages];
    const { prompt, maxTokens, stream, streamUsage } = read({
      ...plain,
      messages,
      max_tokens: 5,
      max_completion_tokens: 7,
      temperature: 0,
      n: 1,
      stream: true,
      stream_options: { include_usage: true },
      user: 'somebody',
    });
    assert.deepEqual([prompt, maxTokens, stream, streamUsage], ['Answer in Chinese.\nWhat is it?', 7, true, true]);
  });
});

describe('a request is refused', () => {
  it('where it is no request', () => {
    refuses('{', 'not_json');
    for (const body of ['null', '[]', '{}']) refuses(body, 'not_understood');
    refuses({ ...plain, messages: [] }, 'not_understood');
    refuses({ ...plain, messages: [{ role: 'user', content: [{ type: 'input_audio' }] }] }, 'not_understood');
    refuses({ ...plain, max_tokens: 0 }, 'not_understood');
    refuses({ ...plain, temperature: 'hot' }, 'not_understood');
  });

  it('where it does not have one picture that came along', () => {
    const having = (...pictures: object[]): object => ({ ...plain, messages: [{ role: 'user', content: pictures }] });
    refuses({ ...plain, messages: [{ role: 'user', content: 'What is it?' }] }, 'no_picture');
    refuses(having(picture, picture), 'several_pictures');
    for (const elsewhere of ['http://127.0.0.1/x.png', 'file:///etc/passwd', 'data:image/svg+xml;base64,AAAA', '']) {
      refuses(having({ type: 'image_url', image_url: { url: elsewhere } }), 'picture_by_url');
    }
  });

  it('where it wants other than the likeliest answer', () => {
    refuses({ ...plain, temperature: 0.7 }, 'temperature');
    refuses({ ...plain, n: 2 }, 'several_answers');
  });
});
