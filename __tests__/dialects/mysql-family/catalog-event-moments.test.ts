import { expect, test } from 'vitest';
import { EventMoments } from '../../../src/dialects/mysql-family/catalog/event-moments.ts';

const made = { created: '2026-03-04 05:06:00', altered: '2026-03-04 05:06:00' };

test.each<[string, string]>([
  // Made in the first second of a minute, so that any full minute comes whole minutes later.
  ['2036-01-01 00:00:00', "'2036-01-01 00:00:00'"],
  ['2026-03-04 06:06:00', 'CURRENT_TIMESTAMP + INTERVAL 60 MINUTE'],
  ['2026-03-04 06:06:30', "'2026-03-04 06:06:30'"],
])('%s is written as %s', (moment, expected) => {
  expect(new EventMoments().write({ of: 'a', moment, ...made })).toBe(expected);
});
