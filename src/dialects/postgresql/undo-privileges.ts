import type { AttributeValue, CatalogObject } from '../../catalog/model.ts';
import { quoteName } from './quoting.ts';
import { execute, path, routine, table } from './undo-names.ts';

/** What `GRANT ... ON` calls each kind. https://www.postgresql.org/docs/current/sql-grant.html */
const grantable: Readonly<Partial<Record<CatalogObject['kind'], string>>> = {
  table: '', view: '', 'materialized view': '', 'foreign table': '', sequence: 'SEQUENCE ', schema: 'SCHEMA ', function: 'FUNCTION ', procedure: 'PROCEDURE ', aggregate: 'FUNCTION ',
  domain: 'TYPE ', 'enum type': 'TYPE ', 'composite type': 'TYPE ', 'range type': 'TYPE ', language: 'LANGUAGE ', 'foreign server': 'FOREIGN SERVER ', 'foreign data wrapper': 'FOREIGN DATA WRAPPER ',
}; // prettier-ignore

/** Privileges are texts such as `SELECT to reader`, and `no EXECUTE to PUBLIC` for a default one that is not there. */
export function changePrivileges(object: CatalogObject, before: AttributeValue, after: AttributeValue): string | undefined {
  const { won, lost } = compareLists(before, after);
  const lines = [...won.map((item) => writeGrant(object, item, false)), ...lost.map((item) => writeGrant(object, item, true))];
  const written = lines.filter((line) => line !== undefined);
  return written.length === 0 ? undefined : written.join('\n');
}

function writeGrant(object: CatalogObject, item: string, isWanted: boolean): string | undefined {
  const [, no, privilege, grantee, option] = /^(no )?(.+?) to (.+?)( with grant option)?$/.exec(item) ?? [];
  if (privilege === undefined || grantee === undefined) return undefined;
  const gives = isWanted === (no === undefined);
  const words = (on: string, detail = ''): string =>
    gives ? `GRANT ${privilege}${detail} ON ${on} TO ${grantee}${option === undefined ? '' : ' WITH GRANT OPTION'}` : `REVOKE ${privilege}${detail} ON ${on} FROM ${grantee}`;
  if (object.kind === 'default privileges') {
    const role = String(object.attributes['role']);
    const schema = object.attributes['in'];
    const scope = typeof schema === 'string' ? ` IN SCHEMA ${quoteName(schema)}` : '';
    return execute(`ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteName(role)}${scope} ${words(String(object.attributes['on']))}`);
  }
  if (object.kind === 'column') return execute(words(table(object), ` (${quoteName(object.name)})`));
  const kind = grantable[object.kind];
  if (kind === undefined) return undefined;
  return execute(words(`${kind}${object.name.endsWith(')') ? routine(object) : path(object)}`));
}

/** What a list gained and lost. */
export function compareLists(before: AttributeValue, after: AttributeValue): { readonly won: readonly string[]; readonly lost: readonly string[] } {
  const [had, has] = [before, after].map((value) => (Array.isArray(value) ? (value as readonly string[]) : [])) as [readonly string[], readonly string[]];
  return { won: has.filter((item) => !had.includes(item)), lost: had.filter((item) => !has.includes(item)) };
}
