import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextPattern } from '../../../src/rows/conditions/demand.ts';
import { makeMatching } from '../../../src/rows/conditions/make-matching.ts';
import { matchesText } from '../../../src/rows/conditions/match-text.ts';
import { writeRegex } from '../../../src/rows/conditions/translate-pattern.ts';
import { translateRegex } from '../../../src/rows/conditions/translate-regex.ts';

const regex = (pattern: string, more: Partial<TextPattern> = {}): TextPattern => ({ kind: 'regex', pattern, ignoresCase: false, isNegated: false, ...more });

/** https://en.wikipedia.org/wiki/Linear_congruential_generator */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

/** As JavaScript matches it, which short texts cannot make slow. */
function matches(pattern: TextPattern, text: string): boolean {
  return new RegExp(writeRegex(pattern), pattern.ignoresCase ? 'usi' : 'us').test(text) !== pattern.isNegated;
}

test.each<[string, TextPattern[], number, number, number]>([
  ['an address', [regex('^[^@\\s]+@[a-z]{2,5}\\.com$')], 0, 30, 20],
  ['a password', [regex('^(?=.*[A-Z])(?=.*\\d)(?=.*[a-z]).{8,}$')], 0, 30, 20],
  ['not a name', [regex('^(?!admin)[a-z]+$')], 3, 10, 20],
  ['a number of a telephone', [regex('^\\d{3}-\\d{4}$')], 0, 50, 20],
  ['letters of any script', [regex('^\\p{L}+$')], 4, 8, 20],
  ['a colour', [regex('^#[0-9a-f]{6}$', { ignoresCase: true })], 0, 7, 20],
  ['a bank account', [regex('^[A-Z]{2}\\d{2}[A-Z0-9]{1,30}$')], 15, 34, 20],
  ['one of three', [regex('^(?:red|green|blue)$')], 0, 10, 3],
  ['a version', [regex('^v?\\d+\\.\\d+\\.\\d+(?:-[a-z]+)?$')], 0, 20, 20],
  ['something within', [regex('abc')], 10, 20, 20],
  ['an end only', [regex('\\.png$')], 12, 20, 20],
  ['the same twice', [regex('^([a-z]{3})-\\1$')], 0, 20, 20],
  ['several at once', [regex('[A-Z]'), regex('[0-9]'), regex('[a-z]'), regex('\\s', { isNegated: true })], 8, 20, 20],
  ['a like', [{ kind: 'like', pattern: '%_@_%.__%', ignoresCase: false, isNegated: false }], 0, 40, 20],
  ['a like with an escape', [{ kind: 'like', pattern: 'a\\%_', ignoresCase: false, isNegated: false }], 0, 40, 20],
  ['a glob', [{ kind: 'glob', pattern: '[0-9][^a-z]-??*', ignoresCase: false, isNegated: false }], 0, 10, 20],
  ['only what it is not', [regex('[a-m]', { isNegated: true })], 1, 4, 20],
  ['nested repetitions', [regex('^((?:[a-z]+\\.)+[a-z]{2,})(?:/[a-z]*)*$')], 0, 60, 20],
  ['pathological', [regex('(a+)+$')], 0, 30, 10],
  ['everything', [], 2, 5, 20],
  ['a text of some length', [regex('^x.*$')], 100, 100, 20],
])('%s', (_, patterns, min, max, different) => {
  const random = seeded(1);
  const made = Array.from({ length: 30 }, () => makeMatching(patterns, { min, max }, random));
  const bad = made.filter((text) => text === undefined || Array.from(text).length < min || Array.from(text).length > max || !patterns.every((pattern) => matches(pattern, text)));
  expect(bad).toEqual([]);
  expect(new Set(made).size).toBeGreaterThanOrEqual(different);
});

