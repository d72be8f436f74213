import type { Behaviour } from '../behaviour.ts';
import { compatibility } from './compatibility.ts';
import { damaging } from './damage.ts';
import { destructive } from './destructive.ts';
import { onHistory } from './history.ts';
import { leftovers } from './leftovers.ts';
import { locking } from './locks.ts';
import { modelled } from './models.ts';
import { renames } from './renames.ts';
import { retry } from './retry.ts';
import { failing, lasting } from './round-trip.ts';
import { onRows } from './rows.ts';
import { setupSql } from './setup-sql.ts';
import { timeouts } from './timeout.ts';

/** Every behaviour; a new group is a file and a line here. */
export const behaviours: readonly Behaviour[] = [
  ...failing, ...lasting, ...leftovers, ...damaging, ...timeouts, ...retry, ...destructive, ...renames, ...modelled, ...onHistory, ...onRows, ...setupSql, ...compatibility, ...locking,
]; // prettier-ignore
