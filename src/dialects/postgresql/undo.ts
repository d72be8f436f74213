import type { CatalogChange, AttributeChange } from '../../catalog/change.ts';
import type { AttributeValue, CatalogObject } from '../../catalog/model.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName, quoteText } from './quoting.ts';
import { escapeColons, execute, path, routine, table, withSchema } from './undo-names.ts';
import { changePrivileges, compareLists } from './undo-privileges.ts';

/**
 * The Alembic code for `downgrade()` that removes what is left or restores what was lost; undefined where no one line does.
 */
export function writeUndo(change: CatalogChange): string | undefined {
  switch (change.type) {
    case 'added':
      return drop(change.object);
    case 'removed':
      return create(change.object);
    case 'renamed':
      return renameBack(change.before, change.after);
    case 'changed': {
      const lines = change.attributes.map((attribute) => restore(change.before, attribute));
      const written = lines.filter((line) => line !== undefined);
      return written.length === 0 ? undefined : [...new Set(written)].join('\n');
    }
  }
}

function schemaArgument({ schema }: CatalogObject): string {
  return schema === null || schema === 'public' ? '' : `, schema=${quotePython(schema)}`;
}

const constraintTypes: Readonly<Record<string, string>> = {
  'primary key': 'primary', 'foreign key': 'foreignkey', 'unique constraint': 'unique', 'check constraint': 'check',
}; // prettier-ignore

/** The call that drops it, where one does. */
export function drop(object: CatalogObject): string | undefined {
  const name = quotePython(object.name);
  const on = quotePython(object.parentName ?? '');
  switch (object.kind) {
    case 'table':
      return `op.drop_table(${name}${schemaArgument(object)})`;
    case 'column':
      return `op.drop_column(${on}, ${name}${schemaArgument(object)})`;
    case 'index':
      return `op.drop_index(${name}, table_name=${on}${schemaArgument(object)})`;
    case 'constraint': {
      const type = constraintTypes[String(object.attributes['constraintType'])];
      return `op.drop_constraint(${name}, ${on}${type === undefined ? '' : `, type_=${quotePython(type)}`}${schemaArgument(object)})`;
    }
    case 'function':
    case 'procedure':
    case 'aggregate':
      return execute(`DROP ${object.kind.toUpperCase()} ${routine(object)}`);
    case 'trigger':
    case 'rule':
    case 'policy':
      return execute(`DROP ${object.kind.toUpperCase()} ${quoteName(object.name)} ON ${table(object)}`);
    case 'enum type':
    case 'composite type':
    case 'range type':
    case 'base type':
      return execute(`DROP TYPE ${path(object)}`);
    case 'statistics object':
      return execute(`DROP STATISTICS ${path(object)}`);
    case 'foreign server':
      return execute(`DROP SERVER ${quoteName(object.name)}`);
    case 'user mapping':
      return execute(`DROP USER MAPPING FOR ${object.name === 'public' ? 'PUBLIC' : quoteName(object.name)} SERVER ${quoteName(object.parentName ?? '')}`);
    case 'schema':
    case 'sequence':
    case 'view':
    case 'materialized view':
    case 'domain':
    case 'extension':
    case 'event trigger':
    case 'publication':
    case 'foreign data wrapper':
    case 'foreign table':
    case 'collation':
    case 'conversion':
    case 'access method':
    case 'language':
    case 'text search configuration':
    case 'text search dictionary':
    case 'text search parser':
    case 'text search template':
      return execute(`DROP ${object.kind.toUpperCase()} ${path(object)}`);
    case 'cast':
      return execute(`DROP CAST (${object.name.replace(' as ', ' AS ')})`);
    case 'operator':
      return execute(`DROP OPERATOR ${withSchema(object.schema, object.name.replace('(', ' ('))}`);
    case 'default privileges':
      return changePrivileges(object, null, object.attributes['privileges'] ?? null);
    case 'subscription':
      return execute(`DROP SUBSCRIPTION ${quoteName(object.name)}`);
    default:
      return undefined;
  }
}

function create(object: CatalogObject): string | undefined {
  const definition = object.attributes['definition'];
  const text = typeof definition === 'string' ? definition : undefined;
  switch (object.kind) {
    case 'index':
    case 'trigger':
    case 'rule':
    case 'function':
    case 'procedure':
    case 'statistics object':
      return text === undefined ? undefined : execute(text);
    case 'constraint':
      return text === undefined ? undefined : execute(`ALTER TABLE ${table(object)} ADD CONSTRAINT ${quoteName(object.name)} ${text}`);
    case 'view':
    case 'materialized view':
      return text === undefined ? undefined : execute(`CREATE ${object.kind.toUpperCase()} ${path(object)} AS ${text.trim()}`);
    case 'enum type': {
      const labels = object.attributes['labels'];
      return Array.isArray(labels) ? execute(`CREATE TYPE ${path(object)} AS ENUM (${labels.map((label: string) => quoteText(label)).join(', ')})`) : undefined;
    }
    case 'column':
      return execute(`ALTER TABLE ${table(object)} ADD COLUMN ${quoteName(object.name)} ${defineColumn(object)}`);
    case 'sequence':
      return execute(`CREATE SEQUENCE ${path(object)}${defineSequence(object)}`);
    case 'schema':
    case 'extension':
      return execute(`CREATE ${object.kind.toUpperCase()} ${path(object)}`);
    default:
      return undefined;
  }
}