test.each<[string, TextPattern[], number, number]>([
  ['what cannot be', [regex('^a$'), regex('^b$')], 0, 10],
  ['what is too long', [regex('^[a-z]{5}$')], 0, 4],
  ['what is too short', [regex('^[a-z]{5}$')], 6, 10],
  ['more repetitions than there is room', [regex('^(?:a{1000}){1000}$')], 0, 100_000],
  ['no regular expression', [regex('(a')], 0, 10],
  ['pathological against another', [regex('^(a|a)*b$', { isNegated: true }), regex('^[a]{40}c$'), regex('^(a+)+b$')], 0, 50],
  ['nested beyond reason', [regex(`${'('.repeat(5000)}a${')'.repeat(5000)}`)], 0, 50],
  ['repeated beyond reason', [regex(`^${'(?:'.repeat(20)}a${'{0,99})'.repeat(20)}$`), regex('^b$')], 0, 2000],
])('there is none: %s', (_, patterns, min, max) => {
  const start = performance.now();
  expect(makeMatching(patterns, { min, max }, seeded(1))).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(3000);
});

describe('matching', () => {
  test.each<[string, string]>([
    ['(a+)+$', `${'a'.repeat(40)}!`],
    ['^(a|a)*$', `${'a'.repeat(40)}!`],
    ['^(.*)*x$', 'a'.repeat(300)],
    ['^(a?){30}a{30}$', 'a'.repeat(29)],
    ['^(?:(?:(?:(ab?))))*$', 'a'.repeat(5000)],
    [`^${'(?:'.repeat(90)}a${')*'.repeat(90)}b$`, 'a'.repeat(5000)],
  ])('%s is given up', (pattern, text) => {
    const start = performance.now();
    expect([undefined, false]).toContain(matchesText(regex(pattern), text));
    expect(performance.now() - start).toBeLessThan(1000);
  });

  const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '(a|bc)', '(?:ab)', '\\b', '^', '$', '(?=a)', '(?!b)', '(?<=a)', '(?<!b)', '(a)\\1', '[a-c]');
  const repeated = fc.tuple(piece, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '*?', '+?')).map(([own, count]) => (/^(?:\\b|\^|\$|\(\?[=!<])/.test(own) ? own : own + count));
  const anyRegex = fc.array(repeated, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  test('it finds what JavaScript finds', () => {
    fc.assert(
      fc.property(fc.array(anyRegex, { minLength: 1, maxLength: 2 }), fc.array(fc.constantFrom('a', 'b', 'c', '1', ' ', 'É'), { maxLength: 8 }), fc.boolean(), (alternatives, letters, ignoresCase) => {
        const pattern = regex(alternatives.join('|').replaceAll('\\1', alternatives.length > 1 ? '' : '\\1'), { ignoresCase });
        const text = letters.join('');
        expect(matchesText(pattern, text)).toBe(matches(pattern, text));
      }),
      { numRuns: 3000 },
    );
  });
});

test.each<[string, string | undefined]>([
  ['^[[:alpha:]_][[:alnum:]_]*$', '^[\\p{L}_][\\p{L}\\d_]*$'],
  ['\\mword\\M', '\\b(?=\\w)word\\b(?<=\\w)'],
  ['\\Aab\\Z', '^ab$'],
  ['\\yab\\y', '\\bab\\b'],
  ['[[:<:]]ab[[:>:]]', '\\b(?=\\w)ab\\b(?<=\\w)'],
  ["^[\\w.%+-]+\\@\\-\\'$", "^[\\w.%+\\-]+@-'$"],
  ['[]a-]', '[\\]a\\-]'],
  ['[^]a]', '[^\\]a]'],
  ['a{,3}b{2}c{', 'a\\{,3\\}b{2}c\\{'],
  ['[a-z&&[^b]]', undefined],
  ['a++', undefined],
  ['***:a', undefined],
  ['(?>a)', undefined],
  ['[[:nothing:]]', undefined],
  ['[ab', undefined],
])('%s as JavaScript writes it', (pattern, expected) => {
  const translated = translateRegex(pattern);
  expect(translated?.source).toBe(expected);
  if (expected !== undefined) expect(new RegExp(expected, 'us')).toBeInstanceOf(RegExp);
});

test('options before a pattern', () => {
  expect([translateRegex('(?i)abc'), translateRegex('(?x) a b')]).toEqual([{ source: 'abc', ignoresCase: true }, undefined]);
});
