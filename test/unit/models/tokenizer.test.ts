import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openTokenizer, tokenFeeds } from '../../../src/core/models/tokenizer.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import { folder, model, readTable } from './model-fixtures.ts';
import { pictureFolder } from './picture-files.ts';

interface Padded {
  readonly input_ids: readonly (readonly number[])[];
  readonly attention_mask: readonly (readonly number[])[];
}

interface TokensTable {
  readonly limits: Readonly<Record<'bert' | 'blip' | 'clip', number>>;
  /** `blip` only where it differs from `bert`. */
  readonly rows: readonly {
    readonly text: string;
    readonly clip: readonly number[];
    readonly bert: readonly number[];
    readonly blip?: readonly number[];
  }[];
  readonly batch: { readonly texts: readonly string[]; readonly bert: Padded; readonly clip: Padded };
}

const table = readTable<TokensTable>('tokens');
const { path: scratch } = pictureFolder();

async function altered(name: string, file: string, change: (json: Record<string, unknown>) => void): Promise<string> {
  const path = join(scratch, name);
  cpSync(join(folder, 'bert'), path, { recursive: true });
  const json = JSON.parse(readFileSync(join(path, file), 'utf8')) as Record<string, unknown>;
  change(json);
  writeFileSync(join(path, file), JSON.stringify(json));
  return Promise.resolve(path);
}

describe('texts become the ids that transformers gives', () => {
  for (const name of ['clip', 'bert', 'blip'] as const) {
    it(`with the tokenizer of ${name}, cut at its limit`, async () => {
      const tokenizer = await openTokenizer(await model(name));
      assert.equal(tokenizer.limit, table.limits[name]);
      assert.ok(table.rows.length > 100);
      for (const row of table.rows) {
        const ids = name === 'blip' ? (row.blip ?? row.bert) : row[name];
        assert.deepEqual(tokenizer.encode(row.text), ids, JSON.stringify(row.text));
      }
      const longest = Math.max(...table.rows.map(({ text }) => tokenizer.encode(text).length));
      assert.ok(name === 'bert' || longest === tokenizer.limit, 'no text of the table is cut');
    });
  }

  it('padded to the longest of a batch, with a mask', async () => {
    for (const name of ['clip', 'bert'] as const) {
      const { ids, mask, length } = (await openTokenizer(await model(name))).batch(table.batch.texts);
      const { input_ids: expected, attention_mask: expectedMask } = table.batch[name];
      assert.equal(length, expected[0]!.length);
      assert.deepEqual([...ids], expected.flat().map(BigInt));
      assert.deepEqual([...mask], expectedMask.flat().map(BigInt));
    }
  });

  it('padded to a length that is asked for', async () => {
    const tokenizer = await openTokenizer(await model('bert'));
    const { input_ids: ids, attention_mask: mask, token_type_ids: types } = tokenFeeds(tokenizer, ['x', 'a dog'], 9);
    assert.deepEqual(ids.shape, [2, 9]);
    assert.deepEqual(
      [...ids.data.slice(0, 9)],
      [...tokenizer.encode('x'), ...new Array<number>(6).fill(0)].map(BigInt),
    );
    assert.equal([...mask.data].filter((one) => one === 1n).length, 3 + tokenizer.encode('a dog').length);
    assert.ok(types.data.length === 18 && types.data.every((type) => type === 0n));
  });

  it('a sigma at the end of a word is lower-cased like any other', async () => {
    const tokenizer = await openTokenizer(await model('clip'));
    assert.deepEqual(tokenizer.encode('ΑΣ ΣΑ'), tokenizer.encode('ασ σα'));
    assert.notDeepEqual(tokenizer.encode('ασ'), tokenizer.encode('ας'));
  });

  it('ideographs beyond the basic plane stand alone', async () => {
    const tokenizer = await openTokenizer(await model('bert'));
    assert.deepEqual(tokenizer.encode('a𠮷𠮷b'), tokenizer.encode('a 𠮷 𠮷 b'));
  });
});

describe('a tokenizer that cannot be used is refused with its file', () => {
  const refuses = async (path: string, file: string): Promise<void> => {
    const folder = { ...(await model('bert')), path };
    await assert.rejects(openTokenizer(folder), (error) => {
      assert.ok(error instanceof ProductError);
      assert.equal(error.exitCode, 10);
      assert.equal(error.details.where, join(path, file));
      return true;
    });
  };

  it('of a kind that is not known', async () => {
    const path = await altered('unknown-kind', 'tokenizer.json', (json) => (json['model'] = { type: 'Runes' }));
    await refuses(path, 'tokenizer.json');
  });

  it('that pads or cuts on the left', async () => {
    for (const side of ['padding_side', 'truncation_side']) {
      await refuses(
        await altered(side, 'tokenizer_config.json', (json) => (json[side] = 'left')),
        'tokenizer_config.json',
      );
    }
  });
});
