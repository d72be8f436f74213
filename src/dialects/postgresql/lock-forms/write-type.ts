import type { Node } from '../parse-tree.ts';
import { quoteName } from '../quoting.ts';

/** What people call the types that the parser names as the server does inside. */
const plainNames: Readonly<Record<string, string>> = {
  int2: 'smallint', int4: 'integer', int8: 'bigint', bool: 'boolean', float4: 'real', float8: 'double precision', bpchar: 'char',
}; // prettier-ignore

const serials: Readonly<Record<string, string>> = { smallserial: 'smallint', serial2: 'smallint', serial: 'integer', serial4: 'integer', bigserial: 'bigint', serial8: 'bigint' };

/** The integer type below a `serial`; undefined where it is none. */
export function readSerial(typeName: Node): string | undefined {
  const { schema, name } = typeName.names('names');
  return schema === undefined ? serials[name] : undefined;
}

/** A `TypeName` as SQL. */
export function writeType(typeName: Node): string {
  const { schema, name } = typeName.names('names');
  const isOwn = schema !== undefined && schema !== 'pg_catalog';
  const written = isOwn ? `${quoteName(schema)}.${quoteName(name)}` : (plainNames[name] ?? (schema === 'pg_catalog' ? name : quoteName(name)));
  const numbers = typeName.list('typmods').map((modifier) => modifier.child('A_Const').child('ival').number('ival'));
  // The numbers of an interval are bits of its fields.
  const size = numbers.length === 0 || name === 'interval' ? '' : `(${numbers.join(', ')})`;
  return `${written}${size}${typeName.list('arrayBounds').map(() => '[]').join('')}`;
}
