import { readSerial } from './lock-forms/write-type.ts';
import type { Node } from './parse-tree.ts';
import { readSyntax } from './read-syntax.ts';

/** Whether a text does nothing but add columns that may not be NULL and have no value, so that it passes on an empty table alone, where nobody waits. */
export function failsOnAnyRow(sql: string): boolean {
  const syntax = readSyntax(sql);
  if (!syntax.parsed || syntax.statements.length === 0) return false;
  return syntax.statements.every(({ node }) => {
    const { type, body } = node.typed();
    const commands = body.list('cmds').map((item) => item.child('AlterTableCmd'));
    return type === 'AlterTableStmt' && commands.length > 0 && commands.every((command) => command.text('subtype') === 'AT_AddColumn' && needsValue(command.child('def').child('ColumnDef')));
  });
}

const sources = ['CONSTR_DEFAULT', 'CONSTR_IDENTITY', 'CONSTR_GENERATED'];

function needsValue(column: Node): boolean {
  const kinds = column.list('constraints').map((item) => item.child('Constraint').text('contype') ?? '');
  const isRequired = kinds.includes('CONSTR_NOTNULL') || kinds.includes('CONSTR_PRIMARY');
  return isRequired && !kinds.some((kind) => sources.includes(kind)) && readSerial(column.child('typeName')) === undefined;
}
