import { describe, expect, test } from 'vitest';
import { sayFew, sayList } from '../src/say-list.ts';

describe('sayList', () => {
  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j', (words, expected) => {
    expect(sayList(words)).toBe(expected);
  });

  test('with `or`', () => {
    expect(sayList(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  });
});

describe('sayFew', () => {
  test.each([
    [[], 2, ''],
    [['a', 'b'], 2, 'a and b'],
    [['a', 'b', 'c'], 2, 'a, b and 1 more'],
    [['a', 'b', 'c', 'd'], 1, 'a and 3 more'],
  ])('of %j %i', (words, most, expected) => {
    expect(sayFew(words, most)).toBe(expected);
  });

  test('of more than are given', () => {
    expect(sayFew(['a', 'b', 'c'], 2, 900)).toBe('a, b and 898 more');
  });
});
