import type { CatalogObject } from '../../catalog/model.ts';

/** Types of SQLAlchemy that every database has, by how servers write them. https://docs.sqlalchemy.org/en/20/core/type_basics.html */
const types: readonly (readonly [RegExp, (size: string) => string])[] = [
  [/^(?:character varying|varchar|char|character)$/i, (size) => `sa.String(${size})`],
  [/^(?:text|tinytext|mediumtext|longtext|clob)$/i, () => 'sa.Text()'],
  [/^tinyint$/i, (size) => (size === '1' ? 'sa.Boolean()' : 'sa.SmallInteger()')],
  [/^(?:bool|boolean)$/i, () => 'sa.Boolean()'],
  [/^smallint$/i, () => 'sa.SmallInteger()'],
  [/^(?:int|integer|mediumint)$/i, () => 'sa.Integer()'],
  [/^bigint$/i, () => 'sa.BigInteger()'],
  [/^(?:numeric|decimal)$/i, (size) => `sa.Numeric(${size})`],
  [/^(?:real|float|double|double precision)$/i, () => 'sa.Float()'],
  [/^date$/i, () => 'sa.Date()'],
  [/^timestamp with time zone$/i, () => 'sa.DateTime(timezone=True)'],
  [/^(?:timestamp without time zone|timestamp|datetime)$/i, () => 'sa.DateTime()'],
  [/^uuid$/i, () => 'sa.Uuid()'],
  [/^json$/i, () => 'sa.JSON()'],
  [/^(?:bytea|blob|longblob|binary|varbinary)$/i, (size) => `sa.LargeBinary(${size})`],
];

/** A column's type as SQLAlchemy writes it, `...` where that is not known. */
export function writeSqlalchemyType({ attributes }: CatalogObject): string {
  // `timestamp(3) with time zone` has its size in the middle.
  const [, before = '', size = '', after = ''] = /^([^(]*)(?:\(([\d, ]+)\))?(.*)$/s.exec(String(attributes['type'])) ?? [];
  const name = `${before.trim()} ${after.trim()}`.trim();
  const found = types.find(([pattern]) => pattern.test(name));
  return found === undefined ? '...' : found[1](size.replace(/\s*,\s*/g, ', '));
}
