/** A change of a table `$t`, and what it asks: `<algorithm> <lock> [rewritten] [scanned]`; on MySQL 9.7, MariaDB 10.11 and 11.8 where they differ. */
export interface TriedChange {
  readonly sql: string;
  readonly of: 'plain' | 'myisam' | 'child' | 'searched' | 'hash' | 'range';
  readonly expected: string | readonly [string, string, string];
  /** Goes over all rows, so that others can be seen to meet it. */
  readonly isSlow?: true;
}

const plain = (sql: string, ...expected: readonly [string] | readonly [string, string, string]): TriedChange => ({ sql, of: 'plain', expected: expected.length === 1 ? expected[0] : expected });
const slow = (change: TriedChange): TriedChange => ({ ...change, isSlow: true });

const copy = ['copy SHARED rewritten', 'copy SHARED rewritten', 'copy NONE rewritten'] as const;
const copyScanned = ['copy SHARED rewritten scanned', 'copy SHARED rewritten scanned', 'copy NONE rewritten scanned'] as const;
const indexBuilt = ['inplace NONE scanned', 'nocopy NONE scanned', 'nocopy NONE scanned'] as const;
const dropped = ['inplace NONE', 'nocopy NONE', 'nocopy NONE'] as const;

export const changes: readonly TriedChange[] = [
  plain('ALTER TABLE $t ADD COLUMN z INT', 'instant NONE'),
  plain('ALTER TABLE $t ADD COLUMN z INT NOT NULL DEFAULT 3 FIRST', 'instant NONE'),
  plain('ALTER TABLE $t DROP COLUMN a', 'instant NONE'),
  plain('ALTER TABLE $t DROP COLUMN b', 'inplace NONE rewritten', 'nocopy NONE', 'nocopy NONE'),
  plain('ALTER TABLE $t RENAME COLUMN a TO a2', 'instant NONE'),
  slow(plain('ALTER TABLE $t MODIFY a BIGINT', ...copy)),
  slow(plain('ALTER TABLE $t MODIFY a INT NOT NULL', 'inplace NONE rewritten')),
  plain('ALTER TABLE $t MODIFY b VARCHAR(60)', 'inplace NONE', 'instant NONE', 'instant NONE'),
  plain('ALTER TABLE $t MODIFY c VARCHAR(200)', ...copy),
  plain("ALTER TABLE $t MODIFY e ENUM('x', 'y', 'z')", 'instant NONE'),
  plain("ALTER TABLE $t MODIFY e ENUM('z', 'x', 'y')", ...copy),
  plain('ALTER TABLE $t ALTER a SET DEFAULT 5', 'instant NONE'),
  slow(plain('CREATE INDEX ix_c ON $t (c)', ...indexBuilt)),
  plain('CREATE UNIQUE INDEX ix_a ON $t (a) COMMENT \'LOCK\' -- ALGORITHM=COPY', ...indexBuilt),
  plain('ALTER TABLE $t ADD UNIQUE uq_id (id, a);', ...indexBuilt),
  slow(plain('CREATE FULLTEXT INDEX ft ON $t (c)', 'inplace SHARED rewritten scanned')),
  // What the first one of a table made stays for the others.
  slow({ sql: 'CREATE FULLTEXT INDEX ft ON $t (c)', of: 'searched', expected: ['inplace SHARED scanned', 'nocopy SHARED scanned', 'nocopy SHARED scanned'] }),
  { sql: 'DROP INDEX ft_b ON $t', of: 'searched', expected: ['inplace NONE', 'nocopy NONE', 'nocopy NONE'] },
  plain('DROP INDEX ix_b ON $t /* which nobody uses; */', ...dropped),
  plain('ALTER TABLE $t RENAME INDEX ix_b TO ix_b2', 'inplace NONE', 'instant NONE', 'instant NONE'),
  plain('ALTER TABLE $t DROP PRIMARY KEY, ADD PRIMARY KEY (id, n)', 'inplace NONE rewritten scanned'),
  slow(plain('ALTER TABLE $t ADD CONSTRAINT ck_a CHECK (a > 0)', ...copyScanned)),
  plain('ALTER TABLE $t ADD CONSTRAINT fk_p FOREIGN KEY (pid) REFERENCES p (id)', ...copyScanned),
  { sql: 'ALTER TABLE $t DROP FOREIGN KEY fk_$t', of: 'child', expected: ['inplace NONE', 'instant NONE', 'instant NONE'] },
  slow(plain('ALTER TABLE $t CONVERT TO CHARACTER SET latin1', ...copy)),
  plain('ALTER TABLE $t DEFAULT CHARACTER SET latin1', 'inplace NONE', 'instant NONE', 'instant NONE'),
  plain("ALTER TABLE $t COMMENT='x'", 'inplace NONE', 'instant NONE', 'instant NONE'),
  slow(plain('ALTER TABLE $t ENGINE=InnoDB', 'inplace NONE rewritten')),
  slow(plain('OPTIMIZE TABLE $t', 'inplace NONE rewritten')),
  plain('ALTER TABLE $t ADD COLUMN g INT GENERATED ALWAYS AS (a + 1) STORED', ...copy),
  plain('ALTER TABLE $t ADD COLUMN g INT GENERATED ALWAYS AS (a + 1) VIRTUAL', 'instant NONE'),
  plain('ALTER TABLE $t ADD COLUMN z INT, ADD INDEX ix_z (z)', 'inplace NONE rewritten scanned'),
  plain('ALTER TABLE $t ADD COLUMN z INT, MODIFY a BIGINT', ...copy),
  plain('ALTER TABLE $t ORDER BY a, b', ...copy),
  // Words of its own.
  slow(plain('ALTER TABLE $t ALGORITHM = COPY, FORCE', ...copy)),
  plain('ALTER TABLE $t ADD COLUMN z INT, ALGORITHM=INPLACE', 'inplace NONE rewritten', 'inplace NONE', 'inplace NONE'),
  slow(plain('ALTER TABLE $t FORCE, LOCK=SHARED', 'inplace SHARED rewritten')),
  plain('ALTER TABLE $t ADD COLUMN z INT, ALGORITHM=DEFAULT, LOCK DEFAULT', 'instant NONE'),
  plain('CREATE INDEX ix_c ON $t (c) LOCK=EXCLUSIVE', 'inplace EXCLUSIVE scanned', 'nocopy EXCLUSIVE scanned', 'nocopy EXCLUSIVE scanned'),
  // Other engines.
  { sql: 'ALTER TABLE $t ADD COLUMN z INT', of: 'myisam', expected: copy },
  slow(plain('ALTER TABLE $t ENGINE=MyISAM', ...copy)),
  // Partitions.
  slow(plain('ALTER TABLE $t PARTITION BY HASH (id) PARTITIONS 4', ...copy)),
  slow({ sql: 'ALTER TABLE $t REMOVE PARTITIONING', of: 'hash', expected: copy }),
  slow({ sql: 'ALTER TABLE $t COALESCE PARTITION 1', of: 'hash', expected: ['inplace SHARED rewritten', 'inplace SHARED rewritten documented', 'inplace SHARED rewritten documented'] }),
  { sql: 'ALTER TABLE $t ADD PARTITION (PARTITION p2 VALUES LESS THAN (2000000))', of: 'range', expected: ['inplace NONE', 'inplace NONE documented', 'inplace NONE documented'] },
  { sql: 'ALTER TABLE $t DROP PARTITION p1', of: 'range', expected: ['inplace NONE', 'inplace NONE documented', 'inplace NONE documented'] },
  slow({ sql: 'ALTER TABLE $t REORGANIZE PARTITION p0, p1 INTO (PARTITION q VALUES LESS THAN (1000000))', of: 'range', expected: ['inplace SHARED rewritten', 'inplace SHARED rewritten documented', 'inplace SHARED rewritten documented'] }),
  slow({ sql: 'ALTER TABLE $t OPTIMIZE PARTITION p1', of: 'range', expected: 'inplace NONE rewritten documented' }),
  { sql: 'ALTER TABLE $t TRUNCATE PARTITION p0', of: 'range', expected: 'nothing' },
  { sql: 'ALTER TABLE $t ANALYZE PARTITION p0', of: 'range', expected: 'nothing' },
];
