import { compareLocks } from './compare-locks.ts';

compareLocks(18, 0);
