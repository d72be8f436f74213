import type { DialectName } from '../../../src/dialects/dialect.ts';
import { full } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

const dialects: readonly DialectName[] = ['postgresql', 'mysql', 'mariadb', 'sqlite'];

/** What made-up designs were once not filled with. */
export const foundDesigns: readonly TableDesign[] = [
  {
    name: 'unique texts of which only the beginning is asked for',
    dialects,
    sql: "CREATE TABLE begins (id INTEGER NOT NULL PRIMARY KEY, code VARCHAR(100) UNIQUE CHECK (substr(code, 1, 1) = 'x'), other VARCHAR(50) NOT NULL UNIQUE CHECK (other LIKE 'y%'))",
    rows: full('begins'),
  },
  {
    name: 'numbers that are rounded already',
    dialects,
    sql: 'CREATE TABLE rounded (id VARCHAR(20) NOT NULL PRIMARY KEY, a NUMERIC(8, 2) NOT NULL CHECK (round(a, 1) = a), b NUMERIC(8, 2) NOT NULL UNIQUE CHECK (round(b, 0) = b), c INTEGER NOT NULL UNIQUE CHECK (c % 5 = 0))',
    rows: full('rounded'),
  },
  {
    name: 'pairs of few values, all of them',
    dialects,
    sql: "CREATE TABLE pairs (one BOOLEAN NOT NULL, other BOOLEAN NOT NULL, PRIMARY KEY (one, other)); CREATE TABLE lists (a VARCHAR(5) NOT NULL CHECK (a IN ('x', 'y', 'z')), b VARCHAR(5) NOT NULL CHECK (b IN ('k', 'l')), PRIMARY KEY (a, b))",
    rows: { pairs: 4, lists: 5 },
  },
];
