import { comment, identity, isOwnObject, isUserSchema, isWanted } from './section.ts';
import type { RelationSection } from './section.ts';

const kindOfTable = "CASE c.relkind WHEN 'f' THEN 'foreign table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END";
const enabled = (column: string): string =>
  `CASE ${column} WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' ELSE 'enabled' END`;

export const triggers: RelationSection = {
  name: 'triggers',
  sql: `SELECT c.oid, 'trigger', n.nspname, ${kindOfTable}, c.relname, g.tgname, ${identity('pg_trigger', 'g.oid')}, jsonb_build_object(
    'definition', pg_get_triggerdef(g.oid),
    'state', ${enabled('g.tgenabled')},
    'comment', ${comment('g.oid', 'pg_trigger')})
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT g.tgisinternal AND ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')} AND ${isOwnObject('pg_trigger', 'g.oid')}
  AND coalesce((to_jsonb(g) ->> 'tgparentid')::oid, 0) = 0 AND g.tgconstraint = 0
  AND ${isWanted('c.oid')}`,
};

const rules: RelationSection = {
  name: 'rules',
  sql: `SELECT c.oid, 'rule', n.nspname, ${kindOfTable}, c.relname, r.rulename, ${identity('pg_rewrite', 'r.oid')}, jsonb_build_object(
    'definition', pg_get_ruledef(r.oid),
    'state', ${enabled('r.ev_enabled')},
    'comment', ${comment('r.oid', 'pg_rewrite')})
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE r.rulename <> '_RETURN' AND ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')}
  AND ${isWanted('c.oid')}`,
};

export const policies: RelationSection = {
  name: 'policies',
  sql: `SELECT c.oid, 'policy', n.nspname, ${kindOfTable}, c.relname, p.polname, ${identity('pg_policy', 'p.oid')}, jsonb_build_object(
    'command', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
    'isPermissive', p.polpermissive,
    'roles', (SELECT jsonb_agg(CASE role WHEN 0 THEN 'public' ELSE pg_get_userbyid(role) END ORDER BY 1) FROM unnest(p.polroles) role),
    'using', pg_get_expr(p.polqual, p.polrelid),
    'withCheck', pg_get_expr(p.polwithcheck, p.polrelid),
    'comment', ${comment('p.oid', 'pg_policy')})
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')}
  AND ${isWanted('c.oid')}`,
};

const statisticsObjects: RelationSection = {
  name: 'statistics objects',
  sql: `SELECT c.oid, 'statistics object', n.nspname, NULL, NULL, s.stxname, ${identity('pg_statistic_ext', 's.oid')}, jsonb_build_object(
    'definition', pg_get_statisticsobjdef(s.oid),
    'target', nullif(to_jsonb(s) ->> 'stxstattarget', '-1'),
    'owner', pg_get_userbyid(s.stxowner),
    'comment', ${comment('s.oid', 'pg_statistic_ext')})
  FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = s.stxnamespace
  WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')}
  AND ${isWanted('c.oid')}`,
};

export const tablePartSections: readonly RelationSection[] = [triggers, rules, policies, statisticsObjects];
