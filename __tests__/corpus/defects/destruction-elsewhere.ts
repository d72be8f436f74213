import type { CorpusCase } from '../corpus-case.ts';

const plain = ['CREATE TABLE {t} (id INTEGER PRIMARY KEY, email VARCHAR(120), note TEXT, amount DECIMAL(12, 2))'];
const onMysql = ["CREATE TABLE {t} (id INTEGER PRIMARY KEY, email VARCHAR(120) CHARACTER SET utf8mb4, note LONGTEXT, amount DECIMAL(12, 2), big BIGINT, at DATETIME(6), level INT, state ENUM('open', 'paid', 'lost'), tags SET('a', 'b'), KEY ix_{t}_at (at))"];
const both = ['sqlite', 'mysql'] as const;
const mysql = ['mysql'] as const;
const modify = (column: string, type: string, before: string): string => `op.alter_column("{t}", "${column}", type_=${type}, existing_type=${before})`;

export const destructionElsewhere: readonly CorpusCase[] = [
  { name: 'the table dropped', dialects: both, base: plain, op: ['op.drop_table("{t}")'], sql: ['op.execute("DROP TABLE {t}")'], down: ['op.execute("CREATE TABLE {t} (id INTEGER PRIMARY KEY, email VARCHAR(120), note TEXT, amount DECIMAL(12, 2))")'] },
  { name: 'the column dropped', dialects: both, base: plain, op: ['with op.batch_alter_table("{t}") as batch:\n    batch.drop_column("amount")'], sql: ['op.execute("ALTER TABLE {t} DROP COLUMN amount")'], down: ['op.add_column("{t}", sa.Column("amount", sa.Numeric(12, 2)))'] },
  { name: 'all rows deleted', dialects: both, base: plain, op: ['op.execute(sa.delete(sa.table("{t}")))'], sql: ['op.execute("DELETE FROM {t}")'], down: ['op.execute("UPDATE {t} SET note = \'was emptied\'")'] },
  { name: 'all values overwritten', dialects: both, base: plain, op: ['op.execute(sa.table("{t}", sa.column("note")).update().values(note="none"))'], sql: ['op.execute("UPDATE {t} SET note = \'none\'")'], down: ['op.execute("UPDATE {t} SET note = \'other\' WHERE note IS NULL")'] },
  { name: 'the view dropped', dialects: both, base: [...plain, 'CREATE VIEW {t}_v AS SELECT id FROM {t}'], sql: ['op.execute("DROP VIEW {t}_v")'], down: ['op.execute("CREATE VIEW {t}_v AS SELECT id FROM {t}")'] },
  { name: 'the index dropped', dialects: both, base: [...plain, 'CREATE INDEX ix_{t} ON {t} (amount)'], op: ['op.drop_index("ix_{t}", table_name="{t}")'], down: ['op.create_index("ix_{t}", "{t}", ["amount"])'] },
  { name: 'a text cut shorter', dialects: ['sqlite'], base: plain, op: ['with op.batch_alter_table("{t}") as batch:\n    batch.alter_column("email", type_=sa.String(20), existing_type=sa.String(120))'], down: ['with op.batch_alter_table("{t}") as batch:\n    batch.alter_column("email", type_=sa.String(120), existing_type=sa.String(20))'] },
  { name: 'a text cut to its limit', dialects: mysql, base: onMysql, op: [modify('email', 'sa.String(20)', 'sa.String(120)')], sql: ['op.execute("ALTER TABLE {t} MODIFY email VARCHAR(20) CHARACTER SET utf8mb4")'], down: [modify('email', 'sa.String(120)', 'sa.String(20)')] },
  { name: 'digits cut off', dialects: mysql, base: onMysql, op: [modify('amount', 'sa.Numeric(12, 0)', 'sa.Numeric(12, 2)')], sql: ['op.execute("ALTER TABLE {t} MODIFY amount DECIMAL(12, 0)")'], down: [modify('amount', 'sa.Numeric(12, 2)', 'sa.Numeric(12, 0)')] },
  { name: 'a number made small', dialects: mysql, base: onMysql, op: [modify('big', 'sa.Integer()', 'sa.BigInteger()')], sql: ['op.execute("ALTER TABLE {t} MODIFY big INT")'], down: [modify('big', 'sa.BigInteger()', 'sa.Integer()')] },
  { name: 'a number that cannot be negative any more', dialects: mysql, base: onMysql, op: [modify('level', 'mysql.INTEGER(unsigned=True)', 'sa.Integer()')], sql: ['op.execute("ALTER TABLE {t} MODIFY level INT UNSIGNED")'], down: [modify('level', 'sa.Integer()', 'mysql.INTEGER(unsigned=True)')] },
  { name: 'parts of a second cut off', dialects: mysql, base: onMysql, op: [modify('at', 'mysql.DATETIME()', 'mysql.DATETIME(fsp=6)')], sql: ['op.execute("ALTER TABLE {t} MODIFY at DATETIME")'], down: [modify('at', 'mysql.DATETIME(fsp=6)', 'mysql.DATETIME()')] },
  { name: 'a charset that holds less', dialects: mysql, base: onMysql, sql: ['op.execute("ALTER TABLE {t} MODIFY email VARCHAR(120) CHARACTER SET latin1")'], down: ['op.execute("ALTER TABLE {t} MODIFY email VARCHAR(120) CHARACTER SET utf8mb4")'] },
  { name: 'a label less', dialects: mysql, base: onMysql, op: [modify('state', 'mysql.ENUM("open", "paid")', 'mysql.ENUM("open", "paid", "lost")')], sql: [`op.execute("ALTER TABLE {t} MODIFY state ENUM('open', 'paid')")`], down: [modify('state', 'mysql.ENUM("open", "paid", "lost")', 'mysql.ENUM("open", "paid")')] },
  { name: 'the table emptied', dialects: mysql, base: onMysql, sql: ['op.execute("TRUNCATE TABLE {t}")'], down: ['op.execute("UPDATE {t} SET note = \'was truncated\'")'] },
  { name: 'the procedure dropped', dialects: mysql, base: ['CREATE PROCEDURE {t}() SELECT 1'], sql: ['op.execute("DROP PROCEDURE {t}")'], down: ['op.execute("CREATE PROCEDURE {t}() SELECT 1")'] },
];
