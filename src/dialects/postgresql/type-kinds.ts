/** Types whose values a program that knows the other one writes, compares and reads as it always did. */
const kinds: Readonly<Record<string, string>> = {
  smallint: 'number', integer: 'number', bigint: 'number', numeric: 'number', real: 'number', 'double precision': 'number',
  text: 'text', 'character varying': 'text', character: 'text', citext: 'text', name: 'text',
  bit: 'bits', 'bit varying': 'bits', inet: 'network', cidr: 'network',
}; // prettier-ignore

/** Their size is exact: values of another are refused. */
const exact = /^(?:vector|halfvec|sparsevec)$/;

/**
 * Whether a type holds values of another kind than before: a program that knows the old one has its literals refused, its comparisons
 * fail for want of an operator, or reads values that it does not expect. Drivers with server-side parameters name the type that they know.
 * https://www.postgresql.org/docs/current/typeconv-oper.html https://magicstack.github.io/asyncpg/current/usage.html#type-conversion
 */
export function changesKind(before: string, after: string): boolean {
  const [from, to] = [readType(before), readType(after)];
  if (from.isArray !== to.isArray) return true;
  if (from.name === to.name) return from.size !== to.size && exact.test(from.name);
  // Whatever reads the one reads the other, but only jsonb has operators that look inside and compare.
  if (from.name === 'json' && to.name === 'jsonb') return false;
  const kind = kinds[from.name];
  return kind === undefined || kind !== kinds[to.name];
}

interface Type {
  /** Without the schema of an extension's type. */
  readonly name: string;
  readonly size: string;
  readonly isArray: boolean;
}

/** `timestamp(3) with time zone[]` and the like. */
function readType(text: string): Type {
  const element = text.replace(/(?:\[\])+$/, '');
  const [, size = ''] = /\(([^()]*)\)/.exec(element) ?? [];
  const name = element.replace(/\([^()]*\)/, '').replace(/^public\./, '').replace(/^interval .+$/, 'interval');
  return { name, size, isArray: element !== text };
}
