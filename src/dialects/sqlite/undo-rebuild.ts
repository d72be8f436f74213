import { tokenize } from './catalog/tokenize.ts';
import { isSign } from './catalog/normal-sql.ts';
import { writeConstraint } from './catalog/table-objects.ts';
import { findPrimaryKey } from './catalog/table-text.ts';
import type { ColumnText, TableText } from './catalog/table-text.ts';
import { quoteName } from './quoting.ts';
import { execute, isLiteral } from './sqlalchemy-words.ts';
import { writeParts } from './changed-table.ts';
import type { ChangedTable } from './changed-table.ts';

/**
 * Makes a table anew as it was, with its rows, the way that SQLite's documentation gives for what `ALTER TABLE` cannot do.
 * https://sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes
 */
export function writeRebuild({ name, now, before, sql, kept, lost }: ChangedTable): string {
  const copy = `_${name}_before`;
  const columns = before.columns.filter((column) => column.generated === null && now.columns.some((other) => other.name === column.name && other.generated === null)).map((column) => quoteName(column.name));
  return [
    execute(sql === undefined ? writeCreateTable(copy, before) : renameStatement(sql, copy)),
    ...(columns.length === 0 ? [] : [execute(`INSERT INTO ${quoteName(copy)} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${quoteName(name)}`)]),
    execute(`DROP TABLE ${quoteName(name)}`),
    execute(`ALTER TABLE ${quoteName(copy)} RENAME TO ${quoteName(name)}`),
    ...writeParts([...kept, ...lost]),
  ].join('\n');
}

/** The statement that made a table, for a table of another name: its first parenthesis and all behind it stay as they were. */
function renameStatement(sql: string, name: string): string {
  const open = tokenize(sql).find((token) => isSign(token, '('));
  return `CREATE TABLE ${quoteName(name)} ${sql.slice(open?.start ?? 0)}`;
}

function writeCreateTable(name: string, table: TableText): string {
  const isAutoincrement = findPrimaryKey(table.constraints)?.isAutoincrement === true;
  const constraints = table.constraints.map((constraint) => {
    const written = writeConstraint(constraint, () => undefined);
    const settled = constraint.type === 'primary key' && isAutoincrement ? written.replace(/\)/, ' AUTOINCREMENT)') : written;
    return constraint.name === null ? settled : `CONSTRAINT ${quoteName(constraint.name)} ${settled}`;
  });
  const options = [...(table.isWithoutRowid ? ['WITHOUT ROWID'] : []), ...(table.isStrict ? ['STRICT'] : [])].join(', ');
  return `CREATE TABLE ${quoteName(name)} (\n  ${[...table.columns.map(defineColumn), ...constraints].join(',\n  ')}\n)${options === '' ? '' : ` ${options}`}`;
}

/** A column without the constraints that are told of the table. */
export function defineColumn({ name, type, notNull, default: initial, collation, generated }: ColumnText): string {
  return [
    quoteName(name),
    ...(type === '' ? [] : [type]),
    ...(collation === null ? [] : [`COLLATE ${collation}`]),
    ...(initial === null ? [] : [`DEFAULT ${isLiteral(initial) ? initial : `(${initial})`}`]),
    ...(generated === null ? [] : [`GENERATED ALWAYS AS (${generated.expression}) ${generated.storage}`]),
    ...(notNull === null ? [] : [`NOT NULL${notNull.conflict === null ? '' : ` ON CONFLICT ${notNull.conflict}`}`]),
  ].join(' ');
}