function defineColumn({ attributes }: CatalogObject): string {
  const { type, nullable, default: initial, collation, identity, generated } = attributes;
  const [, expression, storage] = /^(.*) (STORED|VIRTUAL)$/s.exec(typeof generated === 'string' ? generated : '') ?? [];
  return [
    String(type),
    ...(typeof collation === 'string' ? [`COLLATE ${collation}`] : []),
    ...(typeof initial === 'string' ? [`DEFAULT ${initial}`] : []),
    ...(expression === undefined || storage === undefined ? [] : [`GENERATED ALWAYS AS (${expression}) ${storage}`]),
    ...(typeof identity === 'string' ? [`GENERATED ${identity} AS IDENTITY`] : []),
    ...(nullable === false ? ['NOT NULL'] : []),
  ].join(' ');
}

/** What a sequence is where nothing else is said. https://www.postgresql.org/docs/current/sql-createsequence.html */
const largest: Readonly<Record<string, string>> = { smallint: '32767', integer: '2147483647', bigint: '9223372036854775807' };

function defineSequence({ attributes }: CatalogObject): string {
  const { type = 'bigint', start = '1', increment = '1', minimum = '1', maximum, cache = '1', cycle } = attributes;
  const usual = largest[String(type)];
  return [
    ...(type === 'bigint' ? [] : [`AS ${String(type)}`]),
    ...(increment === '1' ? [] : [`INCREMENT ${String(increment)}`]),
    ...(minimum === '1' ? [] : [`MINVALUE ${String(minimum)}`]),
    ...(maximum === undefined || maximum === usual ? [] : [`MAXVALUE ${String(maximum)}`]),
    ...(start === minimum ? [] : [`START ${String(start)}`]),
    ...(cache === '1' ? [] : [`CACHE ${String(cache)}`]),
    ...(cycle === true ? ['CYCLE'] : []),
  ]
    .map((part) => ` ${part}`)
    .join('');
}

const renamed: Readonly<Partial<Record<CatalogObject['kind'], string>>> = {
  table: 'TABLE', view: 'VIEW', 'materialized view': 'MATERIALIZED VIEW', index: 'INDEX', sequence: 'SEQUENCE', schema: 'SCHEMA',
  'enum type': 'TYPE', 'composite type': 'TYPE', domain: 'DOMAIN', 'range type': 'TYPE',
}; // prettier-ignore

function renameBack(before: CatalogObject, after: CatalogObject): string | undefined {
  if (before.schema !== after.schema && before.kind !== 'schema') return undefined;
  const [from, to] = [quotePython(after.name), quotePython(before.name)];
  if (before.kind === 'table') return `op.rename_table(${from}, ${to}${schemaArgument(after)})`;
  if (before.kind === 'column') return `op.alter_column(${quotePython(after.parentName ?? '')}, ${from}, new_column_name=${to}${schemaArgument(after)})`;
  if (before.kind === 'constraint') return execute(`ALTER TABLE ${table(after)} RENAME CONSTRAINT ${quoteName(after.name)} TO ${quoteName(before.name)}`);
  const word = renamed[before.kind];
  return word === undefined ? undefined : execute(`ALTER ${word} ${path(after)} RENAME TO ${quoteName(before.name)}`);
}

function restore(object: CatalogObject, { attribute, before, after }: AttributeChange): string | undefined {
  if (attribute === 'privileges') return changePrivileges(object, before, after);
  if (attribute === 'comment') return restoreComment(object, before);
  if (object.kind === 'column') return restoreColumn(object, attribute, before, after);
  if (object.kind === 'table') return restoreTable(object, attribute, before, after);
  const text = typeof before === 'string' ? before : undefined;
  if (object.kind === 'constraint' && attribute === 'definition' && text !== undefined) {
    return [drop(object), execute(`ALTER TABLE ${table(object)} ADD CONSTRAINT ${quoteName(object.name)} ${text}`)].join('\n');
  }
  if (object.kind === 'index' && attribute === 'definition' && text !== undefined) return [drop(object), execute(text)].join('\n');
  if ((object.kind === 'function' || object.kind === 'procedure') && attribute === 'definition' && text !== undefined) return execute(text);
  if (object.kind === 'view' && attribute === 'definition' && text !== undefined) return execute(`CREATE OR REPLACE VIEW ${path(object)} AS ${text.trim()}`);
  if (object.kind === 'sequence' && attribute === 'ownedBy') return execute(`ALTER SEQUENCE ${path(object)} OWNED BY ${text ?? 'NONE'}`);
  if (object.kind === 'sequence' && attribute === 'persistence') return execute(`ALTER SEQUENCE ${path(object)} SET ${text === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`);
  if (object.kind === 'trigger' && attribute === 'state') return execute(`ALTER TABLE ${table(object)} ${triggerStates[text ?? ''] ?? 'ENABLE'} TRIGGER ${quoteName(object.name)}`);
  return attribute === 'owner' ? restoreOwner(object, before) : undefined;
}

