import type { TableCopy } from '../../sql/operation.ts';
import type { Node } from './parse-tree.ts';

/** What makes a SELECT give other rows than those of its table. */
const clauses = ['distinctClause', 'whereClause', 'groupClause', 'havingClause', 'limitCount', 'limitOffset', 'withClause', 'larg'];

/** What an `InsertStmt` copies that takes its rows from one whole table; undefined where it does not. */
export function readTableCopy(insert: Node): TableCopy | undefined {
  const select = insert.child('selectStmt').child('SelectStmt');
  const [source, ...others] = select.list('fromClause');
  if (source?.has('RangeVar') !== true || others.length > 0 || insert.has('withClause') || clauses.some((clause) => select.has(clause))) return undefined;
  const names = insert.list('cols').map((column) => column.child('ResTarget').text('name'));
  const selected = select.list('targetList').map((item) => readColumn(item.child('ResTarget').child('val')));
  return {
    from: source.child('RangeVar').relationName(),
    columns: names.length !== selected.length ? [] : names.flatMap((to, index) => {
      const from = selected[index];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    }),
  };
}

/** The column that an expression is, or that it casts. */
function readColumn(value: Node): string | undefined {
  if (value.has('TypeCast')) return readColumn(value.child('TypeCast').child('arg'));
  return value.child('ColumnRef').list('fields').at(-1)?.child('String').text('sval');
}
