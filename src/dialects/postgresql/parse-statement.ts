import { makeOperation } from '../../sql/make-operation.ts';
import type { Operation, OperationFlag, OperationKind, ParsedStatement } from '../../sql/operation.ts';
import type { Node } from './parse-tree.ts';
import { readSyntax } from './read-syntax.ts';
import { isRestricted, readAssignments } from './read-assignments.ts';
import { readTableCopy } from './read-table-copy.ts';

/**
 * What a statement does, read by the server's own parser. Parameters that a driver would fill in (`%(name)s`, `%s`) are read as `$1`.
 */
export function parseStatement(sql: string): ParsedStatement {
  const syntax = readSyntax(sql);
  return syntax.parsed ? { parsed: true, operations: syntax.statements.flatMap(({ node }) => readStatement(node)) } : syntax;
}

/** What a statement does, and before it what the statements in its `WITH` do. */
function readStatement(statement: Node): Operation[] {
  const { type, body } = statement.typed();
  const inner = body.child('withClause').list('ctes').flatMap((expression) => readStatement(expression.child('CommonTableExpr').child('ctequery')));
  return [...inner.filter(({ kind }) => kind !== 'select'), ...readBody(type, body)];
}

function readBody(type: string, body: Node): Operation[] {
  switch (type) {
    case 'DropStmt':
      return readDrop(body);
    case 'AlterTableStmt':
      return readAlterTable(body);
    case 'RenameStmt':
      return readRename(body);
    case 'AlterObjectSchemaStmt':
      return [operation('other', body.has('relation') ? body.child('relation').relationName() : toName(body.child('object').path()))];
    case 'TruncateStmt':
      return body.list('relations').map((relation) => operation('truncate', relation.child('RangeVar').relationName(), cascades(body)));
    case 'DeleteStmt':
      return [operation('delete', body.child('relation').relationName(), isRestricted(body) ? ['conditional'] : [])];
    case 'UpdateStmt':
      return [makeOperation('update', body.child('relation').relationName(), { assigned: readAssignments(body), flags: isRestricted(body) ? ['conditional'] : [] })];
    case 'InsertStmt':
      return [makeOperation('insert', body.child('relation').relationName(), { copy: readTableCopy(body) })];
    case 'MergeStmt':
      return body.list('mergeWhenClauses').flatMap((clause) => {
        const kind = mergeActions[clause.child('MergeWhenClause').text('commandType') ?? ''];
        return kind === undefined ? [] : [operation(kind, body.child('relation').relationName(), ['conditional'])];
      });
    case 'CopyStmt':
      return [body.flag('is_from') ? operation('insert', body.child('relation').relationName()) : operation('select', nameless)];
    case 'ExplainStmt':
      return body.list('options').some((option) => option.child('DefElem').text('defname') === 'analyze') ? readStatement(body.child('query')) : [operation('other', nameless)];
    case 'SelectStmt':
      return [operation('select', nameless)];
    case 'CreateStmt':
      return [operation('create-table', body.child('relation').relationName(), whenMissing(body))];
    case 'CreateTableAsStmt':
      return [operation(body.text('objtype') === 'OBJECT_MATVIEW' ? 'create-view' : 'create-table', body.child('into').child('rel').relationName(), whenMissing(body))];
    case 'IndexStmt':
      return [
        operation('create-index', body.child('relation').relationName(), [...whenMissing(body), ...(body.flag('concurrent') ? (['concurrently'] as const) : [])], body.text('idxname')),
      ];
    case 'ViewStmt':
      return [operation('create-view', body.child('view').relationName())];
    case 'CreateSeqStmt':
      return [operation('create-sequence', body.child('sequence').relationName(), whenMissing(body))];
    case 'CreateSchemaStmt':
      return [operation('create-schema', { schema: undefined, name: body.text('schemaname') ?? '' }, whenMissing(body)), ...body.list('schemaElts').flatMap(readStatement)];
    case 'CreateEnumStmt':
    case 'CreateRangeStmt':
      return [operation('create-type', body.names('typeName'))];
    case 'CompositeTypeStmt':
      return [operation('create-type', body.child('typevar').relationName())];
    case 'CreateDomainStmt':
      return [operation('create-type', body.names('domainname'))];
    case 'AlterDomainStmt':
      return [operation(domainCommands[body.text('subtype') ?? ''] ?? 'other', body.names('typeName'), cascades(body), body.text('name') ?? body.child('def').child('Constraint').text('conname'))];
    case 'AlterEnumStmt':
      return [operation(body.has('oldVal') ? 'rename-enum-value' : 'add-enum-value', body.names('typeName'), body.flag('skipIfNewValExists') ? ['if-not-exists'] : [], body.text('newVal'))];
    case 'CreateFunctionStmt':
      return [operation('create-function', body.names('funcname'))];
    case 'CreateTrigStmt':
      return [operation('create-trigger', body.child('relation').relationName(), [], body.text('trigname'))];
    case 'CreateExtensionStmt':
      return [operation('create-extension', { schema: undefined, name: body.text('extname') ?? '' }, whenMissing(body))];
    case 'DropOwnedStmt':
      return [operation('drop-owned', nameless, cascades(body))];
    case 'TransactionStmt':
      return [operation('transaction', nameless)];
    case 'VariableSetStmt':
      return [operation('setting', { schema: undefined, name: body.text('name') ?? '' })];
    case 'DoStmt':
    case 'CallStmt':
      return [operation('procedural', nameless)];
    default:
      return [operation('other', nameless)];
  }
}

