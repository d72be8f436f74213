import type { Operation, ParsedStatement } from '../../src/sql/operation.ts';

/** `kind schema.target(member) -> newName flags`, one for each operation; in tables of tests. */
export function writeOperations(reading: ParsedStatement): string[] {
  return reading.parsed ? reading.operations.map(writeOperation) : [`not parsed: ${reading.reason}`];
}

function writeOperation({ kind, target, member, newName, flags }: Operation): string {
  const name = target.schema === undefined ? target.name : `${target.schema}.${target.name}`;
  const renamed = newName === undefined ? [] : ['->', newName];
  return [kind, `${name}${member === undefined ? '' : `(${member})`}`, ...renamed, ...flags].filter((part) => part !== '').join(' ');
}
