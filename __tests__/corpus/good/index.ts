import type { CorpusCase } from '../corpus-case.ts';
import { columns } from './columns.ts';
import { indexesAndRules } from './indexes-and-rules.ts';
import { rest } from './rest.ts';
import { rows } from './rows.ts';
import { tables } from './tables.ts';

/** Revisions as they should be: nothing is to be said of them. */
export const good: readonly CorpusCase[] = [...tables, ...columns, ...indexesAndRules, ...rows, ...rest];
