import { everywhere, nothing } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { dropTopic, inBatch, parted, run, topic, transactionalSqlite, write } from './sources.ts';

/** A project that waits five seconds for a lock at most: but for those of `no-lock-timeout`, every behaviour is one, or would be told of it. */
const onEngine = {
  ...transactionalSqlite,
  postgresql: `
@sa.event.listens_for(engine, "connect")
def limit_waiting(connection, record):
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")
    connection.commit()

`,
} as const;

const onPostgresql = (postgresql: string): Behaviour['revisions'] => ({ postgresql, mysql: '', mariadb: '', sqlite: '' });
const onServers = (postgresql: string, server: string): Behaviour['revisions'] => ({ postgresql, mysql: server, mariadb: server, sqlite: '' });

const addIndex = 'op.create_index("ix_account_name", "account", ["name"])';
const dropIndex = 'op.drop_index("ix_account_name", table_name="account")';
const inAutocommit = (operation: string): string => `with op.get_context().autocommit_block():\n    ${operation}`;
const addIndexLater = inAutocommit('op.create_index("ix_account_name", "account", ["name"], postgresql_concurrently=True)');
const dropIndexLater = inAutocommit('op.drop_index("ix_account_name", table_name="account", postgresql_concurrently=True)');
const inBlock = (sql: string): string => run(`DO $$ BEGIN ${sql}; END $$`);
const fulltext = (column: string): string => write(run(`CREATE FULLTEXT INDEX ft_account_${column} ON account (${column})`), `op.drop_index("ft_account_${column}", table_name="account")`);
const addIndexUnder = (lock: string): string => run(`ALTER TABLE account ADD INDEX ix_account_name (name), ALGORITHM=INPLACE, LOCK=${lock}`);

const addCheck = (rest = ''): string => inBatch('account', `create_check_constraint("ck_account_email", "email <> ''"${rest})`);
const dropCheck = inBatch('account', 'drop_constraint("ck_account_email", type_="check")');
const alterNumber = (from: string, to: string): string => inBatch('topic', `alter_column("account_id", existing_type=${from}, type_=${to})`);
const rename = (from: string, to: string): string => `op.alter_column("account", "${from}", new_column_name="${to}", existing_type=sa.String(80))`;
const nickname = 'op.add_column("account", sa.Column("nickname", sa.String(80)))';
const dropNickname = 'op.drop_column("account", "nickname")';
const fillNickname = run('UPDATE account SET nickname = name WHERE nickname IS NULL');
const partIndex = (how: string): string => `CREATE INDEX ${how}ix_parted_2026_id ON parted_2026 (id)`;

const wholeDatabase = 'one lock is of the whole database, and keeps writers out until the transaction ends whatever is done: https://www.sqlite.org/lockingv3.html';
const commitsItself = { absent: 'every change of a table commits itself, and what it has locked is free again: https://dev.mysql.com/doc/refman/9.7/en/implicit-commit.html' };
const onlineIndex = { absent: 'an index is built while others read and write: https://dev.mysql.com/doc/refman/9.7/en/innodb-online-ddl-operations.html#online-ddl-index-operations', instead: [] };
const alwaysLimited = { absent: 'a wait for the lock of a table always has a limit: https://dev.mysql.com/doc/refman/9.7/en/server-system-variables.html#sysvar_lock_wait_timeout', instead: [] };
const failsAsAWhole = { absent: 'an index whose build fails is not there: https://dev.mysql.com/doc/refman/9.7/en/atomic-ddl.html' };

const twoRevisions = [write(nickname, dropNickname), write(fillNickname, run('UPDATE account SET nickname = NULL WHERE nickname = name'))];

