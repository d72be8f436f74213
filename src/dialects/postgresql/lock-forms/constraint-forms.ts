import type { LockForm } from '../../../sql/lock-form.ts';
import type { ObjectName } from '../../../sql/operation.ts';
import { quotePython } from '../../../sql/quote-python.ts';
import type { Node } from '../parse-tree.ts';
import { quoteName } from '../quoting.ts';
import type { StatementSyntax } from '../read-syntax.ts';
import { escapeColons, execute } from '../undo-names.ts';
import { writeIndexCall } from './index-forms.ts';
import { call, inAutocommit, listOfNames, sayColumn, sayName, validateLater, writePath, writeSchema } from './write-alembic.ts';

const later = 'Add it NOT VALID, which reads no rows and holds for new ones at once, and validate it in a later revision, while others write:';

/**
 * A constraint that is added and held against the rows that are there.
 * @param statement undefined where it is a part of more, so that its text cannot be told from the rest
 */
export function readAddConstraint(table: ObjectName, constraint: Node, statement: StatementSyntax | undefined): LockForm[] {
  if (constraint.flag('skip_validation') || constraint.has('indexname')) return [];
  const name = constraint.text('conname');
  const say = (kind: string): string => (name === undefined ? `A ${kind} of ${sayName(table)}` : `${kind.charAt(0).toUpperCase()}${kind.slice(1)} \`${name}\` of ${sayName(table)}`);
  const make = (what: string, advice: string, code?: string): LockForm[] => [{ kind: 'constraint', target: table, what, advice, isCertain: true, ...(code === undefined ? {} : { code }) }];
  switch (constraint.text('contype')) {
    case 'CONSTR_CHECK': {
      const given = name ?? `ck_${table.name}`;
      const condition = /^[\s\S]*?\bCHECK\s*\(([\s\S]*)\)$/i.exec(statement?.slice(constraint.number('location')) ?? '')?.[1] ?? '...';
      return make(`${say('check constraint')} is added valid`, later, `${writeCheck(given, table, condition)}\n${validateLater(table, given)}`);
    }
    case 'CONSTR_FOREIGN': {
      const given = name ?? `fk_${table.name}_${listNames(constraint.list('fk_attrs')).join('_')}`;
      // Which columns a key refers to that names none, its statement does not tell.
      const add = statement !== undefined && !constraint.has('pk_attrs') ? execute(`${statement.text} NOT VALID`) : writeForeignKey(given, table, constraint);
      return make(`${say('foreign key')} is added valid`, later, `${add}\n${validateLater(table, given)}`);
    }
    case 'CONSTR_UNIQUE':
      return make(`${say('unique constraint')} builds its index in place`, beforehand, useIndex(name ?? `uq_${table.name}_${listNames(constraint.list('keys')).join('_')}`, 'UNIQUE', table, listNames(constraint.list('keys'))));
    case 'CONSTR_PRIMARY':
      return make(`${say('primary key')} builds its index in place`, beforehand, useIndex(name ?? `${table.name}_pkey`, 'PRIMARY KEY', table, listNames(constraint.list('keys'))));
    case 'CONSTR_EXCLUSION':
      return make(`${say('exclusion constraint')} builds its index in place`, 'PostgreSQL has no other way to make one on a table with rows: do it while nobody works, or make it on a new table to which the rows are moved.');
    case 'CONSTR_NOTNULL':
      return readSetNotNull(table, listNames(constraint.list('keys'))[0] ?? '');
    default:
      return [];
  }
}

const beforehand = 'Build the index while others write, outside of the transaction, and let the constraint take it over, which is done at once:';

/** `op.f` keeps a naming convention of the models from making another name of it: https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.f */
function writeCheck(name: string, table: ObjectName, condition: string): string {
  return call('create_check_constraint', [`op.f(${quotePython(name)})`, quotePython(table.name), quotePython(escapeColons(condition))], { schema: writeSchema(table), postgresql_not_valid: 'True' });
}

/** https://www.postgresql.org/docs/current/catalog-pg-constraint.html (confdeltype) */
const actions: Readonly<Record<string, string>> = { r: 'RESTRICT', c: 'CASCADE', n: 'SET NULL', d: 'SET DEFAULT' };

function writeForeignKey(name: string, table: ObjectName, constraint: Node, columns = listNames(constraint.list('fk_attrs'))): string {
  const target = constraint.child('pktable').relationName();
  const referred = listNames(constraint.list('pk_attrs'));
  const action = (field: string): string | undefined => {
    const written = actions[constraint.text(field) ?? ''];
    return written === undefined ? undefined : quotePython(written);
  };
  return call('create_foreign_key', [quotePython(name), quotePython(table.name), quotePython(target.name), listOfNames(columns), referred.length === 0 ? '[...]' : listOfNames(referred)], {
    ondelete: action('fk_del_action'),
    onupdate: action('fk_upd_action'),
    deferrable: constraint.flag('deferrable') ? 'True' : undefined,
    initially: constraint.flag('initdeferred') ? '"DEFERRED"' : undefined,
    source_schema: writeSchema(table),
    referent_schema: writeSchema(target),
    postgresql_not_valid: 'True',
  });
}

function useIndex(name: string, kind: 'UNIQUE' | 'PRIMARY KEY', table: ObjectName, columns: readonly string[]): string {
  const quoted = quoteName(name);
  return `${inAutocommit(writeIndexCall(name, table, columns, true))}\n${execute(`ALTER TABLE ${writePath(table)} ADD CONSTRAINT ${quoted} ${kind} USING INDEX ${quoted}`)}`;
}

