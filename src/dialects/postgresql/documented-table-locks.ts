import { rankLock } from './lock-modes.ts';
import type { DocumentedLock, LockMode } from './lock-modes.ts';
import type { Node } from './parse-tree.ts';

/** Of all others a table is locked against everything. https://www.postgresql.org/docs/current/sql-altertable.html */
const weakerCommands: Readonly<Record<string, LockMode>> = {
  AT_SetStatistics: 'ShareUpdateExclusiveLock',
  AT_SetOptions: 'ShareUpdateExclusiveLock',
  AT_ResetOptions: 'ShareUpdateExclusiveLock',
  AT_SetRelOptions: 'ShareUpdateExclusiveLock',
  AT_ResetRelOptions: 'ShareUpdateExclusiveLock',
  AT_ClusterOn: 'ShareUpdateExclusiveLock',
  AT_DropCluster: 'ShareUpdateExclusiveLock',
  AT_ValidateConstraint: 'ShareUpdateExclusiveLock',
  AT_AttachPartition: 'ShareUpdateExclusiveLock',
  AT_DetachPartitionFinalize: 'ShareUpdateExclusiveLock',
  AT_EnableTrig: 'ShareRowExclusiveLock',
  AT_EnableAlwaysTrig: 'ShareRowExclusiveLock',
  AT_EnableReplicaTrig: 'ShareRowExclusiveLock',
  AT_EnableTrigAll: 'ShareRowExclusiveLock',
  AT_EnableTrigUser: 'ShareRowExclusiveLock',
  AT_DisableTrig: 'ShareRowExclusiveLock',
  AT_DisableTrigAll: 'ShareRowExclusiveLock',
  AT_DisableTrigUser: 'ShareRowExclusiveLock',
};

/** The locks of an ALTER TABLE, ALTER INDEX or ALTER MATERIALIZED VIEW: of all its commands the strongest. */
export function documentTableCommands(body: Node): readonly DocumentedLock[] {
  const kind = body.text('objtype');
  if (kind !== 'OBJECT_TABLE' && kind !== 'OBJECT_INDEX' && kind !== 'OBJECT_MATVIEW' && kind !== 'OBJECT_FOREIGN_TABLE') return [];
  const commands = body.list('cmds').map((item) => item.child('AlterTableCmd'));
  const strongest = commands.map(readMode).sort((one, other) => rankLock(other) - rankLock(one))[0];
  if (strongest === undefined) return [];
  const own: DocumentedLock = { of: kind === 'OBJECT_INDEX' ? 'index' : 'table', name: body.child('relation').relationName(), mode: strongest };
  return [own, ...commands.flatMap(documentOtherTables)];
}

function readMode(command: Node): LockMode {
  const subtype = command.text('subtype') ?? '';
  const definition = command.child('def');
  if (subtype === 'AT_AddConstraint' && definition.child('Constraint').text('contype') === 'CONSTR_FOREIGN') return 'ShareRowExclusiveLock';
  if (subtype === 'AT_DetachPartition' && definition.child('PartitionCmd').flag('concurrent')) return 'ShareUpdateExclusiveLock';
  return weakerCommands[subtype] ?? 'AccessExclusiveLock';
}

/** Those that a command names beside the table that it is of. */
function documentOtherTables(command: Node): DocumentedLock[] {
  const definition = command.child('def');
  const references = [definition, ...definition.child('ColumnDef').list('constraints')].map((constraint) => constraint.child('Constraint').child('pktable'));
  const locks = references.filter((table) => table.has('relname')).map((table): DocumentedLock => ({ of: 'table', name: table.relationName(), mode: 'ShareRowExclusiveLock' }));
  const subtype = command.text('subtype');
  if (subtype === 'AT_AttachPartition' || subtype === 'AT_DetachPartition') {
    locks.push({ of: 'table', name: definition.child('PartitionCmd').child('name').relationName(), mode: 'AccessExclusiveLock' });
  }
  if (subtype === 'AT_AddInherit') locks.push({ of: 'table', name: definition.child('RangeVar').relationName(), mode: 'ShareUpdateExclusiveLock' });
  return locks;
}
