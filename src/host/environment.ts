/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable's value; a CI leaves empty what does not apply. */
export function readVariable(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  return value === undefined || value === '' ? undefined : value;
}
