import type { CatalogChange } from '../../catalog/change.ts';
import { isSign, writeNormalSql } from './catalog/normal-sql.ts';
import type { ConstraintText, TableText } from './catalog/table-text.ts';
import { tokenize } from './catalog/tokenize.ts';
import { foldName } from './fold-name.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName } from './quoting.ts';

/** What things are called now, and what they were called before. */
export interface Renames {
  /** Tables by their folded names now. */
  readonly tables: ReadonlyMap<string, string>;
  /** Columns by their folded names now, by the folded name that their table had before. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export function listRenames(changes: readonly CatalogChange[]): Renames {
  const renamed = changes.flatMap((change) => (change.type === 'renamed' ? [change] : []));
  const columns = new Map<string, Map<string, string>>();
  for (const { before, after } of renamed.filter((change) => change.before.kind === 'column')) {
    const table = foldName(before.parentName ?? '');
    columns.set(table, (columns.get(table) ?? new Map<string, string>()).set(foldName(after.name), before.name));
  }
  return { tables: new Map(renamed.filter(({ before }) => before.kind === 'table').map(({ before, after }) => [foldName(after.name), before.name])), columns };
}

/** The lines that give names back, a table's before those of its columns; undefined where two of them were exchanged, for which there is no line. */
export function writeRenames(group: readonly CatalogChange[]): string[] | undefined {
  const renamed = group.flatMap((change) => (change.type === 'renamed' ? [change] : [])).toSorted((a, b) => Number(b.before.kind === 'table') - Number(a.before.kind === 'table'));
  const isTaken = renamed.some(({ before }) => renamed.some(({ after }) => after.kind === before.kind && foldName(after.name) === foldName(before.name)));
  if (isTaken) return undefined;
  return renamed.map(({ before, after }) => {
    const [from, to] = [quotePython(after.name), quotePython(before.name)];
    return before.kind === 'table' ? `op.rename_table(${from}, ${to})` : `op.alter_column(${quotePython(before.parentName ?? '')}, ${from}, new_column_name=${to})`;
  });
}

/** A table as it is once the names were given back. */
export function giveNamesBack(table: TableText, name: string, { tables, columns }: Renames): TableText {
  const rename = (column: string, of = name): string => columns.get(foldName(of))?.get(foldName(column)) ?? column;
  const own = columns.get(foldName(name)) ?? new Map<string, string>();
  const renamed = table.columns.map((column) => ({ ...column, name: rename(column.name) }));
  const scope = { columns: renamed.map((column) => column.name) };
  const rewrite = (expression: string): string => (own.size === 0 ? expression : renameIn(expression, own, scope));
  const renameConstraint = (constraint: ConstraintText): ConstraintText => {
    const ofColumn = constraint.ofColumn === null ? null : rename(constraint.ofColumn);
    if (constraint.type === 'check constraint') return { ...constraint, ofColumn, expression: rewrite(constraint.expression) };
    if (constraint.type !== 'foreign key') return { ...constraint, ofColumn, parts: constraint.parts.map((part) => ({ ...part, column: rename(part.column) })) };
    const parent = tables.get(foldName(constraint.parent)) ?? constraint.parent;
    return { ...constraint, ofColumn, parent, columns: constraint.columns.map((column) => rename(column)), parentColumns: constraint.parentColumns?.map((column) => rename(column, parent)) ?? null };
  };
  return {
    ...table,
    columns: renamed.map((column) => ({ ...column, generated: column.generated === null ? null : { ...column.generated, expression: rewrite(column.generated.expression) } })),
    constraints: table.constraints.map(renameConstraint),
  };
}

/** An expression with other names for columns; a function of such a name stays. */
function renameIn(expression: string, names: ReadonlyMap<string, string>, scope: { readonly columns: readonly string[] }): string {
  const tokens = tokenize(expression);
  const renamed = tokens.map((token, index) => {
    const name = token.kind === 'word' || token.kind === 'name' ? names.get(foldName(token.value)) : undefined;
    return name === undefined || isSign(tokens[index + 1], '(') || isSign(tokens[index + 1], '.') ? token : { ...token, kind: 'name' as const, text: quoteName(name), value: name };
  });
  return writeNormalSql(renamed, scope);
}
