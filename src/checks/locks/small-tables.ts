import type { TableName } from '../../observe/observation.ts';

/**
 * Whether a table is one of those that the option `small-tables` names. A name without a schema is one of any schema; `*` stands for any
 * characters, also none; upper and lower case are told apart, as the catalog does.
 */
export function isSmallTable({ schema, name }: TableName, patterns: readonly string[]): boolean {
  const names = schema === null ? [name] : [name, `${schema}.${name}`];
  return patterns.some((pattern) => {
    const expression = new RegExp(`^${pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&')).join('.*')}$`, 's');
    return names.some((written) => expression.test(written));
  });
}
