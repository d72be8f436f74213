import type { StepError } from '../../observe/observation.ts';

/** SQLSTATE class 23, integrity constraint violation. https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function isRowConflict({ code }: StepError): boolean {
  return code?.startsWith('23') === true;
}
