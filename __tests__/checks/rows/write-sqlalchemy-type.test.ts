import { expect, test } from 'vitest';
import { writeSqlalchemyType } from '../../../src/checks/rows/write-sqlalchemy-type.ts';
import { makeObject } from '../../catalog/make-catalog.ts';

test.each([
  ['character varying(50)', 'sa.String(50)'],
  ['character varying', 'sa.String()'],
  ['VARCHAR(20)', 'sa.String(20)'],
  ['char(2)', 'sa.CHAR(2)'],
  ['text', 'sa.Text()'],
  ['tinyint(1)', 'sa.Boolean()'],
  ['boolean', 'sa.Boolean()'],
  ['smallint', 'sa.SmallInteger()'],
  ['INTEGER', 'sa.Integer()'],
  ['int', 'sa.Integer()'],
  ['bigint', 'sa.BigInteger()'],
  ['numeric', 'sa.Numeric()'],
  ['numeric(10,2)', 'sa.Numeric(10, 2)'],
  ['decimal(5, 0)', 'sa.Numeric(5, 0)'],
  ['real', 'sa.REAL()'],
  ['float', 'sa.Float()'],
  ['double', 'sa.Double()'],
  ['double precision', 'sa.Double()'],
  ['date', 'sa.Date()'],
  ['time without time zone', 'sa.Time()'],
  ['timestamp with time zone', 'sa.DateTime(timezone=True)'],
  ['timestamp without time zone', 'sa.DateTime()'],
  ['datetime', 'sa.DateTime()'],
  ['timestamp', 'sa.TIMESTAMP()'],
  ['uuid', 'sa.Uuid()'],
  ['json', 'sa.JSON()'],
  ['bytea', 'sa.LargeBinary()'],
])('%s', (type, expected) => {
  expect(writeSqlalchemyType(makeObject('column', 'c', { of: 't', attributes: { type } }))).toBe(expected);
});

// With these, MODIFY would make the column shorter, or another.
test.each(['longtext', 'tinytext', 'mediumint', 'tinyint', 'int unsigned', 'datetime(6)', 'timestamp(3) with time zone', 'longblob', 'varbinary(16)', 'float(7,4)', 'jsonb', "enum('a','b')", 'app.mood', 'integer[]', 'varchar(20)[]', '', 'null'])('%s has no form of its own', (type) => {
  expect(writeSqlalchemyType(makeObject('column', 'c', { of: 't', attributes: { type } }))).toBe('...');
});
