import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splice } from '../../../src/core/dataset/splice.ts';
import type { Json } from '../../../src/protocol/records.ts';

const spliced = (line: string, values: Record<string, Json>): string =>
  splice(Buffer.from(line), values).toString('utf8');

test('only the bytes of the value change', () => {
  const line =
    ' {"n": 12345678901234567890123,"text" :\t"old" ,"x":-0, "y":1e400,"deep":{"text":"inner"}, "z":"\\u00e9é\\/"} ';
  assert.equal(spliced(line, { text: 'new "q"\n' }), line.replace('"old"', '"new \\"q\\"\\n"'));
});

test('without a change the very same bytes come back', () => {
  const line = Buffer.from('{"text":"caf\\u00e9 \\/","better_synth_id":"a"}');
  assert.equal(splice(line, { text: 'café /', better_synth_id: 'a' }), line);
  assert.equal(splice(line, {}), line);
});

test('new members are added at the end, spaced as the line is', () => {
  assert.equal(
    spliced('{"a": 1, "text": "t"}', { better_synth_id: 'x', n: 2 }),
    '{"a": 1, "text": "t", "better_synth_id": "x", "n": 2}',
  );
  assert.equal(spliced('{"a":1,"text":"t" }', { better_synth_id: 'x' }), '{"a":1,"text":"t","better_synth_id":"x" }');
  assert.equal(spliced('{}', { a: 1, b: null }), '{"a": 1, "b": null}');
  assert.equal(spliced('{"a": 1}', { b: [1] }), '{"a": 1, "b": [1]}');
});

test('of a repeated key the last is replaced, the one that counts', () => {
  assert.equal(spliced('{"text":"a","text":"b"}', { text: 'c' }), '{"text":"a","text":"c"}');
  assert.equal(spliced('{"te\\u0078t":"a"}', { text: 'c' }), '{"te\\u0078t":"c"}');
});

test('a value of another kind is replaced whole', () => {
  assert.equal(spliced('{"text":null,"id":[1, 2]}', { text: 't', id: 'i' }), '{"text":"t","id":"i"}');
});

test('non-ASCII is escaped where the line escapes it, and plain elsewhere', () => {
  assert.equal(spliced('{"text":"caf\\u00e9"}', { text: 'naïve 😀' }), '{"text":"na\\u00efve \\ud83d\\ude00"}');
  assert.equal(spliced('{"text":"café","x":"\\u00e9"}', { text: 'naïve' }), '{"text":"naïve","x":"\\u00e9"}');
  assert.equal(spliced('{"text":"plain \\u001f"}', { text: 'naïve' }), '{"text":"naïve"}');
});

test('a prototype key is a key', () => {
  const values = JSON.parse('{"__proto__":"x"}') as Record<string, Json>;
  assert.equal(spliced('{"a":1}', values), '{"a":1,"__proto__":"x"}');
});

test('parsed, a spliced line is the parsed line with the text replaced; all else is byte-identical', () => {
  const key = fc.oneof(fc.constantFrom('id', 'images', 'text ', 'é', '__proto__'), fc.string());
  const member = fc.tuple(key, fc.json()).filter(([name]) => name !== 'text');
  const space = fc.constantFrom('', ' ', '\t', '  ');
  const unicode = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(
      fc.array(member),
      fc.array(member),
      unicode,
      unicode,
      space,
      space,
      (before, after, old, text, gap, colon) => {
        const write = ([name, json]: [string, string]): string => `${JSON.stringify(name)}${colon}:${gap}${json}`;
        const frame = (value: string): string =>
          `{${gap}${[...before.map(write), write(['text', JSON.stringify(value)]), ...after.map(write)].join(`${gap},`)}}`;
        const result = spliced(frame(old), { text });
        const expected = JSON.parse(frame(old)) as Record<string, unknown>;
        expected['text'] = text;
        assert.deepEqual(JSON.parse(result), expected);
        const [head, tail] = frame('\0').split(JSON.stringify('\0')) as [string, string];
        assert.ok(result.startsWith(head) && result.endsWith(tail));
      },
    ),
    { seed: 9, numRuns: 200 },
  );
});
