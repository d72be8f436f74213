import { isKeyword } from './keywords.ts';

/** A name for SQL; plain names stay as people write them. https://sqlite.org/lang_keywords.html */
export function quoteName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isKeyword(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text for SQL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
