import type { AttributeValue, CatalogObject } from '../../catalog/model.ts';
import { toList } from './define-column.ts';
import { quoteName } from './quoting.ts';
import { execute, path, table } from './undo-names.ts';

/** What `GRANT ... ON` calls each kind. https://dev.mysql.com/doc/refman/9.7/en/grant.html */
const grantable: Readonly<Partial<Record<CatalogObject['kind'], string>>> = {
  table: '', view: '', sequence: '', function: 'FUNCTION ', procedure: 'PROCEDURE ', package: 'PACKAGE ', 'package body': 'PACKAGE BODY ',
}; // prettier-ignore

/** Privileges are texts such as `SELECT to 'reader'@'%'`, those on a table that was dropped with `on table t that is not there`. */
export function changePrivileges(object: CatalogObject, before: AttributeValue, after: AttributeValue): string | undefined {
  const [had, has] = [toList(before), toList(after)];
  const lines = [
    ...has.filter((item) => !had.includes(item)).map((item) => writeGrant(object, item, false)),
    ...had.filter((item) => !has.includes(item)).map((item) => writeGrant(object, item, true)),
  ].filter((line) => line !== undefined);
  return lines.length === 0 ? undefined : lines.join('\n');
}

function writeGrant(object: CatalogObject, item: string, isWanted: boolean): string | undefined {
  const [, privilege, grantee, kind, missing] = /^(.+?) to ('.*'@'.*?')(?: on (table|column|function|procedure) (.+) that is not there)?$/.exec(item) ?? [];
  if (privilege === undefined || grantee === undefined) return undefined;
  const target = missing === undefined ? readTarget(object) : kind === 'table' ? { on: path({ ...object, name: missing }), detail: '' } : undefined;
  // The server gives nothing on a table that is not there.
  if (target === undefined || (missing !== undefined && isWanted)) return undefined;
  // A role is written without a host.
  const to = grantee.replace(/@''$/, '');
  const { on, detail } = target;
  return execute(isWanted ? `GRANT ${privilege}${detail} ON ${on} TO ${to}` : `REVOKE ${privilege}${detail} ON ${on} FROM ${to}`);
}

function readTarget(object: CatalogObject): { readonly on: string; readonly detail: string } | undefined {
  if (object.kind === 'column') return { on: table(object), detail: ` (${quoteName(object.name)})` };
  if (object.kind === 'database') return { on: '*', detail: '' };
  if (object.kind === 'schema') return { on: `${quoteName(object.name)}.*`, detail: '' };
  const kind = grantable[object.kind];
  return kind === undefined ? undefined : { on: `${kind}${path(object)}`, detail: '' };
}
