import type { StepError } from '../../observe/observation.ts';

/** By SQLite's words, because Python tells the code only from 3.11 on: `UNIQUE constraint failed: users.email`. https://www.sqlite.org/rescode.html#constraint */
export function isRowConflict({ message }: StepError): boolean {
  return /\b(?:UNIQUE|FOREIGN KEY|NOT NULL|CHECK) constraint failed/.test(message);
}
