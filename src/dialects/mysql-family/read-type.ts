/** A column's type as the catalog writes it, taken apart. */
export interface Type {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly isUnsigned: boolean;
}

/** `decimal(10,2) unsigned` and the like. */
export function readType(text: string): Type {
  const [, name = text, sizes] = /^(\w+)(?:\(([\d,]+)\))?/.exec(text) ?? [];
  return { name, sizes: sizes === undefined ? [] : sizes.split(',').map(Number), isUnsigned: / (?:unsigned|zerofill)\b/.test(text) };
}
