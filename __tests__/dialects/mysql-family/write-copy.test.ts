import { describe, expect, test } from 'vitest';
import { NoTrueCopy } from '../../../src/dialects/mysql-family/clone/read-source.ts';
import type { Source } from '../../../src/dialects/mysql-family/clone/read-source.ts';
import { writeCopy, writeDatabase } from '../../../src/dialects/mysql-family/clone/write-copy.ts';

const from = 'alembic_gate_0123456789_1';
const to = 'alembic_gate_0123456789_10';
const empty: Source = { database: from, definition: '', tables: [], sequences: [], routines: [], views: [], triggers: [], events: [] };
const settings = "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', foreign_key_checks = 0";
const programSettings = "SET SESSION sql_mode = '', time_zone = '+00:00', timestamp = DEFAULT;\n";
const view = (name: string, definition: string) => ({ name, definition, settings: {} });

test("the copy's database is made like its source, and only the whole name means it", () => {
  expect(writeDatabase({ ...empty, definition: `CREATE DATABASE \`${from}\` /*!40100 COLLATE latin1_bin */ COMMENT '${from}0 x${from} ${from}.t'` }, to)).toBe(
    `CREATE DATABASE \`${to}\` /*!40100 COLLATE latin1_bin */ COMMENT '${from}0 x${from} ${to}.t'`,
  );
});

test('tables, then rows without what is computed, then views after what they use', () => {
  const source: Source = {
    ...empty,
    tables: [
      { name: 'a', definition: 'CREATE TABLE `a` (…)', columns: ['id', '`a b`'], period: undefined },
      { name: 'computed', definition: 'CREATE TABLE `computed` (…)', columns: [], period: undefined },
    ],
    views: [view('first', `CREATE VIEW \`${from}\`.\`first\` AS select 1 from \`${from}\`.\`sec\`\`ond\``), view('sec`ond', `CREATE VIEW \`${from}\`.\`sec\`\`ond\` AS select 1`)],
  };
  expect(writeCopy(source, to)).toEqual([
    `${settings};\nCREATE TABLE \`a\` (…);\nCREATE TABLE \`computed\` (…);\nINSERT INTO a (id, \`a b\`) SELECT id, \`a b\` FROM ${from}.a`,
    `${programSettings}CREATE VIEW \`${to}\`.\`sec\`\`ond\` AS select 1`,
    `${programSettings}CREATE VIEW \`${to}\`.\`first\` AS select 1 from \`${to}\`.\`sec\`\`ond\``,
  ]);
});

test('a history goes over with its times', () => {
  const copy = writeCopy({ ...empty, tables: [{ name: 'h', definition: 'CREATE TABLE `h` (…) WITH SYSTEM VERSIONING', columns: ['a'], period: ['row_start', 'row_end'] }] }, to);
  expect(copy).toEqual([
    `${settings};\nCREATE TABLE \`h\` (…) WITH SYSTEM VERSIONING;\nSET SESSION system_versioning_insert_history = 1;\nINSERT INTO h (a, row_start, row_end) SELECT a, row_start, row_end FROM ${from}.h FOR SYSTEM_TIME ALL`,
  ]);
});

describe('a sequence', () => {
  const copy = (state: Record<string, string>): string[] => writeCopy({ ...empty, sequences: [{ name: 's', definition: 'CREATE SEQUENCE `s` …', state }] }, to);

  test('that nobody used is made anew', () => {
    expect(copy({ start_value: '5', next_not_cached_value: '5', cache_size: '1000', cycle_count: '0' })).toEqual([`${settings};\nCREATE SEQUENCE \`s\` …`]);
  });

  test('that keeps no values ahead goes on where it stands', () => {
    expect(copy({ start_value: '5', next_not_cached_value: '9', cache_size: '0', cycle_count: '2' })).toEqual([`${settings};\nCREATE SEQUENCE \`s\` …;\nDO SETVAL(s, 9, 0, 2)`]);
  });

  test('that keeps some ahead has no true copy', () => {
    expect(() => copy({ start_value: '5', next_not_cached_value: '1005', cache_size: '1000', cycle_count: '0' })).toThrow(NoTrueCopy);
  });
});

test('a great many rows of definitions go in several packets', () => {
  const tables = Array.from({ length: 5 }, (_, index) => ({ name: `t${index}`, definition: `CREATE TABLE t${index} ${'x'.repeat(400_000)}`, columns: [], period: undefined }));
  const packets = writeCopy({ ...empty, tables }, to);
  expect(packets.map((packet) => packet.split(';\n').length)).toEqual([3, 2, 1]);
});
