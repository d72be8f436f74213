import { expect, test } from 'vitest';
import { isSmallTable } from '../../../src/checks/locks/small-tables.ts';

test.each([
  ['public', 'country', ['country'], true],
  ['billing', 'country', ['country'], true],
  ['billing', 'country', ['billing.country'], true],
  ['public', 'country', ['billing.country'], false],
  ['billing', 'order_type', ['billing.*_type'], true],
  ['billing', 'order_types', ['billing.*_type'], false],
  ['billing', 'anything', ['billing.*'], true],
  ['public', 'anything', ['*'], true],
  ['public', 'Country', ['country'], false],
  [null, 'country', ['users', 'country'], true],
  [null, 'country', ['main.country'], false],
  // No character but `*` means more than itself.
  ['public', 'axb', ['a.b'], false],
  ['public', 'a+b', ['a+b'], true],
  ['public', 'two\nlines', ['two*'], true],
  ['public', 'country', [], false],
])('table %s.%s with small-tables %j: %s', (schema, name, patterns, isSmall) => {
  expect(isSmallTable({ schema, name }, patterns)).toBe(isSmall);
});
