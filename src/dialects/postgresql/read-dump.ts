import { quoteText } from './quoting.ts';

/**
 * A script as `pg_dump` writes it for psql, in plain SQL: psql's own commands (`\restrict`, `\connect`) are left out, and the rows of a
 * `COPY … FROM stdin` become inserts, which like it may fill identity columns. Lines and their numbers stay where nothing of that is in them. A
 * script without them is given back as it is.
 * https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2
 */
export function readDump(script: string): string {
  if (!/^(?:\\|COPY .+ FROM stdin;)/m.test(script)) return script;
  const written: string[] = [];
  let copy: string | undefined;
  for (const line of script.split(/\r?\n/)) {
    const begun = copy === undefined ? /^COPY (.+) FROM stdin;$/.exec(line)?.[1] : undefined;
    if (begun !== undefined) {
      copy = begun;
      written.push('');
    } else if (copy === undefined) written.push(line.startsWith('\\') ? '' : line);
    else if (line === '\\.') {
      copy = undefined;
      written.push('');
    } else written.push(`INSERT INTO ${copy} OVERRIDING SYSTEM VALUE VALUES (${line.split('\t').map(readValue).join(', ')});`);
  }
  return written.join('\n');
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function readValue(text: string): string {
  if (text === '\\N') return 'NULL';
  const value = text.replaceAll(/\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3})|(.))/g, (_, hex: string | undefined, octal: string | undefined, letter: string | undefined) =>
    letter === undefined ? String.fromCharCode(hex === undefined ? Number.parseInt(octal ?? '0', 8) : Number.parseInt(hex, 16)) : (escapes[letter] ?? letter),
  );
  return quoteText(value);
}
