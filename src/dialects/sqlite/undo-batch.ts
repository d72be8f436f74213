import { isNullable, writeType } from './catalog/table-objects.ts';
import { findPrimaryKey } from './catalog/table-text.ts';
import type { ColumnText, ConstraintText, TableText } from './catalog/table-text.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName } from './quoting.ts';
import { createConstraint, escapeColons, execute, kindOf, writeDefault, writeSqlalchemyType } from './sqlalchemy-words.ts';
import type { ChangedTable } from './changed-table.ts';
import { isCopied, listColumns, writeParts } from './changed-table.ts';

/**
 * A block of batch mode that makes a table what it was, and brings back after it what batch mode does not copy; undefined where
 * Alembic has no words for what is to be, or its copy would change what is to stay.
 * https://alembic.sqlalchemy.org/en/latest/batch.html
 */
export function writeBatch(table: ChangedTable): string | undefined {
  const { name, now, before, kept, lost } = table;
  const dropped = now.columns.filter((column) => !before.columns.some((other) => other.name === column.name)).map((column) => column.name);
  const unnamed = nameUnnamed(table, dropped);
  if (!isReproducible(table, dropped) || unnamed === undefined) return undefined;
  const lines = [
    ...listSurplus(now, before, dropped).map((constraint) => `batch_op.drop_constraint(${quotePython(constraint.name ?? unnamed.names.get(constraint) ?? '')}, type_=${quotePython(kindOf[constraint.type])})`),
    ...before.columns.flatMap((column) => alterColumn(column, table) ?? [undefined]),
    ...dropped.map((column) => `batch_op.drop_column(${quotePython(column)})`),
    ...listSurplus(before, now, []).map(createConstraint),
  ];
  if (lines.includes(undefined)) return undefined;
  const checks = before.constraints.filter((constraint) => constraint.type === 'check constraint' && constraint.name === null);
  const words = [
    quotePython(name),
    ...(lines.length === 0 ? ['recreate="always"'] : []),
    ...(unnamed.convention.length === 0 ? [] : [`naming_convention={${unnamed.convention.join(', ')}}`]),
    ...(checks.length === 0 ? [] : [`table_args=(${checks.map((check) => `sa.CheckConstraint(${quotePython(escapeColons(check.type === 'check constraint' ? check.expression : ''))}),`).join(' ')})`]),
    ...writeOptions(now, before),
  ];
  const remade = kept.filter((row) => row.type === 'trigger' || !isCopied(row, before));
  // Batch mode makes indexes again, but not with all that they were.
  const copied = [...remade, ...lost].filter(({ type, name: index }) => type === 'index' && table.isThere(index));
  return [
    beginBatch(words),
    ...(lines.length === 0 ? ['    pass'] : lines.map((line) => `    ${line ?? ''}`)),
    ...copied.map((row) => execute(`DROP INDEX IF EXISTS ${quoteName(row.name)}`)),
    ...writeParts([...lost, ...remade]),
  ].join('\n');
}

const longestLine = 120;

function beginBatch(words: readonly string[]): string {
  const line = `with op.batch_alter_table(${words.join(', ')}) as batch_op:`;
  return line.length <= longestLine ? line : `with op.batch_alter_table(\n${words.map((word) => `    ${word},\n`).join('')}) as batch_op:`;
}

