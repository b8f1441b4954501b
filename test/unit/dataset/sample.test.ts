import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { test } from 'node:test';
import { parseSample, type Sample } from '../../../src/core/dataset/sample.ts';

function sample(content: string | Buffer): Sample {
  const bytes = Buffer.from(content);
  return parseSample(bytes, { number: 7, offset: 1000, length: bytes.length, start: 0 }, isUtf8(bytes));
}

test('a good line is a sample without a problem', () => {
  assert.deepEqual(
    sample('{"id": "000000001", "images": ["images/000000001.jpg"], "text": "<__dj__image>\\na cat <|__dj__eoc|>"}'),
    {
      id: '000000001',
      sourceId: '"000000001"',
      text: '<__dj__image>\na cat <|__dj__eoc|>',
      images: ['images/000000001.jpg'],
      problem: null,
    },
  );
});

test('an id keeps the exact text of its token', () => {
  const long = 'x'.repeat(2 ** 20);
  const ids: [token: string, id: string | null][] = [
    ['2', '2'],
    ['"2"', '2'],
    ['"002"', '002'],
    ['-0', '-0'],
    ['1.0', '1.0'],
    ['1e400', '1e400'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['"a b~é😀"', 'a b~é😀'],
    ['"\\u00e9\\n\\u0000"', 'é\n\0'],
    ['"__proto__"', '__proto__'],
    [`"${long}"`, long],
    ['"\\ud800x"', '\\ud800x'],
    ['""', null],
    ['null', null],
    ['true', null],
    ['[1]', null],
    ['{"$oid":"1"}', null],
  ];
  for (const [token, id] of ids) {
    assert.deepEqual(sample(`{"id":${token},"text":"t"}`), {
      id,
      sourceId: token,
      text: 't',
      images: [],
      problem: null,
    });
  }
  assert.deepEqual(sample('{"text":"t"}'), { id: null, sourceId: null, text: 't', images: [], problem: null });
});

test('"images" is a list of paths, or there are none', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `images/${index}.jpg`);
  const verdicts: [value: string, images: string[], problem: string | null][] = [
    ['[]', [], null],
    ['null', [], null],
    ['["a.jpg"]', ['a.jpg'], null],
    ['["a.jpg", "a.jpg"]', ['a.jpg', 'a.jpg'], null],
    ['["\\u00e9/b c.png"]', ['é/b c.png'], null],
    [JSON.stringify(many), many, null],
    ['"a.jpg"', [], '"images" is a string, not a list of paths (line 7)'],
    ['5', [], '"images" is a number, not a list of paths (line 7)'],
    ['{"path":"a.jpg"}', [], '"images" is an object, not a list of paths (line 7)'],
    ['false', [], '"images" is true or false, not a list of paths (line 7)'],
    ['["a.jpg", null]', [], 'images[1] is null, not a path (line 7)'],
    ['[["a.jpg"]]', [], 'images[0] is a list, not a path (line 7)'],
    ['["../a.jpg"]', [], 'images[0] "../a.jpg" leaves the dataset folder by ".." (line 7)'],
    ['["/data/a.jpg"]', [], 'images[0] "/data/a.jpg" is absolute: write paths relative to the dataset folder (line 7)'],
    ['[""]', [], 'images[0] "" is empty (line 7)'],
  ];
  for (const [value, images, problem] of verdicts) {
    assert.deepEqual(sample(`{"id":1,"images":${value},"text":"t"}`), {
      id: '1',
      sourceId: '1',
      text: 't',
      images,
      problem,
    });
  }
});

