/** What values a column holds, without any dialect: as much as it takes to make valid ones. */
export type ValueType =
  | { readonly kind: 'integer'; readonly min: bigint; readonly max: bigint }
  /** `precision` undefined: as many digits as one likes. */
  | { readonly kind: 'decimal'; readonly precision: number | undefined; readonly scale: number; readonly isUnsigned: boolean }
  | { readonly kind: 'float'; readonly bits: 32 | 64; readonly isUnsigned: boolean }
  | { readonly kind: 'boolean' }
  | TextType
  /** `maxLength` in bytes; undefined: without a limit that matters. */
  | { readonly kind: 'bytes'; readonly maxLength: number | undefined; readonly isPadded: boolean }
  | { readonly kind: 'bits'; readonly length: number | undefined; readonly isVarying: boolean }
  | { readonly kind: 'uuid' }
  /** Days as `2024-02-29`, the first and last that are allowed. */
  | { readonly kind: 'date'; readonly min: string; readonly max: string }
  /** `precision`: digits of a second that are kept, 0 to 6. */
  | { readonly kind: 'time'; readonly precision: number; readonly hasZone: boolean }
  /** Moments as `2024-02-29 12:00:00`, the first and last that are allowed, in UTC. */
  | { readonly kind: 'timestamp'; readonly precision: number; readonly hasZone: boolean; readonly min: string; readonly max: string }
  | { readonly kind: 'interval'; readonly precision: number }
  | { readonly kind: 'json' }
  | { readonly kind: 'enum'; readonly labels: readonly string[] }
  | { readonly kind: 'set'; readonly labels: readonly string[] }
  | { readonly kind: 'array'; readonly element: ValueType }
  | { readonly kind: 'range'; readonly element: ValueType; readonly isMulti: boolean }
  | { readonly kind: 'composite'; readonly fields: readonly { readonly name: string; readonly type: ValueType }[] }
  /** Conditions speak of the value by the name `VALUE`. */
  | { readonly kind: 'domain'; readonly base: ValueType; readonly isNullable: boolean; readonly conditions: readonly TableCondition[] }
  | { readonly kind: 'network'; readonly form: NetworkForm }
  /** Values are written as WKT. */
  | { readonly kind: 'geometry'; readonly shape: GeometryShape; readonly srid: number }
  /** A type with few values of interest: SQL expressions for them, all different. */
  | { readonly kind: 'literals'; readonly literals: readonly string[] }
  /** A column that takes any value (SQLite). */
  | { readonly kind: 'any' }
  | { readonly kind: 'unknown' };

export interface TextType {
  readonly kind: 'text';
  /** In characters; undefined: without a limit that matters. */
  readonly maxLength: number | undefined;
  /** `char(n)`: filled up with spaces. */
  readonly isPadded: boolean;
  /** Which characters it can hold. */
  readonly repertoire: 'ascii' | 'latin1' | 'bmp' | 'unicode';
  /** Whether two values that differ only in case, accents or trailing spaces are the same to a unique key. */
  readonly isLoose: boolean;
}

export type NetworkForm = 'inet' | 'cidr' | 'macaddr' | 'macaddr8' | 'inet4' | 'inet6';
export type GeometryShape = 'geometry' | 'point' | 'linestring' | 'polygon' | 'multipoint' | 'multilinestring' | 'multipolygon' | 'geometrycollection';

/** A condition that rows must meet: NULL counts as met. */
export interface TableCondition {
  /** As the server names it. */
  readonly name: string;
  /** As the server writes it. */
  readonly sql: string;
}
