import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf } from '../../../src/core/dataset/fields.ts';

const line = Buffer.from(
  '{"text":"old","meta":{"source":"web","n":null,"list":[1]},"a.b":1,"score":0.5,"__proto__":{"x":1}}',
);
const field = fieldsOf(line, 'new');

test('a dotted path leads through objects', () => {
  assert.equal(field('meta.source'), 'web');
  assert.equal(field('score'), 0.5);
  assert.equal(field('meta.n'), null);
  assert.deepEqual(field('meta.list'), [1]);
});

test('"text" is the present text', () => {
  assert.equal(field('text'), 'new');
});

test('what the line does not hold is missing, inherited members too', () => {
  for (const path of [
    'x',
    'meta.x',
    'meta.source.length',
    'meta.list.0',
    'a.b',
    'constructor',
    'toString',
    'meta.n.x',
    '',
  ]) {
    assert.equal(field(path), undefined, path);
  }
  assert.equal(field('__proto__.x'), 1);
  assert.equal(fieldsOf(Buffer.from('{}'), '')('__proto__'), undefined);
});
