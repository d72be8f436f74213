import { expect, test } from 'vitest';
import { loadFaker } from '../../../src/rows/values/load-faker.ts';
import { pairColumns } from '../../../src/rows/values/pair-by-name.ts';
import { splitName } from '../../../src/rows/values/split-name.ts';
import { findTextMaker } from '../../../src/rows/values/text-by-name.ts';
import { readLimits } from '../../../src/rows/values/ticks.ts';
import { findWindow } from '../../../src/rows/values/window-by-name.ts';

test('names are cut into words', () => {
  expect(['billingEmail_2', 'HTTPServer', 'größeInCm', '__x', 'address1'].map(splitName)).toEqual([['billing', 'email', '2'], ['http', 'server'], ['größe', 'in', 'cm'], ['x'], ['address', '1']]);
});

test.each([
  ['users', 'email', 120, /^[^@\s]+@[a-z]+\.com$/],
  ['users', 'avatar_url', undefined, /^https:\/\/example\.com\/images\/[0-9a-f]{12}\.png$/],
  ['shops', 'website', undefined, /^https:\/\/[a-z.-]+\/[a-z-]+$/],
  ['users', 'country', 2, /^[A-Z]{2}$/],
  ['users', 'country', 3, /^[A-Z]{3}$/],
  ['orders', 'currency', 3, /^[A-Z]{3}$/],
  ['users', 'passwordHash', undefined, /^[0-9a-f]{64}$/],
  ['logs', 'ip_address', undefined, /^\d+\.\d+\.\d+\.\d+$/],
  ['posts', 'slug', undefined, /^[a-z]+(-[a-z]+)+$/],
  ['users', 'phone', undefined, /^\+1\d{10}$/],
  ['products', 'sku', undefined, /^[A-Z]{3}-\d{5}$/],
  ['users', 'time_zone', undefined, /^[A-Z]\w+\/\w+/],
  ['things', 'version', undefined, /^\d+\.\d+\.\d+$/],
  ['things', 'color', undefined, /^#[0-9a-f]{6}$/],
] as const)('%s.%s of at most %s characters', async (table, column, maxLength, pattern) => {
  const faker = await loadFaker();
  faker.seed(1);
  const make = findTextMaker(table, column, maxLength);
  for (let count = 0; count < 20; count++) expect(make(faker)).toMatch(pattern);
});

test('columns are ordered by their names', () => {
  expect(pairColumns(['starts_at', 'ends_at', 'valid_from', 'valid_until', 'createdAt', 'updatedAt', 'min_price', 'max_price', 'start_of_day', 'end'])).toEqual([
    { left: 'starts_at', operator: '<', right: 'ends_at' },
    { left: 'valid_from', operator: '<', right: 'valid_until' },
    { left: 'createdAt', operator: '<', right: 'updatedAt' },
    { left: 'min_price', operator: '<', right: 'max_price' },
  ]);
});

test('numbers and days lie where their names put them, as far as the type reaches', () => {
  const integer = { kind: 'integer', min: -128n, max: 127n } as const;
  const decimal = { kind: 'decimal', precision: 3, scale: 2, isUnsigned: false } as const;
  const day = { kind: 'date', min: '0001-01-01', max: '9999-12-31' } as const;
  expect([findWindow('percentage', integer), findWindow('year', integer), findWindow('unit_price', decimal), findWindow('birthday', day)]).toEqual([
    { low: 0n, high: 100n },
    readLimits(integer),
    { low: 100n, high: 999n },
    { low: -7305n, high: 12417n },
  ]);
});
