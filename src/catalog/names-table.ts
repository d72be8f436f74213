/** Whether a name as PostgreSQL writes it (`regclass`), with a schema and quotes where it needs them, is that of a table. */
export function namesTable(written: string, { schema, name }: { readonly schema: string | null; readonly name: string | null }): boolean {
  const plain = written.replaceAll('"', '');
  return plain === name || plain === `${schema ?? ''}.${name ?? ''}`;
}
