/** A field that pydantic did not accept. */
export interface InvalidField {
  /** `SECRET_KEY`; of a nested one `postgres.host`. */
  readonly name: string;
  readonly isMissing: boolean;
  /** pydantic's own words. */
  readonly why: string;
}

const mostFields = 50;

/**
 * The fields that the last validation error of a traceback names: each has a line for its name and an indented one for what is wrong.
 * https://docs.pydantic.dev/latest/errors/errors/ and, of version 1, https://docs.pydantic.dev/1.10/usage/models/#error-handling
 */
export function listInvalidFields(traceback: string): InvalidField[] {
  const text = traceback.slice(Math.max(0, traceback.lastIndexOf('ValidationError: ')));
  const found = text.matchAll(/^(?![ \t])([\w.>\- ]{1,200})\n[ \t]{2}(\S[^\n]*)$/gm);
  return Array.from(found, ([, name = '', why = '']) => ({
    name: name.trim().replaceAll(' -> ', '.'),
    isMissing: /^field required/i.test(why),
    why: why.replace(/ [[(]type=.*$/, '').trim(),
  })).slice(0, mostFields);
}
