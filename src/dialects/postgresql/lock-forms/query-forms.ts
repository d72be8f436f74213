import type { LockForm } from '../../../sql/lock-form.ts';
import type { ObjectName } from '../../../sql/operation.ts';
import type { Node } from '../parse-tree.ts';
import { sayName } from './write-alembic.ts';

/** The tables whose rows a `SelectStmt` reads; none where it stops at a number of rows. */
export function readQuery(select: Node): LockForm[] {
  return listTables(select).map((table) => ({
    kind: 'query',
    target: table,
    what: `Rows of ${sayName(table)} are read`,
    advice: 'Read them in a revision of its own, or after the transaction that locks.',
  }));
}

function listTables(select: Node): ObjectName[] {
  if (select.has('limitCount')) return [];
  const parts = ['larg', 'rarg'].filter((side) => select.has(side)).flatMap((side) => listTables(select.child(side)));
  return [...parts, ...select.list('fromClause').flatMap(listSources)];
}

function listSources(item: Node): ObjectName[] {
  if (item.has('RangeVar')) return [item.child('RangeVar').relationName()];
  if (item.has('RangeSubselect')) return listTables(item.child('RangeSubselect').child('subquery').child('SelectStmt'));
  const join = item.child('JoinExpr');
  return item.has('JoinExpr') ? [...listSources(join.child('larg')), ...listSources(join.child('rarg'))] : [];
}
