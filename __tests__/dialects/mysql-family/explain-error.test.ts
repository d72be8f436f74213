import { describe, expect, test } from 'vitest';
import { explainError, isServerWide } from '../../../src/dialects/mysql-family/explain-error.ts';
import type { StepError } from '../../../src/observe/observation.ts';

const error = (code: number | undefined, message: string, sql?: string): StepError => ({
  type: 'sqlalchemy.exc.OperationalError',
  message,
  isIrreversible: false,
  ...(code === undefined ? {} : { code: String(code) }),
  ...(sql === undefined ? {} : { sql }),
});

/** As the servers and drivers write them; each with words that its explanation must have. */
const met: readonly (readonly [code: number, message: string, words: RegExp])[] = [
  [1050, `(1050, "Table 'users' already exists")`, /`users` is there already[^]*has_table\("users"\)/],
  [1060, `(1060, "Duplicate column name 'email'")`, /`email` is there already[^]*get_columns/],
  [1061, `(1061, "Duplicate key name 'ix_users'")`, /`ix_users`[^]*op\.drop_index\("ix_users"/],
  [1062, `(1062, "Duplicate entry '1' for key 'users.uq_email'")`, /same values for `users.uq_email`/],
  [1091, `(1091, "Can't DROP 'fk_x'; check that column/key exists")`, /no `fk_x` on this table[^]*get_foreign_keys/],
  [1091, "(1091, \"Can't DROP FOREIGN KEY `fk_x`; check that it exists\")", /no `fk_x` on this table/],
  [1091, "(1091, 'Can\\'t DROP COLUMN `email`; check that it exists')", /no `email` on this table/],
  [3940, `(3940, "Constraint 'ck_age' does not exist.")`, /no `ck_age` on this table/],
  [3821, `(3821, "Check constraint 'ck_age' is not found in the table.")`, /no `ck_age` on this table/],
  [1138, "(1138, 'Invalid use of NULL value')", /have NULL in this column[^]*UPDATE/],
  [1265, `(1265, "Data truncated for column 'kind' at row 2")`, /values in `kind`[^]*UPDATE/],
  [1170, `(1170, "BLOB/TEXT column 'body' used in key specification without a key length")`, /mysql_length=\{"body": 191\}/],
  [3780, `(3780, "Referencing column 'a' and referenced column 'id' in foreign key constraint 'fk' are incompatible.")`, /same type, sign/],
  [1822, `(1822, "Failed to add the foreign key constraint. Missing index for constraint 'fk' in the referenced table 't'")`, /an index that begins with them/],
  [1005, "(1005, 'Can\\'t create table `app`.`c` (errno: 150 \"Foreign key constraint is incorrectly formed\")')", /same type, sign/],
  [1832, `(1832, "Cannot change column 'a': used in a foreign key constraint 'fk'")`, /drop the foreign key, change both/],
  [1824, `(1824, "Failed to open the referenced table 'users'")`, /points at `users`/],
  [1826, `(1826, "Duplicate foreign key constraint name 'fk'")`, /foreign key `fk` is there already/],
  [1005, "(1005, 'Can\\'t create table `app`.`c` (errno: 121 \"Duplicate key on write or update\")')", /foreign key of this name is there already/],
  [1451, "(1451, 'Cannot delete or update a parent row: a foreign key constraint fails')", /opposite order/],
  [3730, `(3730, "Cannot drop table 't' referenced by a foreign key constraint 'fk' on table 'c'.")`, /opposite order/],
  [1452, "(1452, 'Cannot add or update a child row: a foreign key constraint fails (`app`.`c`, CONSTRAINT `fk` FOREIGN KEY (`a`) REFERENCES `t` (`id`))')", /point at rows that are not/],
  [1553, `(1553, "Cannot drop index 'fk_user': needed in a foreign key constraint")`, /Drop the foreign key first[^]*type_="foreignkey"\)\nop\.drop_index\("fk_user"/],
  [1553, `(1553, "Cannot drop index 'PRIMARY': needed in a foreign key constraint")`, /op\.drop_constraint\("PRIMARY"/],
  [1828, `(1828, "Cannot drop column 'user_id': needed in a foreign key constraint 'fk_user'")`, /op\.drop_constraint\("fk_user"[^]*op\.drop_column\("<table>", "user_id"\)/],
  [1829, "(1829, \"Cannot drop column 'id': needed in a foreign key constraint 'fk' of table `app`.`c`\")", /foreign key `fk` needs the column `id`/],
  [3959, `(3959, "Check constraint 'ck_age' uses column 'age', hence column cannot be dropped or renamed.")`, /computed from it: `ck_age`/],
  [3108, `(3108, "Column 'a' has a generated column dependency.")`, /computed from it: `a`/],
  [1067, `(1067, "Invalid default value for 'made'")`, /default of `made`[^]*CURRENT_TIMESTAMP/],
  [1071, "(1071, 'Specified key was too long; max key length is 3072 bytes')", /768 letters[^]*mysql_length/],
  [1101, `(1101, "BLOB, TEXT, GEOMETRY or JSON column 'body' can't have a default value")`, /expression in parentheses[^]*sa\.Text/],
  [1364, `(1364, "Field 'kind' doesn't have a default value")`, /without a value for `kind`/],
  [1406, `(1406, "Data too long for column 'name' at row 3")`, /values in `name` that do not fit/],
  [1264, `(1264, "Out of range value for column 'n' at row 1")`, /values in `n` that do not fit/],
  [1366, `(1366, "Incorrect integer value: 'x' for column 'age' at row 1")`, /`age` that are no integer/],
  [1366, "(1366, 'Incorrect string value: \\'\\\\xF0\\\\x9F\\' for column `app`.`t`.`name` at row 1')", /`app.t.name` has a character set[^]*utf8mb4/],
  [1292, `(1292, "Truncated incorrect INTEGER value: 'x'")`, /no INTEGER/],
  [1292, `(1292, "Incorrect datetime value: '0000-00-00 00:00:00' for column 'made' at row 1")`, /date with zeros/],
  [1059, `(1059, "Identifier name '${'x'.repeat(70)}' is too long")`, /64 letters; `x+` has 70/],
  [3819, `(3819, "Check constraint 'ck' is violated.")`, /break `ck`/],
  [4025, '(4025, "CONSTRAINT `ck` failed for `app`.`t`")', /break `ck`/],
  [1075, "(1075, 'Incorrect table definition; there can be only one auto column and it must be defined as a key')", /AUTO_INCREMENT must have a key/],
  [1068, "(1068, 'Multiple primary key defined')", /primary key already/],
  [1419, "(1419, 'You do not have the SUPER privilege and binary logging is enabled (you *might* want to use the less safe log_bin_trust_function_creators variable)')", /SET GLOBAL log_bin_trust_function_creators = 1/],
  [1418, "(1418, 'This function has none of DETERMINISTIC, NO SQL, or READS SQL DATA in its declaration and binary logging is enabled')", /DETERMINISTIC/],
  [1273, `(1273, "Unknown collation: 'utf8mb4_0900_ai_ci'")`, /does not know `utf8mb4_0900_ai_ci`/],
  [1449, `(1449, "The user specified as a definer ('ghost'@'%') does not exist")`, /made by `ghost`/],
];

describe('errors that people meet', () => {
  test.each(met)('%i %s', (code, message, words) => {
    const remedy = explainError(error(code, message));
    expect(`${remedy?.text ?? ''}\n${remedy?.code ?? ''}`).toMatch(words);
    // Some drivers give no number.
    expect(explainError(error(undefined, message))).toEqual(remedy);
  });

  test('the same words under another number are another error', () => {
    expect(explainError(error(1062, "Table 'users' already exists"))).toBeUndefined();
    expect(explainError(error(1064, 'You have an error in your SQL syntax'))).toBeUndefined();
  });

  test.each([
    error(undefined, "Can't emit DROP CONSTRAINT for constraint ForeignKeyConstraint(); it has no name"),
    error(1091, "(1091, \"Can't DROP 'None'; check that column/key exists\")", 'ALTER TABLE item DROP FOREIGN KEY None'),
  ])('a constraint without a name: $message', (unnamed) => {
    expect(explainError(unnamed)?.text).toMatch(/`None` finds none/);
  });
});

test.each([
  [1007, true], [1008, true], [1396, true], [1141, true], [1959, true], [1050, false], [1451, false], [undefined, false],
] as const)('%s belongs to the whole server: %s', (code, expected) => {
  expect(isServerWide(error(code, ''))).toBe(expected);
});
