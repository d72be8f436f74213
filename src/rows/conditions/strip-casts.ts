import type { Condition } from './condition.ts';

/** What is cast, and whether the casts leave its value what it is in every comparison. */
export function stripCasts(condition: Condition): { readonly operand: Condition; readonly isSame: boolean } {
  if (condition.kind !== 'cast') return { operand: condition, isSame: true };
  const inner = stripCasts(condition.operand);
  return { operand: inner.operand, isSame: inner.isSame && keepsValue(condition.type) };
}

/** Casts to whole numbers, to days and to shorter texts do not. */
function keepsValue(type: string): boolean {
  return /^(?:numeric|decimal|double precision|double|real|float[48]?|text|character varying|varchar|bpchar|citext|name|bigint|int8|(?:timestamp|time)(?: with(?:out)? time zone|tz)?|datetime|interval|utf8mb4|utf8)$/.test(type);
}
