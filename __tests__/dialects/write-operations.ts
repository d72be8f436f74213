import type { Operation, ParsedStatement } from '../../src/sql/operation.ts';

/** `kind schema.target(member) -> newName flags <- copied (column -> column)`, one for each operation; in tables of tests. */
export function writeOperations(reading: ParsedStatement): string[] {
  return reading.parsed ? reading.operations.map(writeOperation) : [`not parsed: ${reading.reason}`];
}

function writeOperation({ kind, target, member, newName, copy, flags }: Operation): string {
  const name = target.schema === undefined ? target.name : `${target.schema}.${target.name}`;
  const renamed = newName === undefined ? [] : ['->', newName];
  const copied = copy === undefined ? [] : [`<- ${copy.from.name} (${copy.columns.map(({ from, to }) => `${from} -> ${to}`).join(', ')})`];
  return [kind, `${name}${member === undefined ? '' : `(${member})`}`, ...renamed, ...flags, ...copied].filter((part) => part !== '').join(' ');
}