/** https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL */
export function readSetNotNull(table: ObjectName, column: string): LockForm[] {
  const check = `ck_${table.name}_${column}_not_null`;
  const constraint = quoteName(check);
  return [
    {
      kind: 'constraint',
      target: table,
      what: `Column ${sayColumn(table, column)} is set NOT NULL`,
      advice: `Let a validated CHECK tell the server that there is no NULL, so that it reads no rows (from PostgreSQL 18 on, \`ADD CONSTRAINT … NOT NULL ${quoteName(column)} NOT VALID\` and a later VALIDATE do the same):`,
      code: [
        writeCheck(check, table, `${quoteName(column)} IS NOT NULL`),
        validateLater(table, check),
        call('alter_column', [quotePython(table.name), quotePython(column)], { nullable: 'False', schema: writeSchema(table) }),
        execute(`ALTER TABLE ${writePath(table)} DROP CONSTRAINT ${constraint}`),
      ].join('\n'),
    },
  ];
}

/** The constraints that come with a column that is added. */
export function readColumnConstraints(table: ObjectName, column: Node): LockForm[] {
  const name = column.text('colname') ?? '';
  return column.list('constraints').flatMap((item): LockForm[] => {
    const constraint = item.child('Constraint');
    const given = (prefix: string): string => constraint.text('conname') ?? `${prefix}_${table.name}_${name}`;
    const make = (kind: string, code: string): LockForm[] => [
      { kind: 'constraint', target: table, what: `Column ${sayColumn(table, name)} is added together with a ${kind}`, advice: 'Add the column alone, and then what is to hold for it:', code },
    ];
    switch (constraint.text('contype')) {
      case 'CONSTR_UNIQUE':
        return make('unique constraint, whose index is built in place', useIndex(given('uq'), 'UNIQUE', table, [name]));
      case 'CONSTR_PRIMARY':
        return make('primary key, whose index is built in place', useIndex(`${table.name}_pkey`, 'PRIMARY KEY', table, [name]));
      case 'CONSTR_CHECK':
        return make('check constraint, which is held against every row', `${writeCheck(given('ck'), table, '...')}\n${validateLater(table, given('ck'))}`);
      case 'CONSTR_FOREIGN':
        return make('foreign key, which is held against every row', `${writeForeignKey(given('fk'), table, constraint, [name])}\n${validateLater(table, given('fk'))}`);
      default:
        return [];
    }
  });
}

/** https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE */
export function readAttach(table: ObjectName, partition: Node, { text }: StatementSyntax): LockForm[] {
  const name = partition.child('name').relationName();
  const check = `${name.name}_bound`;
  return [
    {
      kind: 'constraint',
      target: name,
      what: `Partition ${sayName(name)} is attached to ${sayName(table)}`,
      advice: 'Let a validated CHECK tell the server that its rows fit (the bound as a condition; columns that may be NULL need `IS NOT NULL` as well), so that it reads none of them:',
      code: `${writeCheck(check, name, '...')}\n${validateLater(name, check)}\n${execute(text)}`,
    },
  ];
}

/** https://www.postgresql.org/docs/current/sql-alterdomain.html */
export function readAlterDomain(body: Node, { text }: StatementSyntax): LockForm[] {
  const { schema, name } = body.names('typeName');
  const domain = { schema, name };
  const rule = body.child('def').child('Constraint');
  switch (body.text('subtype')) {
    case 'C': {
      if (rule.flag('skip_validation')) return [];
      const given = rule.text('conname');
      const code = `${execute(`${text} NOT VALID`)}\n# in the next revision:\n${inAutocommit(execute(`ALTER DOMAIN ${writePath(domain)} VALIDATE CONSTRAINT ${given === undefined ? '...' : quoteName(given)}`))}`;
      return [{ kind: 'constraint', target: undefined, what: `Domain ${sayName(domain)} gets a constraint that every value of it must keep`, advice: later, code }];
    }
    case 'O':
      return [
        {
          kind: 'constraint',
          target: undefined,
          what: `Domain ${sayName(domain)} is set NOT NULL`,
          advice: 'Let a CHECK of the domain say it instead, which can be validated in a later revision:',
          code: `${execute(`ALTER DOMAIN ${writePath(domain)} ADD CONSTRAINT ${quoteName(`${name}_not_null`)} CHECK (VALUE IS NOT NULL) NOT VALID`)}\n# in the next revision:\n${inAutocommit(execute(`ALTER DOMAIN ${writePath(domain)} VALIDATE CONSTRAINT ${quoteName(`${name}_not_null`)}`))}`,
        },
      ];
    case 'V':
      return [{ kind: 'validate', target: undefined, what: `The constraint \`${body.text('name') ?? ''}\` of domain ${sayName(domain)} is validated`, advice: apart, code: inAutocommit(execute(text)) }];
    default:
      return [];
  }
}

const apart = 'Validate it in a transaction of its own; a later revision has one only where `env.py` sets `transaction_per_migration`:';

export function readValidate(table: ObjectName, name: string): LockForm[] {
  const code = inAutocommit(execute(`ALTER TABLE ${writePath(table)} VALIDATE CONSTRAINT ${quoteName(name)}`));
  return [{ kind: 'validate', target: table, what: `Constraint \`${name}\` of ${sayName(table)} is validated`, advice: apart, code }];
}

function listNames(nodes: readonly Node[]): string[] {
  return nodes.map((node) => node.child('String').text('sval') ?? '');
}
