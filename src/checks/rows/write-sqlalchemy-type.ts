import type { CatalogObject } from '../../catalog/model.ts';

/**
 * Types of SQLAlchemy that every database writes back as its server had them: what is not so, such as `LONGTEXT`, would make the column
 * another. https://docs.sqlalchemy.org/en/20/core/type_basics.html
 */
const types: readonly (readonly [RegExp, string])[] = [
  [/^(?:character varying|varchar)$/i, 'String'],
  [/^(?:character|char)$/i, 'CHAR'],
  [/^(?:bool|boolean)$/i, 'Boolean'],
  [/^(?:numeric|decimal)$/i, 'Numeric'],
];

/** The same for types without a size. */
const plainTypes: readonly (readonly [RegExp, string])[] = [
  [/^text$/i, 'Text()'],
  [/^smallint$/i, 'SmallInteger()'],
  [/^(?:int|integer)$/i, 'Integer()'],
  [/^bigint$/i, 'BigInteger()'],
  [/^real$/i, 'REAL()'],
  [/^float$/i, 'Float()'],
  [/^(?:double|double precision)$/i, 'Double()'],
  [/^date$/i, 'Date()'],
  [/^(?:time|time without time zone)$/i, 'Time()'],
  [/^timestamp with time zone$/i, 'DateTime(timezone=True)'],
  [/^(?:timestamp without time zone|datetime)$/i, 'DateTime()'],
  [/^timestamp$/i, 'TIMESTAMP()'],
  [/^interval$/i, 'Interval()'],
  [/^uuid$/i, 'Uuid()'],
  [/^json$/i, 'JSON()'],
  [/^(?:bytea|blob)$/i, 'LargeBinary()'],
];

/** A column's type as SQLAlchemy writes it, `...` where that is not known. */
export function writeSqlalchemyType({ attributes }: CatalogObject): string {
  const type = String(attributes['type']).trim();
  // MySQL has no other BOOLEAN.
  if (/^tinyint\(1\)$/i.test(type)) return 'sa.Boolean()';
  const plain = plainTypes.find(([pattern]) => pattern.test(type));
  if (plain !== undefined) return `sa.${plain[1]}`;
  const [, name = '', size = ''] = /^([a-z ]+?) ?(?:\(([\d, ]+)\))?$/i.exec(type) ?? [];
  const sized = types.find(([pattern]) => pattern.test(name));
  return sized === undefined ? '...' : `sa.${sized[1]}(${size.replace(/\s*,\s*/g, ', ')})`;
}
