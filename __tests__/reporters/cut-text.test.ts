import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutLines, cutText } from '../../src/reporters/cut-text.ts';

describe('cutText', () => {
  test.each([
    ['short', 5, 'short'],
    ['longer', 5, 'longe… (1 more characters)'],
    ['ab😀cd', 3, 'ab… (4 more characters)'],
    ['', 0, ''],
  ])('%j to %i', (text, most, expected) => {
    expect(cutText(text, most)).toBe(expected);
  });
});

describe('cutLines', () => {
  test.each([
    ['one\ntwo\nthree', 20, 'one\ntwo\nthree'],
    ['one\ntwo\nthree', 9, 'one\ntwo\n… 1 more line'],
    ['one\ntwo\nthree\nfour', 9, 'one\ntwo\n… 2 more lines'],
    ['one and a long line', 9, 'one and a\n… 10 more characters'],
    ['a\none long line follows', 20, 'a\none long line foll\n… 3 more characters'],
  ])('%j to %i', (text, most, expected) => {
    expect(cutLines(text, most)).toBe(expected);
  });
});

test('no character is halved', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(30), (text, most) => {
      expect(cutText(text, most).isWellFormed()).toBe(true);
      expect(cutLines(text, most).isWellFormed()).toBe(true);
    }),
  );
});
