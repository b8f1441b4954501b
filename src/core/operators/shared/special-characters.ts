/**
 * The single characters that Data-Juicer 1.6.1 calls special: punctuation, digits, white space, emoji and some more.
 * Sequences of several characters have no effect in its operators. Made by python/tables/special_characters.py.
 *
 * Ranges in ascending order, `gap.length` in base 36: so many code points after the last range, so many long.
 */
export const specialCharacters =
  '9.5 i.x q.6 q.4 2.5 b.3 1.5 2.2 3.b 1.8 2.9 n.1 v.2 1k.1 8o.1 27.3 b.1 3.1 3.1 7.1 1.1 1.1 6b.1 2a.1 e0.1 ' +
  '1m.1 y.1 1.1 3g.1 gk.1 1.1 6.1 5.1 1b.1 1s.1 wi.1 3hs.2 1.1 2.4 4.2 1.4 1.3 1.5 1.1 1.1 1.1 8.2 1.2 5.2 1.1 ' +
  '2.1 3.2 4.1 2m.1 1.1 1.1 2e.1 u.1 m.1 2e.a f.2 14.1 1e.1 1.1 9.1 7.1 3.2 s.1 b.1 d.1 d.2 1b.1 1b.1 2c.2 c.1 ' +
  '4m.1 p.b 4.3 5j.1 3x.1 27.1 9.3 5.1 1.1 1.2 2.3 3.1 5.1 8.1 m.1 k.4 1.7 7.1 2.1 2.2 2.1 2.1 1.1 2.1 1.2 2.1 ' +
  '3.1 3.2 8.4 4.1 1.1 5.c b.3 1.1 1.2 1.1 2.1 f.1 2.2 i.6 1.1 1.2 3.2 5.1 2.2 4.2 b.2 5.2 2.1 5.2 1.1 1.2 k.2 ' +
  '5.6 1.4 2.1 4.1 2.1 2.6 1.1 2.3 1.1 6.1 3.1 4.1 1.1 8.1 1.2 f.1 2.1 4.1 1.1 4.5 b.2 1c.3 9.1 2.1 4.1 6.1 e.1 ' +
  '1s.1 8j.2 cv.3 j.2 1f.1 4.1 x6.3 7.4 2.2 u.1 c.1 2m.1 q.1 b.2 1a.1 7.2 be.1 1.1 5eu.1 9.1 25c.1 wgi.2 cf.1 ' +
  '1.1 6.2 2.1 1.1 2.1 8.2 3.1 u.1 v.1 4d.2 1beu.1 5m.1 4g.2 c.2 e.1 2.a 2u.2 n.1 k.1 2.9 l.2 4u.y 2.34 2.2 1.3 ' +
  '2.2b 2.3 1.7b 1.1r b.6 1.o 7.2 2.8 c.1 2.4 2.1 4.2 d.2 2.1 8.2 9.1 5.3 c.3 8.3 2.1 1.1 4.1 6.1 3.1 6.2e ' +
  '1c.1y 5.8 2.3 4.a 3.1 1.2 3.1 2.a 6b.c 4.1 7v.1b 1.a 1.55 34.d 3.9 7.1a 1.7 8.e 4.9 7.9';
