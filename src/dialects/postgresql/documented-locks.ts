import type { ObjectName } from '../../sql/operation.ts';
import { documentTableCommands } from './documented-table-locks.ts';
import { lockModes } from './lock-modes.ts';
import type { DocumentedLock, LockMode } from './lock-modes.ts';
import type { Node } from './parse-tree.ts';

/**
 * The locks of statements that hold them no longer when they can be asked for, because they commit themselves, as far as they are on tables
 * that the statement names. https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES and the pages of the commands
 */
export function documentLocks(statement: Node): readonly DocumentedLock[] {
  const { type, body } = statement.typed();
  switch (type) {
    case 'AlterTableStmt':
      return documentTableCommands(body);
    case 'AlterObjectSchemaStmt':
      return isTableKind(body.text('objectType')) ? [onTable(body.child('relation').relationName(), 'AccessExclusiveLock')] : [];
    case 'RenameStmt':
      return documentRename(body);
    case 'IndexStmt':
      return [{ ...onTable(body.child('relation').relationName(), body.flag('concurrent') ? 'ShareUpdateExclusiveLock' : 'ShareLock'), isScan: true }];
    case 'ReindexStmt':
      return documentReindex(body);
    case 'DropStmt':
      return documentDrop(body);
    case 'CreateStmt':
      return documentCreate(body);
    case 'TruncateStmt':
      return readRelations(body, 'relations').map((name) => onTable(name, 'AccessExclusiveLock'));
    case 'LockStmt':
      return readRelations(body, 'relations').map((name) => onTable(name, lockModes[body.number('mode') - 1] ?? 'AccessExclusiveLock'));
    case 'ClusterStmt':
      return body.has('relation') ? [{ ...onTable(body.child('relation').relationName(), 'AccessExclusiveLock'), isRewrite: true }] : [];
    case 'VacuumStmt':
      return documentVacuum(body);
    case 'RefreshMatViewStmt':
      return body.flag('concurrent')
        ? [onTable(body.child('relation').relationName(), 'ExclusiveLock')]
        : [{ ...onTable(body.child('relation').relationName(), 'AccessExclusiveLock'), isRewrite: true }];
    case 'CreateTrigStmt':
      return ['relation', 'constrrel'].filter((field) => body.has(field)).map((field) => onTable(body.child(field).relationName(), 'ShareRowExclusiveLock'));
    case 'RuleStmt':
      return [onTable(body.child('relation').relationName(), 'AccessExclusiveLock')];
    case 'CreatePolicyStmt':
    case 'AlterPolicyStmt':
      return [onTable(body.child('table').relationName(), 'AccessExclusiveLock')];
    case 'CreateStatsStmt':
      return readRelations(body, 'relations').map((name) => onTable(name, 'ShareUpdateExclusiveLock'));
    case 'CommentStmt':
    case 'SecLabelStmt':
      return documentComment(body);
    case 'InsertStmt':
    case 'UpdateStmt':
    case 'DeleteStmt':
    case 'MergeStmt':
      return [onTable(body.child('relation').relationName(), 'RowExclusiveLock')];
    case 'CopyStmt':
      return body.flag('is_from') ? [onTable(body.child('relation').relationName(), 'RowExclusiveLock')] : [];
    default:
      return [];
  }
}

function onTable(name: ObjectName, mode: LockMode): DocumentedLock {
  return { of: 'table', name, mode };
}

/** Whether something in a statement is on or off: `FULL`, `(FULL)`, `(FULL true)`; https://www.postgresql.org/docs/current/sql-vacuum.html */
function isSwitchedOn(body: Node, field: string, option: string): boolean {
  const definition = body.list(field).map((item) => item.child('DefElem')).find((item) => item.text('defname') === option);
  if (definition === undefined) return false;
  const value = definition.child('arg').child('String').text('sval');
  const number = definition.child('arg').child('Integer');
  return value === undefined ? !definition.has('arg') || number.number('ival') !== 0 : !['false', 'off', '0'].includes(value.toLowerCase());
}

