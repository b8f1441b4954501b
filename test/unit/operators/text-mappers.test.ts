import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findOperator } from '../../../src/core/operators/index.ts';
import { PatternError, type Deduplicator, type Mapper } from '../../../src/core/operators/operator.ts';
import { looksLikeMojibake } from '../../../src/core/operators/shared/mojibake.ts';
import { md5 } from '../../../src/core/operators/shared/md5.ts';
import { mapped, refusals, sample } from './sample.ts';

describe('mappers', () => {
  it('normalize punctuation and white space', () => {
    assert.equal(mapped('punctuation_normalization_mapper', '“１」，—…'), '""", - ...');
    assert.equal(mapped('whitespace_normalization_mapper', '\x1c a\u00a0b\tc\nd\ufffc\u3000'), 'a b c\nd ');
  });

  it('take links and addresses out', () => {
    assert.equal(
      mapped('clean_links_mapper', 'see https://a.example/b_(c)?d=e. Or www.x.org!', { repl: '<\\1>' }),
      'see <https://a.example/b_(c)?d=e>. Or <www.x.org>!',
    );
    assert.equal(mapped('clean_email_mapper', 'write to First.Last+x@mail.example.org.'), 'write to .');
  });

  it('replace several patterns one after the other', () => {
    assert.equal(
      mapped('replace_content_mapper', 'cat dog', { pattern: ['cat', "r'\\bdog\\b'"], repl: ['dog', 'cow'] }),
      'cow cow',
    );
    assert.equal(mapped('replace_content_mapper', 'cat'), 'cat');
    assert.match(refusals('replace_content_mapper', { pattern: ['a', 'b'], repl: ['x'] })[0] ?? '', /every pattern/);
  });

  it('tell a wrong pattern or replacement before any work', () => {
    assert.throws(() => mapped('replace_content_mapper', '', { pattern: '(?=a)' }), PatternError);
    assert.throws(() => mapped('replace_content_mapper', '', { pattern: 'a', repl: '\\1' }), PatternError);
  });
});

describe('fix_unicode_mapper', () => {
  const suspect = (findOperator('fix_unicode_mapper') as Mapper<object>).suspect!({});

  it('decodes entities up to the first line that holds a tag', () => {
    assert.equal(mapped('fix_unicode_mapper', 'a &amp;amp; b\n<i> &amp;\n&amp;'), 'a & b\n<i> &amp;\n&amp;');
  });

  it('fixes quotes, ligatures, widths, line breaks, controls, escapes and forms', () => {
    assert.equal(
      mapped('fix_unicode_mapper', '“ﬁne” ＡＢ\r\n\x93x\x94 \x1b[1mbold\x1b[0m\0 e\u0301'),
      '"fine" AB\n"x" bold é',
    );
    assert.equal(mapped('fix_unicode_mapper', '①', { normalization: 'nfkc' }), '1');
    assert.match(refusals('fix_unicode_mapper', { normalization: 'x' })[0] ?? '', /must be one of/);
  });

  it('flags mojibake as needing Data-Juicer, also behind entities', () => {
    assert.match(suspect('un cafÃ© trÃ¨s fort') ?? '', /looks wrongly decoded/);
    assert.match(suspect('un caf&Atilde;&copy;') ?? '', /looks wrongly decoded/);
    assert.equal(suspect('un café très fort'), null);
  });
});

/** Sentences that hold what is easily taken for mojibake: quotes, dashes, units, capitals, many scripts. */
const sentences = [
  'Un café «très fort», s’il vous plaît…',
  'Die Größe der Äpfel – „schön“ für 5 €!',
  'Não há corações em São João',
  'Příliš žluťoučký kůň úpěl ďábelské ódy',
  'Zażółć gęślą jaźń, więżą prężą',
  'Съешь ещё этих мягких французских булок — да выпей чаю',
  'Поезії «Дії» й Азії — Рік і Від',
  'Η ταχεία «αλεπού» πηδάει…',
  'Türkiye’nin başkenti İstanbul değil, Ankara’dır',
  'אבא ואמא הולכים לים',
  'القطة تجلس على الكرسي',
  'बिल्ली कुर्सी पर बैठी है',
  'แมวนั่งบนเก้าอี้',
  '一只红色的猫坐在椅子上。',
  'これは猫の写真です',
  '고양이가 의자에 앉아 있다',
  'Tiếng Việt rất đẹp',
  '20 °C, 5 m², ½ £, © 2024 Müller™',
  'ÁÉÍÓÚ ÀÈÌÒÙ ÂÊÎÔÛ ÃÕ ÄËÏÖÜ',
];

describe('the mojibake heuristic', () => {
  it('is silent on ordinary text in many languages', () => {
    assert.deepEqual(
      sentences.filter((text) => looksLikeMojibake(text) || looksLikeMojibake(text.toUpperCase())),
      [],
    );
  });

  it('finds at least 95 in 100 of the same texts read in another encoding', () => {
    const encodings = [
      'windows-1252',
      'windows-1251',
      'windows-1250',
      'windows-1253',
      'windows-1254',
      'windows-1257',
      'iso-8859-2',
      'macintosh',
    ];
    const read = (text: string, encoding: string): string =>
      new TextDecoder(encoding).decode(new TextEncoder().encode(text));
    const garbled = encodings.flatMap((encoding) => sentences.map((text) => read(text, encoding)));
    const missed = garbled.filter((text) => !looksLikeMojibake(text));
    assert.ok(missed.length <= garbled.length / 20, missed.join('\n'));
  });
});

describe('document_deduplicator', () => {
  const deduplicator = findOperator('document_deduplicator') as Deduplicator<object>;

  it("gives Data-Juicer's hash: MD5 of the stripped text", () => {
    const hash = createHash('md5').update('A cat é😀', 'utf8').digest('hex');
    assert.equal(deduplicator.fingerprint(deduplicator.parameters.parse({}))(sample(' A cat é😀\x1f'), []), hash);
  });

  it('leaves out what is no letter if asked', () => {
    const same = deduplicator.fingerprint(
      deduplicator.parameters.parse({ lowercase: true, ignore_non_character: true }),
    );
    assert.equal(same(sample('A cat, 12!'), []), same(sample('a CAT ٣'), []));
    assert.notEqual(same(sample('a cat'), []), same(sample('a cut'), []));
  });

  it('keeps the first of equals, or the highest in rank', () => {
    const fingerprints = ['a', 'b', 'a', '', '', 'a'];
    assert.deepEqual([...deduplicator.representatives({ fingerprints, rank: null }, {})], [0, 1, 0, 3, 4, 0]);
    const rank = Float64Array.of(NaN, 0, 2, 0, 0, 2);
    assert.deepEqual([...deduplicator.representatives({ fingerprints, rank }, {})], [2, 1, 2, 3, 4, 2]);
  });

  it('has a right MD5', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        assert.equal(md5(text), createHash('md5').update(text, 'utf8').digest('hex'));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
