/** What makes a statement the same one to an approval, however its text is laid out. */
export function nameStatement(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim();
}
