import { expect, test } from 'vitest';
import { listRenames } from '../../src/sql/list-renames.ts';
import type { StatementObservation } from '../../src/observe/observation.ts';
import type { Operation } from '../../src/sql/operation.ts';

function execute(operation: Operation, isFailed = false): StatementObservation {
  return { sql: 'ALTER', durationMs: 1, isBookkeeping: false, isFailed, ordinal: 1, isAutocommit: false, parsed: { parsed: true, operations: [operation] } };
}

test('what statements call otherwise, where they say how and did it', () => {
  const table: Operation = { kind: 'rename-table', target: { schema: 's', name: 'a' }, newName: 'b', flags: [] };
  const column: Operation = { kind: 'rename-column', target: { schema: undefined, name: 't' }, member: 'x', newName: 'y', flags: [] };
  const constraint: Operation = { kind: 'rename-constraint', target: { schema: undefined, name: 't' }, member: 'x', newName: 'y', flags: [] };
  const index: Operation = { kind: 'rename-index', target: { schema: undefined, name: 't' }, member: 'ix', newName: 'iy', flags: [] };
  const unsaid: Operation = { kind: 'rename-column', target: { schema: undefined, name: 't' }, member: 'x', flags: [] };
  const statements = [execute(table), execute(column), execute(constraint), execute(index), execute(unsaid), execute(column, true), { ...execute(column), parsed: { parsed: false, reason: 'odd' } } as const];
  expect(listRenames(statements)).toEqual([{ schema: 's', from: 'a', to: 'b' }, { schema: undefined, table: 't', from: 'x', to: 'y' }, { schema: undefined, table: 't', from: 'ix', to: 'iy', isIndex: true }]);
});
