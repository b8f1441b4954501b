import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { readLines, type FileSummary, type Line } from '../../../src/core/dataset/lines.ts';
import { ProductError } from '../../../src/protocol/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'lines-'));
after(() => rmSync(folder, { recursive: true }));

interface Read {
  readonly lines: readonly (Line & { readonly content: string | null })[];
  readonly summary: FileSummary;
}

async function readFile(file: string, cap?: number): Promise<Read> {
  const lines = [];
  const reader = readLines(file, cap);
  for (;;) {
    const step = await reader.next();
    if (step.done === true) return { lines, summary: step.value };
    for (const line of step.value.lines) {
      const content = line.start < 0 ? null : step.value.bytes.toString('latin1', line.start, line.start + line.length);
      lines.push({ ...line, content });
    }
  }
}

async function read(content: string | Buffer, cap?: number): Promise<Read> {
  const file = join(folder, 'data.jsonl');
  writeFileSync(file, content);
  return readFile(file, cap);
}

const refused = (pattern: RegExp) => (error: unknown) =>
  error instanceof ProductError && error.kind === 'usage' && pattern.test(error.message);

test('a byte-order mark, CRLF, blank lines and a missing last newline change no line, and blank lines count', async () => {
  const { lines, summary } = await read('\ufeff{"a":1}\r\n\r\n \t\n{"b":2}\n\n{"c":3}');
  assert.deepEqual(
    lines.map(({ number, offset, length, content }) => [number, offset, length, content]),
    [
      [1, 3, 7, '{"a":1}'],
      [4, 17, 7, '{"b":2}'],
      [6, 26, 7, '{"c":3}'],
    ],
  );
  assert.equal(summary.lines, 6);
});

test('the summary has the size and the SHA-256 of the very bytes', async () => {
  const content = '\ufeff{"a":"é"}\r\n';
  const { summary } = await read(content);
  assert.equal(summary.bytes, Buffer.byteLength(content));
  assert.equal(summary.sha256, createHash('sha256').update(content).digest('hex'));
});

test('an empty file and a file of blank lines have no lines to read', async () => {
  assert.deepEqual((await read('')).lines, []);
  assert.deepEqual((await read('\ufeff\n\n  \n')).lines, []);
});

test('U+2028 and NUL bytes do not end a line', async () => {
  const { lines } = await read('"\u2028"\n\0\n');
  assert.equal(lines.length, 2);
});

test('whatever the lengths, lines come back as splitting the file says, over the cap without their bytes', async () => {
  const cap = 3_000_000;
  const piece = fc.oneof(
    fc.constant('\n'),
    fc.constant('\r\n'),
    fc.nat(50).map((n) => 'x'.repeat(n)),
    fc.nat(3_500_000).map((n) => 'y'.repeat(n)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const content = pieces.join('');
      const expected = [];
      let offset = 0;
      for (const [index, whole] of content.split('\n').entries()) {
        const over = whole.length > cap;
        const line = over ? whole : whole.replace(/\r$/, '');
        if (line !== '') expected.push([index + 1, offset, line.length, over ? null : line]);
        offset += whole.length + 1;
      }
      const { lines, summary } = await read(content, cap);
      assert.deepEqual(
        lines.map(({ number, offset: at, length, content: text }) => [number, at, length, text]),
        expected,
      );
      assert.equal(summary.sha256, createHash('sha256').update(content).digest('hex'));
    }),
    { seed: 7, numRuns: 40 },
  );
});

test('a line far over the cap is skipped in flat memory, and the next one is read', async () => {
  const file = join(folder, 'long.jsonl');
  writeFileSync(file, '');
  truncateSync(file, 150_000_000);
  execFileSync('sh', ['-c', `printf '\\n{"a":1}\\n' >> '${file}'`]);
  const before = process.resourceUsage().maxRSS;
  const { lines } = await readFile(file, 1_000_000);
  assert.deepEqual(
    lines.map(({ number, offset, length, content }) => [number, offset, length, content]),
    [
      [1, 0, 150_000_000, null],
      [2, 150_000_001, 7, '{"a":1}'],
    ],
  );
  const grownKilobytes = process.resourceUsage().maxRSS - before;
  assert.ok(grownKilobytes < 75_000, `${grownKilobytes} kB more for a line of 150 MB`);
});

test('a batch tells whether its bytes are valid UTF-8', async () => {
  for (const [content, utf8] of [
    ['"é"\n', true],
    [Buffer.from([0x22, 0xff, 0x22, 0x0a]), false],
  ] as const) {
    const file = join(folder, 'utf8.jsonl');
    writeFileSync(file, content);
    for await (const batch of readLines(file)) assert.equal(batch.utf8, utf8);
  }
});

test('files of other formats are named precisely', async () => {
  const array = '\ufeff[\n  {"id": 1, "text": "a"}\n]';
  await assert.rejects(read(array), refused(/is one JSON array, not JSONL/));
  await assert.rejects(read('[]\n'), refused(/JSON array/));
  await assert.rejects(read(gzipSync('{"id":1}\n')), refused(/is a gzip file/));
  await assert.rejects(read(zstdCompressSync('{"id":1}\n')), refused(/is a zstd file/));
  await assert.rejects(read('PAR1\0\0'), refused(/is a Parquet file/));
  await assert.rejects(read(Buffer.from('\ufeff{}', 'utf16le')), refused(/is UTF-16 text/));
});

test('a list on the first line is one bad line, not another format', async () => {
  assert.equal((await read('[1, 2]\n{"id":1}\n')).lines.length, 2);
});

test('a folder, a pipe, a device, a socket and links to nothing are refused at once', async () => {
  const at = (name: string): string => join(folder, name);
  mkdirSync(at('folder'));
  execFileSync('mkfifo', [at('pipe')]);
  symlinkSync(at('nothing'), at('dangling'));
  symlinkSync(at('loop'), at('loop'));
  const server = createServer().listen(at('socket'));
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    await assert.rejects(readFile(at('folder')), refused(/is a folder/));
    await assert.rejects(readFile(at('pipe')), refused(/is a pipe/));
    await assert.rejects(readFile('/dev/zero'), refused(/is a device/));
    await assert.rejects(readFile(at('socket')), refused(/is a socket/));
    await assert.rejects(readFile(at('dangling')), refused(/is a link to a file that does not exist/));
    await assert.rejects(readFile(at('loop')), refused(/is a link that leads back to itself/));
    await assert.rejects(readFile(at('nothing')), refused(/does not exist/));
  } finally {
    server.close();
  }
});

test('a link to a file is followed', async () => {
  writeFileSync(join(folder, 'target.jsonl'), '{}\n');
  symlinkSync('target.jsonl', join(folder, 'link.jsonl'));
  assert.equal((await readFile(join(folder, 'link.jsonl'))).lines.length, 1);
});
