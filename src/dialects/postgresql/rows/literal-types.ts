import type { ValueType } from '../../../rows/value-type.ts';
import { quoteText } from '../quoting.ts';

/** How many different values there are of such a type. */
const count = 32;

/**
 * Types of which a value is best written down: its text for a number from 0 on, all different and none touching another.
 * https://www.postgresql.org/docs/current/datatype.html, https://www.postgresql.org/docs/current/contrib.html
 */
const texts: Readonly<Record<string, (place: number, size: number) => string>> = {
  point: (n) => `(${String(n * 10)},${String(-n)})`,
  line: (n) => `{1,-1,${String(n * 10)}}`,
  lseg: (n) => `[(${String(n * 10)},0),(${String(n * 10 + 1)},1)]`,
  box: (n) => `(${String(n * 10 + 1)},1),(${String(n * 10)},0)`,
  path: (n) => `[(${String(n * 10)},0),(${String(n * 10 + 1)},1),(${String(n * 10 + 1)},2)]`,
  polygon: (n) => `((${String(n * 10)},0),(${String(n * 10 + 1)},0),(${String(n * 10)},1))`,
  circle: (n) => `<(${String(n * 10)},0),${n === 0 ? '0' : '1.5'}>`,
  tsvector: (n) => `'größe':2 'word${String(n)}':1A`,
  tsquery: (n) => `'word${String(n)}' & !'größe'`,
  jsonpath: (n) => `$."key"[*]?(@.price > ${String(n)})`,
  xml: (n) => `<value n="${String(n)}">größe</value>`,
  pg_lsn: (n) => `0/${(n + 1).toString(16).toUpperCase()}`,
  pg_snapshot: (n) => `${String(n + 10)}:${String(n + 20)}:${String(n + 11)}`,
  txid_snapshot: (n) => `${String(n + 10)}:${String(n + 20)}:${String(n + 11)}`,
  tid: (n) => `(0,${String(n + 1)})`,
  int2vector: (n) => `${String(n)} 1`,
  oidvector: (n) => `${String(n)} 1`,
  hstore: (n) => `"key"=>"${String(n)}", "größe"=>NULL`,
  ltree: (n) => `Top.Branch${String(n)}`,
  lquery: (n) => `Top.*{${String(n)}}.Branch`,
  ltxtquery: (n) => `Top & Branch${String(n)}`,
  cube: (n) => `(${String(n * 10)},1)`,
  seg: (n) => `${String(n * 10)} .. ${String(n * 10 + 1)}`,
  query_int: (n) => `${String(n)}&1`,
  // Its own sign for the last digit, which is computed from the others.
  ean13: (n) => `2205008${String(n).padStart(2, '0')}123?`,
  isbn13: (n) => `9780552${String(n).padStart(2, '0')}372?`,
  isbn: (n) => `9780552${String(n).padStart(2, '0')}372?`,
  ismn13: (n) => `9790472${String(n).padStart(2, '0')}542?`,
  ismn: (n) => `9790472${String(n).padStart(2, '0')}542?`,
  issn13: (n) => `9773251${String(n).padStart(2, '0')}100?`,
  issn: (n) => `32512${String(n).padStart(2, '0')}?`,
  upc: (n) => `0220500${String(n).padStart(2, '0')}123?`,
  // https://github.com/pgvector/pgvector
  vector: (n, size) => `[${Array.from({ length: size }, (_, at) => String(at === 0 ? n + 1 : at % 10)).join(',')}]`,
  halfvec: (n, size) => `[${Array.from({ length: size }, (_, at) => String(at === 0 ? n + 1 : at % 10)).join(',')}]`,
  sparsevec: (n, size) => `{1:${String(n + 1)}}/${String(size)}`,
  // https://postgis.net/docs/box2d_type.html
  box2d: (n) => `BOX(${String(n * 10)} 0,${String(n * 10 + 1)} 1)`,
  box3d: (n) => `BOX3D(${String(n * 10)} 0 0,${String(n * 10 + 1)} 1 1)`,
};

/** Objects that every server has. https://www.postgresql.org/docs/current/datatype-oid.html */
const objects: Readonly<Record<string, readonly string[]>> = {
  regclass: ['pg_class', 'pg_type', 'pg_proc', 'pg_attribute', 'pg_index', 'pg_constraint', 'pg_namespace', 'pg_depend'],
  regtype: ['integer', 'text', 'boolean', 'numeric', 'uuid', 'date', 'timestamptz', 'jsonb'],
  regproc: ['now', 'pi', 'version', 'clock_timestamp', 'timeofday', 'pg_backend_pid'],
  regprocedure: ['upper(text)', 'lower(text)', 'now()', 'pi()', 'length(text)', 'abs(integer)', 'md5(text)', 'reverse(text)'],
  regoper: ['||/', '|/', '#-'],
  regoperator: ['+(integer,integer)', '-(integer,integer)', '*(integer,integer)', '/(integer,integer)', '=(text,text)', '<(text,text)'],
  regnamespace: ['pg_catalog', 'information_schema', 'pg_toast'],
  regconfig: ['simple', 'english', 'german', 'french', 'spanish', 'dutch'],
  regdictionary: ['simple', 'english_stem', 'german_stem', 'french_stem', 'spanish_stem', 'dutch_stem'],
  regcollation: ['"C"', '"POSIX"', '"default"'],
  regrole: ['pg_monitor', 'pg_read_all_settings', 'pg_read_all_stats', 'pg_signal_backend', 'pg_execute_server_program', 'pg_read_server_files'],
  regdatabase: ['template0', 'template1'],
};

/** The type by its name and schema, as SQL writes them; undefined where it is none of these. `size` is a vector's. */
export function readLiteralType(name: string, typeName: string, size: number): ValueType | undefined {
  const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
  const written = Object.hasOwn(objects, name) ? objects[name] : text && Array.from({ length: count }, (_, place) => text(place, size));
  if (written !== undefined) return { kind: 'literals', literals: written.map((value) => `${quoteText(value)}::${typeName}`) };
  if (name !== 'aclitem') return undefined;
  const privileges = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'];
  return { kind: 'literals', literals: privileges.map((privilege) => `pg_catalog.makeaclitem(0, pg_catalog.quote_ident(current_user)::pg_catalog.regrole, '${privilege}', false)`) };
}
