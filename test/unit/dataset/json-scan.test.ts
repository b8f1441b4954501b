import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { depthCap, JsonSyntaxError, scanList, scanObject, stringAt } from '../../../src/core/dataset/json-scan.ts';

function members(text: string): [string, string][] {
  const bytes = Buffer.from(text);
  const found: [string, string][] = [];
  scanObject(bytes, 0, bytes.length, (keyStart, keyEnd, start, end) => {
    found.push([stringAt(bytes, keyStart, keyEnd), bytes.toString('utf8', start, end)]);
  });
  return found;
}

function accepts(text: string): boolean {
  try {
    members(text);
    return true;
  } catch (error) {
    assert.ok(error instanceof JsonSyntaxError);
    assert.ok(error.at >= 0 && error.at <= Buffer.byteLength(text));
    return false;
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

test('members come in order with the bytes of their values, repeated keys included', () => {
  assert.deepEqual(members(' {"a" : -0 ,"te\\u0078t":"é\\"}", "a":[1,{"b":2}],"__proto__":1e400} '), [
    ['a', '-0'],
    ['text', '"é\\"}"'],
    ['a', '[1,{"b":2}]'],
    ['__proto__', '1e400'],
  ]);
  assert.deepEqual(members('{}'), []);
});

test('the scanner accepts exactly what JSON.parse accepts', () => {
  const junk = fc.constantFrom(
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '0',
    '-',
    '.',
    'e',
    '+',
    'u',
    ' ',
    '\n',
    '\t',
    '\0',
    'true',
    'nul',
    '\\u12',
    '\u2028',
    '\ufeff',
    'é',
  );
  const edit = fc.record({ at: fc.nat(), remove: fc.nat(3), insert: fc.oneof(fc.constant(''), junk) });
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
      fc.array(edit, { maxLength: 2 }),
      (value, edits) => {
        let text = JSON.stringify(value);
        for (const { at, remove, insert } of edits) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + insert + text.slice(place + remove);
        }
        text = Buffer.from(text).toString('utf8');
        assert.equal(accepts(text), isJsonObject(text), text);
      },
    ),
    { seed: 11, numRuns: 2000 },
  );
});

test('numbers are those of JSON and no others', () => {
  for (const good of ['0', '-0', '10', '1.5', '1e5', '1E+05', '12345678901234567890123', '1e400'])
    assert.ok(accepts(`{"a":${good}}`), good);
  for (const bad of ['01', '+1', '.5', '1.', '1e', '--1', '0x1', 'NaN', 'Infinity', '-'])
    assert.ok(!accepts(`{"a":${bad}}`), bad);
});

test('a syntax error tells its byte and what was expected there', () => {
  const at = (text: string): [string, number] => {
    try {
      members(text);
    } catch (error) {
      assert.ok(error instanceof JsonSyntaxError);
      return [error.message, error.at];
    }
    throw new Error('accepted');
  };
  assert.deepEqual(at('{"é":1,}'), ['expected a key in double quotes', 8]);
  assert.deepEqual(at('{"a":"b'), ['the line ends inside a string', 7]);
  assert.deepEqual(at('{"a":1'), ['the line ends too early', 6]);
  assert.deepEqual(at('{"a":1}{'), ['nothing may follow the object', 7]);
  assert.deepEqual(at('{"a":\0}'), ['a NUL byte', 5]);
  assert.deepEqual(at('{"a":"\0"}'), ['a NUL byte', 6]);
  assert.deepEqual(at('[1]'), ['expected an object: "{"', 0]);
  assert.deepEqual(at('{"a":"\\x"}'), ['an escape that JSON does not know', 7]);
});

test('values nested as deep as the cap are read, deeper ones are an error and no crash', () => {
  const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
  assert.ok(accepts(nested(100)));
  assert.ok(accepts(nested(depthCap)));
  assert.ok(!accepts(nested(depthCap + 1)));
  assert.ok(!accepts(`{"a":${'['.repeat(1_000_000)}`));
});

test('a list is visited until the visitor has an answer', () => {
  const bytes = Buffer.from('[ "a" ,2, [3,4],{"b":5} ]');
  const found: string[] = [];
  const visit = (start: number, end: number): string | null => {
    const element = bytes.toString('utf8', start, end);
    found.push(element);
    return element === '2' ? 'stop' : null;
  };
  assert.equal(scanList(bytes, 0, bytes.length, visit), 'stop');
  assert.deepEqual(found, ['"a"', '2']);
  assert.equal(scanList(Buffer.from('[]'), 0, 2, visit), null);
});
