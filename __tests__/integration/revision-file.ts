/** Where the revisions of a pull request's checkout are. */
export const folder = 'migrations/versions';

/** A revision's file: its id, what it follows, and the line of its `upgrade()`. */
export function revise(id: string, parents: string | readonly string[] | null, upgrade = 'pass'): string {
  const imports = upgrade.startsWith('op.') ? 'from alembic import op\n' : '';
  const down = parents === null ? 'None' : typeof parents === 'string' ? JSON.stringify(parents) : `(${parents.map((parent) => JSON.stringify(parent)).join(', ')})`;
  return `${imports}revision = ${JSON.stringify(id)}\ndown_revision = ${down}\n\n\ndef upgrade():\n    ${upgrade}\n\n\ndef downgrade():\n    pass\n`;
}