export const locking: readonly Behaviour[] = [
  {
    name: 'rows are written anew',
    check: 'locks/table-rewrite',
    revisions: onServers(write('op.add_column("account", sa.Column("token", sa.Uuid, server_default=sa.text("gen_random_uuid()")))', 'op.drop_column("account", "token")'), fulltext('name')),
    onEngine,
    expect: { ...everywhere('locks/table-rewrite: `account` is written anew'), sqlite: { absent: `a change without a copy writes no rows; ${wholeDatabase}` } },
    differsByVersion: 'what a server can do without rows',
  },
  {
    name: 'a column comes with a constant default',
    check: 'locks/table-rewrite',
    revisions: write('op.add_column("account", sa.Column("code", sa.String(8), nullable=False, server_default="none"))', 'op.drop_column("account", "code")'),
    onEngine,
    expect: everywhere(),
    differsByVersion: 'what a server can do without rows',
  },

  {
    name: 'readers wait for work on rows',
    check: 'locks/blocks-reads',
    revisions: onServers(write(inBlock("ALTER TABLE account ADD CONSTRAINT ck_account_email CHECK (email <> '')"), dropCheck), write(addIndexUnder('EXCLUSIVE'), dropIndex)),
    onEngine,
    expect: { postgresql: ['locks/blocks-reads: `account`'], mysql: ['locks/blocks-reads: `account`'], mariadb: ['locks/blocks-reads: `account`'], sqlite: { absent: wholeDatabase } },
  },
  {
    name: 'readers do not wait for work on rows',
    check: 'locks/blocks-reads',
    revisions: onServers(write(addIndexLater, dropIndexLater), write(addIndexUnder('NONE'), dropIndex)),
    onEngine,
    expect: { ...everywhere(), sqlite: { absent: wholeDatabase } },
  },

  {
    name: 'writers wait for work on rows',
    check: 'locks/blocks-writes',
    base: { postgresql: [], mysql: [fulltext('email')], mariadb: [fulltext('email')], sqlite: [] },
    revisions: onServers(write(inBlock('CREATE INDEX ix_account_name ON account (name)'), dropIndex), fulltext('name')),
    onEngine,
    expect: { ...everywhere('locks/blocks-writes: `account`'), sqlite: { absent: wholeDatabase } },
    differsByVersion: 'what a server can do while others write',
  },
  { name: 'an index is built while others write', check: 'locks/blocks-writes', revisions: write(addIndexLater, dropIndexLater), onEngine, expect: everywhere(), differsByVersion: 'what a server can do while others write' },

  {
    name: 'an index is built in the transaction',
    check: 'locks/index-not-concurrent',
    revisions: write(addIndex, dropIndex),
    onEngine,
    expect: { postgresql: ['locks/index-not-concurrent: `ix_account_name`'], mysql: onlineIndex, mariadb: onlineIndex, sqlite: { absent: wholeDatabase, instead: [] } },
  },
  {
    name: 'an index of a table that the same pull request made',
    check: 'locks/index-not-concurrent',
    revisions: [write(topic, dropTopic), write('op.create_index("ix_topic_account", "topic", ["account_id"])', 'op.drop_index("ix_topic_account", table_name="topic")')],
    onEngine,
    expect: everywhere(),
  },

  {
    name: 'a rule that all rows are read for',
    check: 'locks/constraint-validated-in-place',
    revisions: write(addCheck(), dropCheck),
    onEngine,
    expect: {
      postgresql: ['locks/constraint-validated-in-place: `ck_account_email` of `account` is added valid'],
      mysql: { absent: 'a rule is added by copying the table', instead: ['locks/copy-algorithm: `account`'] },
      mariadb: { absent: 'a rule is added by copying the table', instead: ['locks/copy-algorithm: `account`'] },
      sqlite: { absent: 'a rule is added by copying the table', instead: ['locks/copy-algorithm: `account`'] },
    },
    differsByVersion: 'what a server can do while others write',
  },
  {
    name: 'a rule that holds for rows to come alone',
    check: 'locks/constraint-validated-in-place',
    revisions: onPostgresql(write(addCheck(', postgresql_not_valid=True'), dropCheck)),
    onEngine,
    expect: { postgresql: nothing, mysql: { absent: 'there is no NOT VALID' }, mariadb: { absent: 'there is no NOT VALID' }, sqlite: { absent: 'there is no NOT VALID' } },
  },

  {
    name: 'rows are filled in below the lock of their new column',
    check: 'locks/held-while-working',
    revisions: onPostgresql(write([nickname, fillNickname], dropNickname)),
    onEngine,
    expect: { postgresql: ['locks/held-while-working: `account`'], mysql: commitsItself, mariadb: commitsItself, sqlite: { absent: wholeDatabase } },
  },
  {
    name: 'rows are filled in by a revision of its own',
    check: 'locks/held-while-working',
    revisions: twoRevisions,
    onEngine,
    commitsEach: true,
    expect: everywhere(),
  },
  {
    name: 'rows are filled in by the next revision, which runs in the same transaction',
    check: 'locks/held-while-working',
    revisions: twoRevisions,
    onEngine,
    expect: { postgresql: ['locks/held-while-working: (from revision `b1`'], mysql: { ...commitsItself, instead: nothing }, mariadb: { ...commitsItself, instead: nothing }, sqlite: { absent: wholeDatabase, instead: nothing } },
  },

  {
    name: 'a lock is waited for without a limit',
    check: 'locks/no-lock-timeout',
    revisions: write(nickname, dropNickname),
    expect: {
      postgresql: ['locks/no-lock-timeout: `account`'],
      mysql: alwaysLimited,
      mariadb: alwaysLimited,
      sqlite: { absent: 'the driver gives up after five seconds unless it is told otherwise: https://docs.python.org/3/library/sqlite3.html#sqlite3.connect', instead: [] },
    },
  },
  {
    name: 'the revision says how long to wait for a lock',
    check: 'locks/no-lock-timeout',
    revisions: onServers(write([run("SET LOCAL lock_timeout = '5s'"), nickname], dropNickname), write([run('SET SESSION lock_wait_timeout = 5'), nickname], dropNickname)),
    expect: { ...everywhere(), sqlite: { absent: 'the driver is told, and no statement' } },
  },

  {
    name: 'an index of a partitioned table that its partitions lack',
    check: 'locks/invalid-index',
    base: onPostgresql(parted),
    revisions: onPostgresql(write(run('CREATE INDEX ix_parted_id ON ONLY parted (id)'), run('DROP INDEX ix_parted_id'))),
    onEngine,
    expect: { postgresql: ['locks/invalid-index: `ix_parted_id`'], mysql: failsAsAWhole, mariadb: failsAsAWhole, sqlite: { absent: 'an index is in one transaction built and there' } },
    differsByVersion: 'how the catalog keeps indexes',
  },
  {
    name: 'an index of a partitioned table, and that of each partition attached',
    check: 'locks/invalid-index',
    base: onPostgresql(parted),
    revisions: [
      write(inAutocommit(run(partIndex('CONCURRENTLY '))), inAutocommit(run('DROP INDEX CONCURRENTLY ix_parted_2026_id'))),
      write([run('CREATE INDEX ix_parted_id ON ONLY parted (id)'), run('ALTER INDEX ix_parted_id ATTACH PARTITION ix_parted_2026_id')], [run('DROP INDEX ix_parted_id'), run(partIndex(''))]),
    ],
    onEngine,
    expect: { postgresql: nothing, mysql: failsAsAWhole, mariadb: failsAsAWhole, sqlite: { absent: 'an index is in one transaction built and there' } },
  },

  {
    name: 'a number gets wider',
    check: 'locks/copy-algorithm',
    base: write(topic, dropTopic),
    revisions: write(alterNumber('sa.Integer', 'sa.BigInteger'), alterNumber('sa.BigInteger', 'sa.Integer')),
    onEngine,
    expect: {
      postgresql: { absent: 'the server alone decides how to write a table anew', instead: ['locks/table-rewrite: `topic` is written anew'] },
      mysql: ['locks/copy-algorithm: `topic` is copied row by row, and who writes to it waits meanwhile'],
      mariadb: ['locks/copy-algorithm: `topic` is copied row by row'],
      sqlite: ['locks/copy-algorithm: `topic` is copied row by row, and who writes to the database waits meanwhile'],
    },
    differsByVersion: 'what a server can do without a copy, and while others write',
  },
  { name: 'a column gets another name', check: 'locks/copy-algorithm', revisions: write(rename('name', 'full_name'), rename('full_name', 'name')), onEngine, expect: everywhere() },
];
