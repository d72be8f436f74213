import { expect, test } from 'vitest';
import { adviseModule } from '../../src/alembic/advise-module.ts';

test.each([
  ["No module named 'shop'", /^Where `shop` is the project's own/],
  ["No module named 'shop.models'", /^Where `shop` is the project's own/],
  ["cannot import name 'x' from 'shop'", undefined],
  ['relation "users" does not exist', undefined],
])('%s', (message, expected) => {
  const advice = adviseModule(message);
  if (expected === undefined) expect(advice).toBeUndefined();
  else expect(advice).toMatch(expected);
});
