import type { LockForm } from '../../../sql/lock-form.ts';
import type { ObjectName } from '../../../sql/operation.ts';
import type { Node } from '../parse-tree.ts';
import { quoteName } from '../quoting.ts';
import type { StatementSyntax } from '../read-syntax.ts';
import { execute } from '../undo-names.ts';
import { sayColumn, sayName, writePath } from './write-alembic.ts';
import { readSerial, writeType } from './write-type.ts';

const inPortions = '# in a later revision or a job, in portions:';

/**
 * A column that is added and may be written into every row. https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 * @param isWhole the statement does no more than that
 */
export function readAddColumn(table: ObjectName, column: Node, statement: StatementSyntax, isWhole: boolean): LockForm[] {
  const name = column.text('colname') ?? '';
  const constraints = column.list('constraints').map((item) => item.child('Constraint'));
  const find = (type: string): Node | undefined => constraints.find((constraint) => constraint.text('contype') === type);
  const [path, quoted] = [writePath(table), quoteName(name)];
  const type = readSerial(column.child('typeName')) ?? writeType(column.child('typeName'));
  const add = execute(`ALTER TABLE ${path} ADD COLUMN ${quoted} ${type}`);
  const backfill = (value: string): string => execute(`UPDATE ${path} SET ${quoted} = ${value} WHERE ${quoted} IS NULL AND ...`);
  const make = (reason: string, advice: string, code: string): LockForm[] => [{ kind: 'rewrite', target: table, what: `column ${sayColumn(table, name)} is added ${reason}`, advice, code }];

  const initial = find('CONSTR_DEFAULT');
  if (readSerial(column.child('typeName')) !== undefined || find('CONSTR_IDENTITY') !== undefined) {
    const sequence = writePath({ schema: table.schema, name: `${table.name}_${name}_seq` });
    const next = `nextval('${sequence.replaceAll("'", "''")}')`;
    return make(
      find('CONSTR_IDENTITY') === undefined ? 'as a serial, whose numbers are written into every row' : 'as an identity, whose numbers are written into every row',
      'Add the column empty, give new rows a number from a sequence, and number the old rows in portions:',
      [add, execute(`CREATE SEQUENCE ${sequence} OWNED BY ${path}.${quoted}`), execute(`ALTER TABLE ${path} ALTER COLUMN ${quoted} SET DEFAULT ${next}`), inPortions, backfill(next)].join('\n'),
    );
  }
  const generated = find('CONSTR_GENERATED');
  if (generated !== undefined) {
    return make(
      'as a stored generated column, whose value is written into every row',
      'Add a plain column, let a trigger (or the application) fill it for new rows, and fill the old rows in portions; or compute it in a view or, from PostgreSQL 18 on, as a VIRTUAL column, which is written nowhere:',
      [add, '# a trigger or the application fills it from now on', inPortions, backfill('...')].join('\n'),
    );
  }
  if (initial !== undefined && !isConstant(initial.child('raw_expr'))) {
    const following = constraints[constraints.indexOf(initial) + 1]?.number('location');
    // Where it ends is told only by what comes after it.
    const value = following !== undefined || isWhole ? statement.slice(initial.number('location'), following).replace(/^DEFAULT\s+/i, '').trimEnd() : '...';
    return make(
      `with a default that is computed for each row (\`${value}\`)`,
      'Add the column without a default, give it to new rows, and fill the old rows in portions:',
      [add, execute(`ALTER TABLE ${path} ALTER COLUMN ${quoted} SET DEFAULT ${value}`), inPortions, backfill(value)].join('\n'),
    );
  }
  return make(`with the type \`${type}\`, whose rules every row is held against`, 'Add the column with a plain type, and hold new values against a CHECK that is added NOT VALID and validated later:', add).map((form) => ({ ...form, isGuess: true }));
}

/** A literal, or one with a type. */
function isConstant(expression: Node): boolean {
  return expression.has('A_Const') || (expression.has('TypeCast') && isConstant(expression.child('TypeCast').child('arg')));
}

/** https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE */
export function readChangeType(table: ObjectName, column: string, definition: Node): LockForm[] {
  const type = writeType(definition.child('typeName'));
  const [path, old, fresh] = [writePath(table), quoteName(column), quoteName(`${column}_new`)];
  return [
    {
      kind: 'rewrite',
      target: table,
      what: `the type of column ${sayColumn(table, column)} becomes \`${type}\``,
      advice: 'Add a column of the new type, write both for a time, fill the old rows in portions, and let the new column take over in a later release:',
      code: [execute(`ALTER TABLE ${path} ADD COLUMN ${fresh} ${type}`), '# the application or a trigger writes both from now on', inPortions, execute(`UPDATE ${path} SET ${fresh} = ${old} WHERE ${fresh} IS NULL AND ...`)].join('\n'),
    },
  ];
}

const settings: Readonly<Record<string, string>> = {
  AT_SetLogged: 'is set LOGGED', AT_SetUnLogged: 'is set UNLOGGED', AT_SetTableSpace: 'is moved to another tablespace', AT_SetAccessMethod: 'gets another access method',
}; // prettier-ignore

/** What is changed of a table as a whole. */
export function readTableSetting(table: ObjectName, subtype: string): LockForm[] {
  const change = settings[subtype];
  if (change === undefined) return [];
  return [{ kind: 'rewrite', target: table, what: `it ${change}`, advice: 'Do it while nobody works, or make a table that is as it should be, copy the rows in portions, and let it take over.' }];
}

export function readSetExpression(table: ObjectName, column: string): LockForm[] {
  return [
    {
      kind: 'rewrite',
      target: table,
      what: `the expression of the stored column ${sayColumn(table, column)} changes`,
      advice: 'Add a second column, let a trigger (or the application) fill it, fill the old rows in portions, and let it take over in a later release.',
    },
  ];
}

/** https://www.postgresql.org/docs/current/sql-cluster.html https://www.postgresql.org/docs/current/sql-vacuum.html */
export function readReordering(command: 'CLUSTER' | 'VACUUM FULL', target: ObjectName | undefined): LockForm[] {
  const which = target === undefined ? '' : ` of ${sayName(target)}`;
  return [{ kind: 'rewrite', target, what: `${command}${which} copies what it holds`, advice: 'It is no change of the schema. Take it out of the revision; `pg_repack` and `pg_squeeze` do the same while others work.' }];
}
