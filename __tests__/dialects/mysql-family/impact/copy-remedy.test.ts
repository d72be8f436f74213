import { expect, it } from 'vitest';
import { writeCopyRemedy } from '../../../../src/dialects/mysql-family/impact/copy-remedy.ts';

it.each([
  [
    'ALTER TABLE orders MODIFY COLUMN `total` BIGINT UNSIGNED NOT NULL',
    [
      'op.execute("ALTER TABLE orders ADD COLUMN total_new BIGINT UNSIGNED, ALGORITHM=INSTANT")',
      '# in a later revision, when every row has its value:',
      'op.execute("ALTER TABLE orders DROP COLUMN total, RENAME COLUMN total_new TO total, ALGORITHM=INSTANT")',
    ],
  ],
  [
    'ALTER TABLE `my orders` CHANGE a b TEXT, ADD COLUMN c INT, ALGORITHM=DEFAULT;',
    ['op.execute("ALTER TABLE `my orders` CHANGE a b TEXT, ALGORITHM=INPLACE, LOCK=NONE")', 'op.execute("ALTER TABLE `my orders` ADD COLUMN c INT, ALGORITHM=INPLACE, LOCK=NONE")'],
  ],
  [
    'ALTER TABLE child ADD CONSTRAINT fk FOREIGN KEY(pid) REFERENCES parent (id)',
    [
      'op.execute("SET SESSION foreign_key_checks = 0")',
      'op.execute("ALTER TABLE child ADD CONSTRAINT fk FOREIGN KEY(pid) REFERENCES parent (id), ALGORITHM=INPLACE, LOCK=NONE")',
      'op.execute("SET SESSION foreign_key_checks = 1")',
    ],
  ],
  ["ALTER TABLE t ADD CHECK (a <> 'x')", ['op.execute("ALTER TABLE t ADD CHECK (a <> \'x\'), ALGORITHM=INPLACE, LOCK=NONE")']],
])('instead of %s', (sql, lines) => {
  expect(writeCopyRemedy('mysql', sql).code?.split('\n')).toEqual(lines);
});

it('names the tools where there is no statement to write', () => {
  expect(writeCopyRemedy('mysql', 'CREATE INDEX i ON t (a)')).toEqual({
    text: 'The server has no other way for this. `gh-ost` and `pt-online-schema-change` copy the table in the background and let it take over when they are done; run one of them in place of the statement.',
  });
});
