import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/registry.ts';
import { describePages, readPage } from './describe-pages.ts';
import { readExamples } from './page-example.ts';

// A step of the examples is over in no time, but for the one that never ends.
describePages({ postgresql: undefined, sqlite: undefined }, 86, { timeout: '4s' });

describe('each page', () => {
  it.each(checks.map(({ id }) => id))('%s: shows what is bad and what is good, on the same databases', (id) => {
    const [bad, good] = (['Bad', 'Good'] as const).map((heading) => readExamples(readPage(id), heading).map(({ dialect }) => dialect));
    expect(bad).not.toEqual([]);
    expect(good?.toSorted()).toEqual(bad?.toSorted());
  });
});
