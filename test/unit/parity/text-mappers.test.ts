import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { tools } from './tools.ts';
import { mappers, operatorOf, useOf } from './operators.ts';
import { operatorTable, shown, textOf, type MapperResult, type MapperRun } from './tables.ts';

describe('a mapper writes the text that Data-Juicer writes', () => {
  for (const name of mappers) {
    it(name, () => {
      const { samples, runs } = operatorTable<MapperRun>(name);
      const found: string[] = [];
      for (const { parameters, results } of runs) {
        const map = mapOf(name, parameters);
        assert.equal(results.length, samples.length);
        samples.forEach((sample, i) => {
          const text = textOf(sample);
          const ours = attempt(map, text);
          if (!agrees(ours, text, results[i]!)) {
            found.push(
              `${JSON.stringify(parameters)} ${shown(sample)}: ${JSON.stringify(ours).slice(0, 200)} instead of ${JSON.stringify(results[i]).slice(0, 200)}`,
            );
          }
        });
      }
      assert.deepEqual(found, []);
    });
  }
});

describe('fix_unicode_mapper says which texts need Data-Juicer', () => {
  const { samples, runs } = operatorTable<MapperRun>('fix_unicode_mapper');
  const flags = (text: string): boolean => operatorOf('fix_unicode_mapper', 'mapper').suspect!({})(text) !== null;
  const texts = samples.map((sample, i) => ({ sample, wrong: runs[0]!.results[i]!.mojibake === true }));

  it('flags every text whose encoding Data-Juicer repairs', () => {
    const missed = texts.filter(({ sample, wrong }) => wrong && !flags(textOf(sample)));
    assert.deepEqual(
      missed.map(({ sample }) => shown(sample)),
      [],
    );
  });

  it('flags no text that Data-Juicer leaves alone', () => {
    const flagged = texts.filter(({ sample, wrong }) => !wrong && flags(textOf(sample)));
    assert.deepEqual(
      flagged.map(({ sample }) => shown(sample)),
      [],
    );
  });
});

function mapOf(name: string, parameters: MapperRun['parameters']): (text: string) => string {
  const mapper = operatorOf(name, 'mapper');
  try {
    return mapper.map(useOf(mapper, parameters).parameters, tools);
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function attempt(map: (text: string) => string, text: string): string | Error {
  try {
    return map(text);
  } catch (error) {
    return error as Error;
  }
}

function agrees(ours: string | Error, text: string, theirs: MapperResult): boolean {
  if (typeof ours !== 'string') return theirs.error !== undefined;
  if (theirs.sha256 !== undefined) return createHash('sha256').update(ours).digest('hex') === theirs.sha256;
  return theirs.error === undefined && ours === (theirs.text ?? text);
}
