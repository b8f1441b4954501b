import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { CancellationToken } from 'vscode';
import { Random } from '../../../src/base/random.ts';
import { FailureError } from '../../../src/protocol/failure.ts';
import { asks, tells } from '../../../src/extension/grid/messages.ts';
import { PageSession, type PageHost } from '../../../src/extension/pages/page-session.ts';
import type { GridMethods, GridTells } from '../../../src/protocol/views.ts';
import type { Failure } from '../../../src/protocol/engine.ts';

type Call = { readonly name: string; readonly payload: unknown; readonly token?: CancellationToken };

function session(answer: (method: string, token: CancellationToken) => Promise<unknown> = () => Promise.resolve(null)) {
  const posted: { id?: number; result?: unknown; error?: { code: number; message: string; data?: unknown } }[] = [];
  const calls: Call[] = [];
  const warnings: string[] = [];
  const host: PageHost<GridMethods, GridTells> = {
    answer: (method, payload, token) => {
      calls.push({ name: method, payload, token });
      return answer(method, token) as never;
    },
    hear: (name, payload) => void calls.push({ name, payload }),
    warn: (text) => void warnings.push(text),
  };
  const post = ({ wire }: { wire: unknown }): Promise<boolean> => {
    posted.push(wire as (typeof posted)[number]);
    return Promise.resolve(true);
  };
  return { session: new PageSession(post, host, { asks, tells }), posted, calls, warnings };
}

const ask = (id: number, method: string, params: unknown): unknown => ({
  wire: { jsonrpc: '2.0', id, method, params: [params] },
});
const tell = (method: string, params: unknown): unknown => ({ wire: { jsonrpc: '2.0', method, params: [params] } });

async function until(there: () => boolean): Promise<void> {
  for (let i = 0; i < 1000 && !there(); i++) await turn();
  assert.ok(there());
}

test('a question of a page is answered', async () => {
  const { session: page, posted, calls } = session(() => Promise.resolve({ total: 3 }));
  page.take(ask(7, 'grid/open', { filter: '', orderBy: null }));
  await until(() => posted.length === 1);
  assert.deepEqual(posted[0], { jsonrpc: '2.0', id: 7, result: { total: 3 } });
  assert.deepEqual(calls[0]?.payload, { filter: '', orderBy: null });
});

test('a failure crosses the wire as it is', async () => {
  const failure: Failure = { kind: 'disk', message: 'The disk is full.', details: { next: 'Free some space.' } };
  const { session: page, posted } = session(() => Promise.reject(new FailureError(failure)));
  page.take(ask(1, 'save', null));
  await until(() => posted.length === 1);
  assert.deepEqual(posted[0]?.error, { code: -32_000, message: failure.message, data: failure });
});

test('an unknown question and a wrong shape get an error as their answer and a line in the log, and reach nobody', async () => {
  const { session: page, posted, calls, warnings } = session();
  page.take(ask(1, 'vscode.open', { path: '/etc/passwd' }));
  page.take(ask(2, '__proto__', null));
  page.take(ask(3, 'edit', [{ id: 'a', caption: 1, seen: '' }]));
  page.take(tell('executeCommand', 'x'));
  page.take(tell('input-focus', { focused: 'yes' }));
  await until(() => posted.length === 3 && warnings.length === 5);
  assert.deepEqual(
    posted.map(({ error }) => error?.code),
    [-32_601, -32_601, -32_602],
  );
  assert.deepEqual(calls, []);
});

test('a question that is taken back is taken back from whoever answers it', async () => {
  const {
    session: page,
    posted,
    calls,
  } = session((_, token) => new Promise((resolve) => token.onCancellationRequested(() => resolve('late'))));
  page.take(ask(5, 'overview', null));
  await until(() => calls.length === 1);
  page.take({ wire: { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 5 } } });
  await until(() => posted.length === 1);
});

test('a page that is born anew gets no answer to what the page before it asked', async () => {
  let answerFirst: (value: unknown) => void = () => undefined;
  const {
    session: page,
    posted,
    calls,
  } = session((method) =>
    method === 'overview' ? new Promise((resolve) => (answerFirst = resolve)) : Promise.resolve('own'),
  );
  page.take(ask(0, 'overview', null));
  await until(() => calls.length === 1);
  page.take(tell('ready', null));
  page.take(ask(0, 'sample', { id: 'a', scores: [] }));
  await until(() => posted.length === 1);
  assert.ok(calls[0]?.token?.isCancellationRequested);
  answerFirst('old');
  await turn();
  await turn();
  assert.deepEqual(
    posted.map(({ result }) => result),
    ['own'],
  );
});

test('100,000 random messages throw nothing and do nothing', async () => {
  const { session: page, calls } = session();
  const random = new Random(6);
  for (let i = 0; i < 100_000; i++) {
    page.take(hostile(random));
    if (i % 1000 === 0) await turn();
  }
  for (let i = 0; i < 10; i++) await turn();
  assert.deepEqual(calls, []);
});

const names = ['edit', 'tag', 'replace', 'save', 'open-picture', 'copy', 'ready', 'input-focus', '__proto__', 'x', ''];
const oddities: readonly unknown[] = [
  undefined,
  true,
  -1,
  1e308,
  NaN,
  '',
  '../../etc/passwd',
  'command:workbench.action.quit',
  '\u0000\u202e',
  [],
  {},
  [[]],
  { toJSON: 1 },
  { __proto__: { id: 'a' } },
  { constructor: { prototype: {} } },
];

/** Never a message that could be right: what is asked with is always of a wrong shape. */
function hostile(random: Random): unknown {
  const pick = <T>(of: readonly T[]): T => of[random.below(of.length)]!;
  const wrong = (): unknown => {
    const depth = random.below(4);
    let value = pick(oddities);
    for (let i = 0; i < depth; i++) value = random.below(2) === 0 ? [value, value] : { [pick(names)]: value };
    return value === null ? undefined : value;
  };
  const kind = random.below(4);
  if (kind === 0) return wrong();
  if (kind === 1) return { wire: wrong() };
  const wire: Record<string, unknown> = {
    jsonrpc: '2.0',
    id: random.below(50),
    method: pick(names),
    params: [wrong()],
  };
  if (kind === 2) wire[pick(['jsonrpc', 'id', 'method', 'params', 'result'])] = wrong();
  if (random.below(3) === 0) delete wire['id'];
  return { wire };
}
