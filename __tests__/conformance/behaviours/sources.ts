/** What several behaviours are written with. */

/** Does something, so that the downgrade is not empty, and changes nothing of the database's shape. */
export const harmless = 'op.execute("UPDATE account SET email = email")';

/** A revision of these lines. */
export function write(upgrade: string | readonly string[], downgrade: string | readonly string[]): string {
  const body = (lines: string | readonly string[]): string =>
    [lines].flat().flatMap((line) => line.split('\n')).map((line) => `    ${line}\n`).join('');
  return `def upgrade():\n${body(upgrade)}\n\ndef downgrade():\n${body(downgrade)}`;
}

/** A statement as it stands. */
export function run(sql: string): string {
  return `op.execute(${JSON.stringify(sql)})`;
}

/** An operation that SQLite can only do by copying the table, and the others do in place. */
export function inBatch(table: string, operation: string): string {
  return `with op.batch_alter_table("${table}") as batch_op:\n    batch_op.${operation}`;
}

/**
 * Lets SQLite take a failed or stopped revision back, as SQLAlchemy's documentation of the driver tells to; without it every copy of a table
 * is several statements that commit themselves. The others get nothing.
 * https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#serializable-isolation-savepoints-transactional-ddl
 */
export const transactionalSqlite = {
  postgresql: '',
  mysql: '',
  mariadb: '',
  sqlite: `
@sa.event.listens_for(engine, "connect")
def leave_transactions_to_us(connection, record):
    connection.isolation_level = None


@sa.event.listens_for(engine, "begin")
def begin(connection):
    connection.exec_driver_sql("BEGIN")

`,
} as const;

export const topic = 'op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer))';
export const dropTopic = 'op.drop_table("topic")';

/** A partitioned table of PostgreSQL with one partition. */
export const parted = write([run('CREATE TABLE parted (id integer, day date) PARTITION BY RANGE (day)'), run("CREATE TABLE parted_2026 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")], run('DROP TABLE parted'));