function readRelations(body: Node, field: string): ObjectName[] {
  return body.list(field).map((relation) => relation.child('RangeVar').relationName());
}

function isTableKind(kind: string | undefined): boolean {
  return kind === 'OBJECT_TABLE' || kind === 'OBJECT_MATVIEW' || kind === 'OBJECT_FOREIGN_TABLE';
}

/** What is named with a table's name before its own. */
const partsOfTables = ['OBJECT_COLUMN', 'OBJECT_TABCONSTRAINT', 'OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_RULE'];

function documentRename(body: Node): DocumentedLock[] {
  const kind = body.text('renameType') ?? '';
  if (!body.has('relation')) return [];
  const name = body.child('relation').relationName();
  if (kind === 'OBJECT_INDEX') return [{ of: 'index', name, mode: 'ShareUpdateExclusiveLock' }];
  return isTableKind(kind) || partsOfTables.includes(kind) ? [onTable(name, 'AccessExclusiveLock')] : [];
}

/** Without CONCURRENTLY the index itself is locked against those who read, and whoever queries the table opens all its indexes. */
function documentReindex(body: Node): DocumentedLock[] {
  const mode = isSwitchedOn(body, 'params', 'concurrently') ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock';
  const kind = body.text('kind');
  if (kind === 'REINDEX_OBJECT_INDEX') return [{ of: 'index', name: body.child('relation').relationName(), mode, isScan: true, isRewrite: true }];
  if (kind === 'REINDEX_OBJECT_TABLE') return [{ ...onTable(body.child('relation').relationName(), mode), isScan: true }];
  return [];
}

function documentDrop(body: Node): DocumentedLock[] {
  const kind = body.text('removeType');
  const objects = body.list('objects').map((object) => object.path());
  if (kind === 'OBJECT_INDEX') {
    const mode = body.flag('concurrent') ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock';
    return objects.map((path) => ({ of: 'index', name: toName(path), mode }));
  }
  if (isTableKind(kind)) return objects.map((path) => onTable(toName(path), 'AccessExclusiveLock'));
  return partsOfTables.includes(kind ?? '') ? objects.map((path) => onTable(toName(path.slice(0, -1)), 'AccessExclusiveLock')) : [];
}

function documentCreate(body: Node): DocumentedLock[] {
  const parents = readRelations(body, 'inhRelations').map((name) => onTable(name, body.has('partbound') ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock'));
  const elements = body.list('tableElts');
  const constraints = [...elements, ...elements.flatMap((element) => element.child('ColumnDef').list('constraints'))];
  return [...parents, ...constraints.flatMap(documentReference)];
}

/** A foreign key puts triggers on the table that it refers to. */
function documentReference(constraint: Node): DocumentedLock[] {
  const target = constraint.child('Constraint').child('pktable');
  return target.has('relname') ? [onTable(target.relationName(), 'ShareRowExclusiveLock')] : [];
}

function documentVacuum(body: Node): DocumentedLock[] {
  const isFull = body.flag('is_vacuumcmd') && isSwitchedOn(body, 'options', 'full');
  const mode = isFull ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock';
  if (!body.has('rels')) return [{ of: 'all', name: { schema: undefined, name: '' }, mode, isRewrite: isFull }];
  return body.list('rels').map((item) => ({ ...onTable(item.child('VacuumRelation').child('relation').relationName(), mode), isRewrite: isFull }));
}

function documentComment(body: Node): DocumentedLock[] {
  const kind = body.text('objtype') ?? '';
  const path = body.child('object').path();
  if (isTableKind(kind)) return [onTable(toName(path), 'ShareUpdateExclusiveLock')];
  return partsOfTables.includes(kind) ? [onTable(toName(path.slice(0, -1)), 'ShareUpdateExclusiveLock')] : [];
}

function toName(path: readonly string[]): ObjectName {
  return { schema: path.at(-2), name: path.at(-1) ?? '' };
}
