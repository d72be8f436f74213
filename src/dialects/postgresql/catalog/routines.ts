import { comment, grants, identity, isOwnObject, isUserSchema } from './section.ts';
import type { Section } from './section.ts';

const routineAttributes = `
  'owner', pg_get_userbyid(p.proowner),
  'privileges', ${grants('p.proacl', 'f', 'p.proowner')},
  'comment', ${comment('p.oid', 'pg_proc')}`;

const routineName = "p.proname || '(' || oidvectortypes(p.proargtypes) || ')'";

const fromRoutines = `FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_proc', 'p.oid')}
  AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`;

export const functions: Section = {
  name: 'functions and procedures',
  sql: `SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, n.nspname, NULL, NULL, ${routineName}, ${identity('pg_proc', 'p.oid')}, jsonb_build_object(
    ${routineAttributes}, 'definition', pg_get_functiondef(p.oid))
  ${fromRoutines} AND p.prokind <> 'a'`,
};

export const aggregates: Section = {
  name: 'aggregates',
  sql: `SELECT 'aggregate', n.nspname, NULL, NULL, ${routineName}, ${identity('pg_proc', 'p.oid')}, jsonb_build_object(
    ${routineAttributes},
    'definition', (SELECT format('SFUNC %s STYPE %s FINALFUNC %s INITCOND %L SORTOP %s COMBINEFUNC %s', g.aggtransfn, format_type(g.aggtranstype, NULL), g.aggfinalfn, g.agginitval, g.aggsortop::regoperator, g.aggcombinefn)
      FROM pg_aggregate g WHERE g.aggfnoid = p.oid))
  ${fromRoutines} AND p.prokind = 'a'`,
};

export const eventTriggers: Section = {
  name: 'event triggers',
  sql: `SELECT 'event trigger', NULL, NULL, NULL, e.evtname, ${identity('pg_event_trigger', 'e.oid')}, jsonb_build_object(
    'event', e.evtevent, 'function', e.evtfoid::regprocedure::text, 'tags', to_jsonb(e.evttags),
    'state', CASE e.evtenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' ELSE 'enabled' END,
    'owner', pg_get_userbyid(e.evtowner), 'comment', ${comment('e.oid', 'pg_event_trigger')})
  FROM pg_event_trigger e WHERE ${isOwnObject('pg_event_trigger', 'e.oid')}`,
};

export const routineSections: readonly Section[] = [functions, aggregates, eventTriggers];