/** https://www.postgresql.org/docs/current/sql-alterdomain.html */
const domainCommands: Readonly<Record<string, OperationKind>> = { C: 'add-constraint', X: 'drop-constraint', AD_AddConstraint: 'add-constraint', AD_DropConstraint: 'drop-constraint' };

const mergeActions: Readonly<Record<string, OperationKind>> = { CMD_INSERT: 'insert', CMD_UPDATE: 'update', CMD_DELETE: 'delete' };

const nameless = { schema: undefined, name: '' };

function operation(kind: OperationKind, target: Operation['target'], flags: readonly OperationFlag[] = [], member?: string): Operation {
  return { kind, target, flags, ...(member === undefined ? {} : { member }) };
}

function cascades(body: Node): OperationFlag[] {
  return body.text('behavior') === 'DROP_CASCADE' ? ['cascade'] : [];
}

function whenMissing(body: Node): OperationFlag[] {
  return body.flag('if_not_exists') ? ['if-not-exists'] : [];
}

const drops: Readonly<Record<string, OperationKind>> = {
  OBJECT_TABLE: 'drop-table', OBJECT_FOREIGN_TABLE: 'drop-table', OBJECT_INDEX: 'drop-index', OBJECT_VIEW: 'drop-view', OBJECT_MATVIEW: 'drop-view',
  OBJECT_SEQUENCE: 'drop-sequence', OBJECT_TYPE: 'drop-type', OBJECT_DOMAIN: 'drop-type', OBJECT_SCHEMA: 'drop-schema', OBJECT_FUNCTION: 'drop-function',
  OBJECT_PROCEDURE: 'drop-function', OBJECT_ROUTINE: 'drop-function', OBJECT_AGGREGATE: 'drop-function', OBJECT_EXTENSION: 'drop-extension', OBJECT_TRIGGER: 'drop-trigger',
}; // prettier-ignore

function readDrop(body: Node): Operation[] {
  const kind = drops[body.text('removeType') ?? ''] ?? 'other';
  const flags: OperationFlag[] = [...cascades(body), ...(body.flag('missing_ok') ? (['if-exists'] as const) : []), ...(body.flag('concurrent') ? (['concurrently'] as const) : [])];
  return body.list('objects').map((object) => {
    const path = object.path();
    // A trigger's path ends with its own name; what is before it names the table.
    if (kind === 'drop-trigger') return operation(kind, toName(path.slice(0, -1)), flags, path.at(-1));
    return operation(kind, toName(path), flags);
  });
}

function toName(path: readonly string[]): Operation['target'] {
  return { schema: path.at(-2), name: path.at(-1) ?? '' };
}

const tableCommands: Readonly<Record<string, OperationKind>> = {
  AT_AddColumn: 'add-column', AT_DropColumn: 'drop-column', AT_AlterColumnType: 'change-column-type', AT_SetNotNull: 'set-not-null', AT_DropNotNull: 'drop-not-null',
  AT_AddConstraint: 'add-constraint', AT_DropConstraint: 'drop-constraint', AT_ValidateConstraint: 'validate-constraint',
}; // prettier-ignore

function readAlterTable(body: Node): Operation[] {
  const target = body.child('relation').relationName();
  return body.list('cmds').map((item) => {
    const command = item.child('AlterTableCmd');
    const subtype = command.text('subtype') ?? '';
    const definition = command.child('def');
    const tolerance: OperationFlag[] = !command.flag('missing_ok') ? [] : [subtype === 'AT_AddColumn' ? 'if-not-exists' : 'if-exists'];
    const flags: OperationFlag[] = [...cascades(command), ...tolerance, ...(definition.child('Constraint').flag('skip_validation') ? (['not-valid'] as const) : [])];
    const member = command.text('name') ?? definition.child('ColumnDef').text('colname') ?? definition.child('Constraint').text('conname');
    if (subtype === 'AT_ColumnDefault') return operation(command.has('def') ? 'set-default' : 'drop-default', target, flags, member);
    return operation(tableCommands[subtype] ?? 'other', target, flags, member);
  });
}

const renames: Readonly<Record<string, OperationKind>> = {
  OBJECT_TABLE: 'rename-table', OBJECT_COLUMN: 'rename-column', OBJECT_TABCONSTRAINT: 'rename-constraint', OBJECT_TYPE: 'rename-type', OBJECT_DOMAIN: 'rename-type',
}; // prettier-ignore

function readRename(body: Node): Operation[] {
  const kind = renames[body.text('renameType') ?? ''] ?? 'other';
  const isOfSchema = body.text('renameType') === 'OBJECT_SCHEMA';
  const target = isOfSchema ? { schema: undefined, name: body.text('subname') ?? '' } : body.has('relation') ? body.child('relation').relationName() : toName(body.child('object').path());
  const newName = body.text('newname');
  return [makeOperation(kind, target, { member: isOfSchema ? newName : (body.text('subname') ?? newName), newName: kind === 'rename-table' || kind === 'rename-column' ? newName : undefined })];
}
