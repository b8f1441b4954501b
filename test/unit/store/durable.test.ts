import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ProductError } from '../../../src/protocol/errors.ts';
import { nodeFs, writeDurably, type DurableFs, type DurableHandle } from '../../../src/core/store/durable.ts';
import { temporaryFolder } from './temporary.ts';

/** The real file system, whose n-th call (from 1) fails with a code; counts its calls. */
function failingFs(n: number, code: string): { fs: DurableFs; calls: () => number } {
  let calls = 0;
  const step = (): void => {
    if (++calls === n) throw Object.assign(new Error(`planted ${code}`), { code });
  };
  const handle = (real: DurableHandle): DurableHandle => ({
    write: async (bytes, offset, length) => (step(), real.write(bytes, offset, length)),
    sync: async () => (step(), real.sync()),
    close: async () => {
      await real.close();
      step();
    },
  });
  const fs: DurableFs = {
    open: async (path, flags, mode) => (step(), handle(await nodeFs.open(path, flags, mode))),
    rename: async (from, to) => (step(), nodeFs.rename(from, to)),
    link: async (from, to) => (step(), nodeFs.link(from, to)),
    unlink: async (path) => (step(), nodeFs.unlink(path)),
  };
  return { fs, calls: () => calls };
}

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

test('a written file has its content, its hash and no rights for others', async (t) => {
  const path = join(temporaryFolder(t), 'report.html');
  const written = await writeDurably(path, chunks('one ', 'two'), { replace: false });
  assert.equal(readFileSync(path, 'utf8'), 'one two');
  assert.equal(written.sha256, createHash('sha256').update('one two').digest('hex'));
  assert.equal(written.bytes, 7);
  if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('an existing file is replaced only where asked for', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'out');
  writeFileSync(path, 'theirs');
  await assert.rejects(writeDurably(path, Buffer.from('ours'), { replace: false }), { kind: 'usage' });
  assert.equal(readFileSync(path, 'utf8'), 'theirs');
  await writeDurably(path, Buffer.from('ours'), { replace: true });
  assert.equal(readFileSync(path, 'utf8'), 'ours');
  assert.deepEqual(readdirSync(folder), ['out']);
});

for (const replace of [true, false]) {
  for (const code of ['EIO', 'ENOSPC', 'EROFS', 'EDQUOT', 'EMFILE']) {
    test(`whichever call fails with ${code}, the file is the old one or the new one (replace: ${replace})`, async (t) => {
      const dry = failingFs(0, code);
      await writeDurably(join(temporaryFolder(t), 'out'), chunks('new ', 'content'), { replace }, dry.fs);
      assert.ok(dry.calls() >= 7, `${dry.calls()} calls seen`);
      for (let n = 1; n <= dry.calls(); n++) {
        const folder = temporaryFolder(t);
        const path = join(folder, 'out');
        if (replace) writeFileSync(path, 'old');
        const writing = writeDurably(path, chunks('new ', 'content'), { replace }, failingFs(n, code).fs);
        await assert.rejects(writing, (error) => {
          assert.ok(error instanceof ProductError);
          assert.equal(error.kind, 'disk');
          assert.ok(error.message.includes(folder), error.message);
          return true;
        });
        const found = readdirSync(folder).filter((name) => !name.startsWith('tmp-'));
        const content = found.includes('out') ? readFileSync(path, 'utf8') : null;
        assert.ok(content === 'new content' || content === (replace ? 'old' : null), `call ${n}: ${String(content)}`);
      }
    });
  }
}

test('a short write is continued, and a write of nothing is an error', async (t) => {
  const path = join(temporaryFolder(t), 'out');
  const short = (limit: number): DurableFs => ({
    ...nodeFs,
    open: async (...args) => {
      const real = await nodeFs.open(...args);
      return {
        write: (bytes, offset, length) =>
          limit === 0 ? Promise.resolve({ bytesWritten: 0 }) : real.write(bytes, offset, Math.min(limit, length)),
        sync: () => real.sync(),
        close: () => real.close(),
      };
    },
  });
  const text = 'a'.repeat(1000);
  const { bytes } = await writeDurably(path, Buffer.from(text), { replace: false }, short(7));
  assert.equal(bytes, 1000);
  assert.equal(readFileSync(path, 'utf8'), text);
  await assert.rejects(writeDurably(path, Buffer.from('x'), { replace: true }, short(0)), { kind: 'disk' });
  assert.equal(readFileSync(path, 'utf8'), text);
});

test('a failing source leaves nothing behind', async (t) => {
  const folder = temporaryFolder(t);
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from('half'));
    throw new Error('source broke');
  }
  await assert.rejects(writeDurably(join(folder, 'out'), broken(), { replace: false }), /source broke/);
  assert.deepEqual(readdirSync(folder), []);
});