/** What batch mode does not read and has no words for. */
function isReproducible({ name, now, before }: ChangedTable, dropped: readonly string[]): boolean {
  // SQLAlchemy finds constraints in the table's text by patterns, which such names escape.
  const names = [name, ...[now, before].flatMap(({ columns, constraints }) => [...columns.map((column) => column.name), ...constraints.map((constraint) => constraint.name ?? '')])];
  if (names.some((one) => /["()\n%]/.test(one))) return false;
  const [key, keyNow] = [findPrimaryKey(before.constraints), findPrimaryKey(now.constraints)];
  if (JSON.stringify(describeKey(key)) !== JSON.stringify(describeKey(keyNow)) || key?.parts.some(({ column }) => dropped.includes(column)) === true) return false;
  const isPlain = ({ type, notNull, generated }: ColumnText): boolean => notNull?.conflict == null && generated === null && type !== '';
  if (!before.columns.every(isPlain) || !before.columns.every((column) => writeSqlalchemyType(writeType(column, before), column.collation) !== undefined)) return false;
  // SQLAlchemy overlooks a UNIQUE beside its column, and the rules of a REFERENCES there.
  if (now.constraints.some((constraint) => constraint.ofColumn !== null && (constraint.type === 'unique constraint' || constraint.type === 'foreign key'))) return false;
  return before.constraints.every((constraint) => constraint.type === 'check constraint' || constraint.type === 'foreign key' || (constraint.conflict === null && constraint.parts.every((part) => part.collation === null && !part.isDescending)));
}

function describeKey(key: ReturnType<typeof findPrimaryKey>): unknown {
  return key === undefined ? null : [key.name, key.parts, key.conflict];
}

/** Constraints of one table that the other does not have, but for those that go with their columns or that batch mode leaves out anyway. */
function listSurplus(table: TableText, other: TableText, dropped: readonly string[]): ConstraintText[] {
  const known = new Set(other.constraints.map(describe));
  return table.constraints.filter(
    (constraint) =>
      constraint.type !== 'primary key' &&
      !known.has(describe(constraint)) &&
      !(constraint.type === 'check constraint' && constraint.name === null) &&
      !listColumns(constraint).some((column) => dropped.includes(column)),
  );
}

/** A constraint beside its column is the same as one of the table. */
function describe(constraint: ConstraintText): string {
  return JSON.stringify({ ...constraint, ofColumn: null });
}

interface Naming {
  readonly names: ReadonlyMap<ConstraintText, string>;
  /** Entries of a `naming_convention`. */
  readonly convention: readonly string[];
}

/**
 * Names for constraints without one that are to go, by which batch mode can drop them. Undefined where others without a name would stay: they
 * would get theirs as well.
 */
function nameUnnamed({ name, now, before }: ChangedTable, dropped: readonly string[]): Naming | undefined {
  const going = listSurplus(now, before, dropped).filter((constraint) => constraint.name === null);
  const staying = now.constraints.filter((constraint) => constraint.name === null && !going.includes(constraint) && !listColumns(constraint).some((column) => dropped.includes(column)));
  if (going.some(({ type }) => staying.some((other) => other.type === type))) return undefined;
  const isLong = going.some((constraint) => listColumns(constraint).length > 1);
  const names = new Map(
    going.map((constraint): [ConstraintText, string] => {
      const columns = isLong && constraint.type !== 'foreign key' ? listColumns(constraint).join('_') : (listColumns(constraint)[0] ?? '');
      return [constraint, constraint.type === 'foreign key' ? `fk_${name}_${columns}_${constraint.parent}` : `uq_${name}_${columns}`];
    }),
  );
  if (new Set(names.values()).size < names.size) return undefined;
  const has = (type: ConstraintText['type']): boolean => going.some((constraint) => constraint.type === type);
  return {
    names,
    convention: [
      ...(has('unique constraint') ? [`"uq": "uq_%(table_name)s_%(column_0${isLong ? '_N' : ''}_name)s"`] : []),
      ...(has('foreign key') ? ['"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"'] : []),
    ],
  };
}

function writeOptions(now: TableText, before: TableText): string[] {
  const isAutoincrement = findPrimaryKey(before.constraints)?.isAutoincrement === true;
  const options = [
    ...(isAutoincrement ? ['"sqlite_autoincrement": True'] : []),
    ...(before.isWithoutRowid || now.isWithoutRowid ? [`"sqlite_with_rowid": ${before.isWithoutRowid ? 'False' : 'True'}`] : []),
    ...(before.isStrict || now.isStrict ? [`"sqlite_strict": ${before.isStrict ? 'True' : 'False'}`] : []),
  ];
  return options.length === 0 ? [] : [`table_kwargs={${options.join(', ')}}`];
}

/** The call that makes a column what it was; nothing where the copy is so by itself, undefined where there is no call. */
function alterColumn(before: ColumnText, tables: ChangedTable): string[] | undefined {
  const now = tables.now.columns.find(({ name }) => name === before.name);
  if (now === undefined) return undefined;
  const type = writeType(before, tables.before);
  // SQLAlchemy reads no collation, so that its copy has none.
  const isKept = type === writeType(now, tables.now) && before.collation === null;
  const nullable = isNullable(before, tables.before);
  const words = [
    ...(isKept ? [] : [`type_=${writeSqlalchemyType(type, before.collation) ?? ''}`]),
    ...(nullable === isNullable(now, tables.now) ? [] : [`nullable=${nullable ? 'True' : 'False'}`]),
    ...(now.default === before.default ? [] : [`server_default=${writeDefault(before.default)}`]),
  ];
  return words.length === 0 ? [] : [`batch_op.alter_column(${[quotePython(before.name), ...words].join(', ')})`];
}
