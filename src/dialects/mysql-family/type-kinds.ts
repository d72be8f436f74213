import { readType } from './read-type.ts';

/** Types whose values a program that knows the other one writes, compares and reads as it always did. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(?:tiny|small|medium|big)?int$|^(?:decimal|float|double|year)$/, 'number'],
  [/^(?:var)?char$|^(?:tiny|medium|long)?text$/, 'text'],
  [/^(?:var)?binary$|^(?:tiny|medium|long)?blob$/, 'bytes'],
  [/^(?:datetime|timestamp)$/, 'moment'],
  [/^(?:geometry|(?:multi)?(?:point|linestring|polygon)|geom(?:etry)?collection)$/, 'shape'],
];

/** What is read as the text that a program finds in it, though not every text can be written. */
const readAsText: ReadonlySet<string> = new Set(['enum', 'set', 'json', 'inet4', 'inet6']);

/**
 * Whether a type holds values of another kind than before: a program that knows the old one has values refused, or reads such as it does not
 * expect. Labels of ENUM and SET are no matter of the type.
 * https://dev.mysql.com/doc/refman/9.7/en/type-conversion.html
 */
export function changesKind(before: string, after: string): boolean {
  const [from, to] = [readType(before).name, readType(after).name];
  if (from === to) return from === 'vector' && before !== after;
  if (readAsText.has(from) && kindOf(to) === 'text') return false;
  return kindOf(from) !== kindOf(to);
}

function kindOf(name: string): string {
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? name;
}