test('"text" is a string, whatever it says', () => {
  const long = 'word '.repeat(200_000);
  for (const text of ['', 'no token', '<image>\nq', '<__dj__image><__dj__image>', 'שלום 👩‍👩‍👧', '\u2028\0', long]) {
    assert.deepEqual(sample(JSON.stringify({ text })).text, text);
    assert.equal(sample(JSON.stringify({ text })).problem, null);
  }
  const verdicts: [line: string, problem: string][] = [
    ['{"id":1}', '"text" is missing (line 7)'],
    ['{"id":1,"text":null}', '"text" is null, not a string (line 7)'],
    ['{"id":1,"text":3}', '"text" is a number, not a string (line 7)'],
    ['{"id":1,"text":["t"]}', '"text" is a list, not a string (line 7)'],
    ['{"id":1,"text":"a\\ud83d"}', '"text" holds half a surrogate pair (\\ud83d), which is no character (line 7)'],
    ['{"id":1,"text":"\\ude00b"}', '"text" holds half a surrogate pair (\\ude00), which is no character (line 7)'],
  ];
  for (const [line, problem] of verdicts) {
    assert.deepEqual(sample(line), { id: '1', sourceId: '1', text: null, images: [], problem });
  }
});

test('two problems in a line are both named', () => {
  assert.equal(sample('{"images":1}').problem, '"text" is missing; "images" is a number, not a list of paths (line 7)');
});

test('an unreadable line says what is wrong and at which byte', () => {
  const verdicts: [line: string | Buffer, problem: RegExp][] = [
    ['{"id":1,"text":"t"', /^not valid JSON: the line ends too early at byte 19 of line 7 \(byte 1019 of the file\)$/],
    ['{"id":1,}', /^not valid JSON: expected a key in double quotes at byte 9 of line 7/],
    ['{"id":1,"text":"t"},', /^not valid JSON: nothing may follow the object at byte 20 /],
    ['[1,2]', /^not valid JSON: expected an object: "\{" at byte 1 /],
    ['\0', /^not valid JSON: a NUL byte at byte 1 /],
    [`{"text":${'['.repeat(600)}`, /^not valid JSON: nested deeper than 512 at byte /],
    [Buffer.from('{"text":"caf\xe9"}', 'latin1'), /^not valid UTF-8 at byte 13 of line 7 \(byte 1013 of the file\)$/],
    [Buffer.from('{"é":"\xed\xa0\x80"}', 'latin1'), /^not valid UTF-8 at byte 3 /],
  ];
  for (const [line, problem] of verdicts) {
    const { problem: found, ...rest } = sample(line);
    assert.match(found ?? '', problem);
    assert.deepEqual(rest, { id: null, sourceId: null, text: null, images: [] });
  }
});

test('surrogates encoded as UTF-8 and cut sequences are invalid at their first byte', () => {
  const at = (hex: string): string | undefined => /byte \d+/.exec(sample(Buffer.from(hex, 'hex')).problem ?? '')?.[0];
  assert.equal(at('41c3a9eda080'), 'byte 4');
  assert.equal(at('41e282'), 'byte 2');
  assert.equal(at('41f09f9880f0'), 'byte 6');
  assert.equal(at('c0af'), 'byte 1');
});

test('of a repeated key the last counts, also when it is written with escapes', () => {
  assert.equal(sample('{"text":"a","text":"b"}').text, 'b');
  assert.equal(sample('{"text":1,"te\\u0078t":"b"}').text, 'b');
});

test('unknown fields, prototype keys and deep nesting harm nothing', () => {
  const deep = `${'['.repeat(100)}${']'.repeat(100)}`;
  const { text, problem } = sample(
    `{"__proto__":{"text":"evil","polluted":1},"constructor":{"x":1},"extra":${deep},"n":1e400,"text":"t"}`,
  );
  assert.deepEqual([text, problem], ['t', null]);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.equal(sample('{"__proto__":{"text":"evil"}}').text, null);
});

test('a line over the cap is a sample with its size and place as the problem', () => {
  const { text, problem } = parseSample(
    Buffer.alloc(0),
    { number: 3, offset: 50, length: 700 * 2 ** 20, start: -1 },
    true,
  );
  assert.equal(text, null);
  assert.equal(problem, 'the line has 700 MB; lines up to 64 MB are read (line 3, from byte 51 of the file)');
});