const triggerStates: Readonly<Record<string, string>> = { enabled: 'ENABLE', disabled: 'DISABLE', replica: 'ENABLE REPLICA', always: 'ENABLE ALWAYS' };

function restoreTable(object: CatalogObject, attribute: string, before: AttributeValue, after: AttributeValue): string | undefined {
  const alter = `ALTER TABLE ${path(object)}`;
  switch (attribute) {
    case 'rowSecurity':
      return execute(`${alter} ${before === true ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`);
    case 'forceRowSecurity':
      return execute(`${alter} ${before === true ? 'FORCE' : 'NO FORCE'} ROW LEVEL SECURITY`);
    case 'persistence':
      return execute(`${alter} SET ${before === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`);
    case 'inherits': {
      const { won, lost } = compareLists(before, after);
      // Attaching and detaching a partition is told by its bound.
      if (object.attributes['partitionBound'] !== null) return undefined;
      return [...won.map((parent) => execute(`${alter} NO INHERIT ${parent}`)), ...lost.map((parent) => execute(`${alter} INHERIT ${parent}`))].join('\n');
    }
    case 'options':
      return restoreOptions(object, before, after);
    case 'owner':
      return restoreOwner(object, before);
    default:
      return undefined;
  }
}

function restoreOwner(object: CatalogObject, before: AttributeValue): string | undefined {
  const word = renamed[object.kind];
  return word === undefined || typeof before !== 'string' ? undefined : execute(`ALTER ${word} ${path(object)} OWNER TO ${quoteName(before)}`);
}

function restoreColumn(object: CatalogObject, attribute: string, before: AttributeValue, after: AttributeValue): string | undefined {
  const place = `${quotePython(object.parentName ?? '')}, ${quotePython(object.name)}`;
  const alter = `ALTER TABLE ${table(object)} ALTER COLUMN ${quoteName(object.name)}`;
  switch (attribute) {
    case 'nullable':
      return `op.alter_column(${place}, nullable=${before === true ? 'True' : 'False'}${schemaArgument(object)})`;
    case 'default':
      return before === null
        ? `op.alter_column(${place}, server_default=None${schemaArgument(object)})`
        : `op.alter_column(${place}, server_default=sa.text(${quotePython(escapeColons(String(before)))})${schemaArgument(object)})`;
    case 'type':
      return execute(`${alter} TYPE ${String(before)} USING ${quoteName(object.name)}::${String(before)}`);
    case 'identity':
      return before === null ? execute(`${alter} DROP IDENTITY`) : execute(`${alter} ${after === null ? 'ADD GENERATED' : 'SET GENERATED'} ${String(before)}${after === null ? ' AS IDENTITY' : ''}`);
    default:
      return undefined;
  }
}

function restoreComment(object: CatalogObject, before: AttributeValue): string | undefined {
  const value = typeof before === 'string' ? quoteText(before) : 'NULL';
  if (object.kind === 'column') return execute(`COMMENT ON COLUMN ${table(object)}.${quoteName(object.name)} IS ${value}`);
  const word = renamed[object.kind];
  return word === undefined ? undefined : execute(`COMMENT ON ${word} ${path(object)} IS ${value}`);
}

/** Storage options as `name=value` texts. */
function restoreOptions(object: CatalogObject, before: AttributeValue, after: AttributeValue): string {
  const [had, has]: (readonly string[])[] = [Array.isArray(before) ? before : [], Array.isArray(after) ? after : []] as (readonly string[])[];
  const names = (items: readonly string[] | undefined): string[] => (items ?? []).map((item) => item.split('=')[0] ?? '');
  const surplus = names(has).filter((name) => !names(had).includes(name));
  return [
    ...(surplus.length === 0 ? [] : [execute(`ALTER TABLE ${path(object)} RESET (${surplus.join(', ')})`)]),
    ...(had === undefined || had.length === 0 ? [] : [execute(`ALTER TABLE ${path(object)} SET (${had.join(', ')})`)]),
  ].join('\n');
}
