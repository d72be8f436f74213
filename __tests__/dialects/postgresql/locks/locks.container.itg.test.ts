import { describe } from 'vitest';
import { compareLocks } from './compare-locks.ts';

describe.each([15, 17])('PostgreSQL %i', (version) => {
  compareLocks(version, 3, `postgres:${String(version)}`);
});
