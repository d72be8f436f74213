import type { Assignment } from '../../sql/operation.ts';
import { readNode } from './parse-tree.ts';
import type { Node } from './parse-tree.ts';

/** The columns that an `UpdateStmt` writes, and whether each new value is made from the one that the column has. */
export function readAssignments(update: Node): readonly Assignment[] {
  const relation = update.child('relation');
  const owners = [relation.relationName().name, relation.child('alias').text('aliasname') ?? ''];
  return update.list('targetList').flatMap((item) => {
    const target = item.child('ResTarget');
    const column = target.text('name');
    if (column === undefined) return [];
    return [{ column, readsItself: readsColumn(target.child('val').value, column, owners, false) }];
  });
}

/** Whether an expression reads a column of the table: by its name alone outside of subqueries, whose tables may have one of that name, or with the table's. */
function readsColumn(value: unknown, column: string, owners: readonly string[], isInSubquery: boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => readsColumn(item, column, owners, isInSubquery));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([type, body]: [string, unknown]) => {
    if (type !== 'ColumnRef') return readsColumn(body, column, owners, isInSubquery || type === 'SelectStmt');
    const path = readNode(body).list('fields').map((field) => field.child('String').text('sval') ?? '');
    return path.at(-1) === column && (path.length === 1 ? !isInSubquery : owners.includes(path.at(-2) ?? ''));
  });
}

/** Whether a condition keeps rows from an `UpdateStmt` or `DeleteStmt`; one that is always true, as `WHERE true` and `WHERE 1 = 1`, keeps none. */
export function isRestricted(statement: Node): boolean {
  if (!statement.has('whereClause')) return false;
  const where = statement.child('whereClause');
  if (where.child('A_Const').child('boolval').flag('boolval')) return false;
  const comparison = where.child('A_Expr');
  const [left, right] = [comparison.child('lexpr').child('A_Const'), comparison.child('rexpr').child('A_Const')];
  const isEquality = comparison.list('name').at(-1)?.child('String').text('sval') === '=';
  return !(isEquality && left.has('ival') && writeConstant(left) === writeConstant(right));
}

function writeConstant(constant: Node): string {
  return JSON.stringify(constant.child('ival').value);
}
