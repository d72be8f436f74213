import { describe, expect, it } from 'vitest';
import { listAttempts, writeAttempt } from '../../../../src/dialects/mysql-family/impact/attempts.ts';
import { readTableChange } from '../../../../src/dialects/mysql-family/impact/read-change.ts';
import type { FamilyDialect } from '../../../../src/dialects/mysql-family/lexis.ts';

const place = (sql: string, dialect: FamilyDialect = 'mysql') => {
  const form = readTableChange(dialect, sql)?.form;
  if (form?.kind !== 'clause') throw new Error(`no clause for ${sql}`);
  return form;
};

describe('the clause goes where the grammar has it', () => {
  it.each([
    ['ALTER TABLE t ADD COLUMN a INT', 'ALTER TABLE t ALGORITHM=INPLACE, LOCK=NONE, ADD COLUMN a INT'],
    ['alter table `a b`.`t``x` add (a int, b int) ; -- the end;', 'alter table `a b`.`t``x` ALGORITHM=INPLACE, LOCK=NONE, add (a int, b int) ; -- the end;'],
    ["ALTER TABLE t /* ALGORITHM=COPY */ COMMENT 'LOCK=SHARED', ORDER BY a", "ALTER TABLE t ALGORITHM=INPLACE, LOCK=NONE, /* ALGORITHM=COPY */ COMMENT 'LOCK=SHARED', ORDER BY a"],
    ['ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 4', 'ALTER TABLE t ALGORITHM=INPLACE, LOCK=NONE  PARTITION BY HASH (id) PARTITIONS 4'],
    ['ALTER TABLE t REMOVE PARTITIONING', 'ALTER TABLE t ALGORITHM=INPLACE, LOCK=NONE  REMOVE PARTITIONING'],
    ['ALTER TABLE t ADD PARTITION (PARTITION p VALUES LESS THAN (9))', 'ALTER TABLE t ALGORITHM=INPLACE, LOCK=NONE, ADD PARTITION (PARTITION p VALUES LESS THAN (9))'],
    ['CREATE UNIQUE INDEX i ON t (a, b(10) DESC) COMMENT \'x\'; ', 'CREATE UNIQUE INDEX i ON t (a, b(10) DESC) COMMENT \'x\' ALGORITHM=INPLACE LOCK=NONE; '],
    ['DROP INDEX i ON t # gone', 'DROP INDEX i ON t ALGORITHM=INPLACE LOCK=NONE # gone'],
    ['ALTER TABLE t ADD a INT, ALGORITHM DEFAULT, LOCK = default', 'ALTER TABLE t ADD a INT, ALGORITHM INPLACE, LOCK = NONE'],
    ['ALTER TABLE t LOCK=DEFAULT, ADD a INT', 'ALTER TABLE t ALGORITHM=INPLACE, LOCK=NONE, ADD a INT'],
    ['CREATE INDEX i ON t (a) LOCK=DEFAULT', 'CREATE INDEX i ON t (a) LOCK=NONE ALGORITHM=INPLACE'],
  ])('%s', (sql, expected) => {
    expect(writeAttempt(sql, place(sql), { algorithm: 'inplace', lock: 'NONE' })).toBe(expected);
  });

  it('is written into the form that takes one, where its own does not', () => {
    const form = place('DROP INDEX IF EXISTS `i x` ON t', 'mariadb');
    expect(writeAttempt(form.insteadOf ?? '', form, { algorithm: 'nocopy', lock: 'NONE' })).toBe('ALTER TABLE t ALGORITHM=NOCOPY, LOCK=NONE, DROP INDEX IF EXISTS `i x`');
  });

  it('stands behind the prefixes of MariaDB', () => {
    const sql = 'SET STATEMENT max_statement_time=1 FOR ALTER IGNORE TABLE IF EXISTS t WAIT 5 FORCE';
    expect(writeAttempt(sql, place(sql, 'mariadb'), { algorithm: 'inplace', lock: 'NONE' })).toBe('SET STATEMENT max_statement_time=1 FOR ALTER IGNORE TABLE IF EXISTS t WAIT 5 ALGORITHM=INPLACE, LOCK=NONE, FORCE');
  });
});

describe('the ways that a statement leaves open', () => {
  const list = (sql: string, dialect: FamilyDialect = 'mysql'): string[] => listAttempts(dialect, place(sql, dialect)).map(({ algorithm, lock }) => `${algorithm ?? '-'} ${lock ?? '-'}`);

  it('are all, from the cheapest on', () => {
    expect(list('ALTER TABLE t FORCE')).toEqual(['instant -', 'inplace NONE', 'inplace SHARED', 'inplace EXCLUSIVE', 'copy SHARED', 'copy EXCLUSIVE']);
    expect(list('ALTER TABLE t FORCE', 'mariadb').slice(0, 5)).toEqual(['instant NONE', 'instant SHARED', 'instant EXCLUSIVE', 'nocopy NONE', 'nocopy SHARED']);
  });

  it('are those of its own algorithm', () => {
    expect(list('ALTER TABLE t FORCE, ALGORITHM=COPY')).toEqual(['copy SHARED', 'copy EXCLUSIVE']);
    expect(list('CREATE INDEX i ON t (a) ALGORITHM = inplace')).toEqual(['inplace NONE', 'inplace SHARED', 'inplace EXCLUSIVE']);
  });

  it('are those of its own lock', () => {
    expect(list('ALTER TABLE t FORCE, LOCK=SHARED')).toEqual(['instant -', 'inplace SHARED', 'copy SHARED']);
    expect(list('ALTER ONLINE TABLE t FORCE', 'mariadb')).toEqual(['instant NONE', 'nocopy NONE', 'inplace NONE', 'copy NONE']);
  });
});

it.each(['SELECT 1', 'ALTER VIEW v AS SELECT 1', 'ALTER TABLE t', 'CREATE TABLE t (a INT)', 'ALTER TABLE t FORCE; ALTER TABLE u FORCE', 'ALTER TABLE t TRUNCATE PARTITION p', 'DROP TABLE t', "ALTER TABLE t COMMENT 'open"])('is no change to ask for: %s', (sql) => {
  expect(readTableChange('mysql', sql)).toBeUndefined();
});
