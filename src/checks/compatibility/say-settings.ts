import type { Dialect } from '../../dialects/dialect.ts';

/** Where it is a matter of settings whether an INSERT that leaves a required column out is refused, the sentence that says so. */
export function saySettings({ advice: { omittedValue } }: Pick<Dialect, 'advice'>): string {
  return omittedValue === undefined ? '' : ` ${omittedValue}.`;
}
