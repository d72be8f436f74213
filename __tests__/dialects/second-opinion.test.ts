import mariadbParser from 'node-sql-parser/build/mariadb.js';
import mysqlParser from 'node-sql-parser/build/mysql.js';
import sqliteParser from 'node-sql-parser/build/sqlite.js';
import { describe, expect, test } from 'vitest';
import { parseStatement as parseFamilyStatement } from '../../src/dialects/mysql-family/parse-statement.ts';
import { parseStatement as parseSqliteStatement } from '../../src/dialects/sqlite/parse-statement.ts';
import type { OperationKind, ParsedStatement } from '../../src/sql/operation.ts';
import { familyStatements, mariadbStatements, mysqlStatements } from './mysql-family/statements.ts';
import { sqliteStatements } from './sqlite/statements.ts';

/** What node-sql-parser calls what is done to a table; it does not name every table that is dropped or truncated. */
const verbs: Partial<Readonly<Record<OperationKind, string>>> = { insert: 'insert', update: 'update', delete: 'delete', 'create-table': 'create' };

const cases: readonly (readonly [string, { readonly Parser: new () => { tableList(sql: string): string[] } }, (sql: string) => ParsedStatement, readonly (readonly [string, ...string[]])[]])[] = [
  ['mysql', mysqlParser, (sql) => parseFamilyStatement('mysql', sql), [...familyStatements, ...mysqlStatements]],
  ['mariadb', mariadbParser, (sql) => parseFamilyStatement('mariadb', sql), [...familyStatements, ...mariadbStatements]],
  ['sqlite', sqliteParser, parseSqliteStatement, sqliteStatements],
];

/** Statements that node-sql-parser takes and misreads: doubled backticks, code in comments, where data is loaded to, and what a trigger would do later. */
const misread = /``|^\/\*|^LOAD|^CREATE TRIGGER/;

// Where node-sql-parser reads a statement too, it must name the same tables for the same verbs.
describe.each(cases)('node-sql-parser on %s', (_, { Parser }, read, samples) => {
  const parser = new Parser();
  const opinions = samples.flatMap(([sql]) => {
    try {
      return [{ sql, tables: parser.tableList(sql) }];
    } catch {
      return [];
    }
  });

  test('reads enough to be asked', () => {
    expect(opinions.length).toBeGreaterThan(samples.length * 0.4);
  });

  test.each(opinions.filter(({ sql }) => !misread.test(sql)))('agrees: $sql', ({ sql, tables }) => {
    const theirs = tables.map((entry) => entry.split('::')).flatMap(([verb = '', , name = '']) => (Object.values(verbs).includes(verb.replace('replace', 'insert')) ? [`${verb.replace('replace', 'insert')} ${name}`] : []));
    const reading = read(sql);
    const ours = reading.parsed ? reading.operations.flatMap(({ kind, target }) => (verbs[kind] === undefined ? [] : [`${verbs[kind]} ${target.name}`])) : [];
    expect(new Set(theirs)).toEqual(new Set(ours));
  });
});
