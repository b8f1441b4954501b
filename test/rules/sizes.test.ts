import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const src = resolve(import.meta.dirname, '../../src');

test('files stay small: half of them up to 100 lines, 19 of 20 up to 350, none over 500', (context) => {
  const sizes = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, lines: readFileSync(join(src, name), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share: number): { name: string; lines: number } => sizes[Math.ceil(share * sizes.length) - 1]!;
  const [median, tail, largest] = [at(0.5), at(0.95), at(1)];
  context.diagnostic(
    `${sizes.length} files in src: median ${median.lines} lines, 95th percentile ${tail.lines}, largest ${largest.lines} (${largest.name})`,
  );
  assert.ok(sizes.length > 100, `only ${sizes.length} files seen`);
  assert.ok(median.lines <= 100, `median ${median.lines}`);
  assert.ok(tail.lines <= 350, `95th percentile ${tail.lines} (${tail.name})`);
  assert.ok(largest.lines <= 500, `${largest.name} has ${largest.lines}`);
});
