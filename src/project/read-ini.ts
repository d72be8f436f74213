/**
 * Python's ConfigParser, as far as Alembic's ini files use it: sections, `=` and `:`, continuation lines, full-line comments,
 * `DEFAULT`, and `%(name)s` interpolation. npm's `ini` reads another language (no continuation lines, no interpolation).
 * https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
 */
export interface Ini {
  readonly sections: readonly string[];
  /** A value with `%(name)s` replaced, as `configparser` would give it; undefined where there is no such option. */
  get(section: string, option: string): string | undefined;
}

/** @param builtIn values that interpolation knows besides the file's own, such as Alembic's `here` */
export function readIni(text: string, builtIn: Readonly<Record<string, string>>): Ini {
  const sections = new Map<string, Map<string, string[]>>();
  let section: Map<string, string[]> | undefined;
  let option: string[] | undefined;
  let optionIndent = 0;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    if (trimmed === '') {
      option?.push('');
      continue;
    }
    const indent = line.length - line.trimStart().length;
    if (option !== undefined && indent > optionIndent) {
      option.push(trimmed);
      continue;
    }
    const header = /^\[([^\]]+)\]/.exec(trimmed)?.[1];
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, string[]>();
      sections.set(header, section);
      option = undefined;
      continue;
    }
    const end = trimmed.search(/[=:]/);
    if (section === undefined || end === -1) continue;
    option = [trimmed.slice(end + 1).trimStart()];
    optionIndent = indent;
    section.set(trimmed.slice(0, end).trimEnd().toLowerCase(), option);
  }
  const raw = (name: string, key: string): string | undefined =>
    (sections.get(name)?.get(key) ?? sections.get('DEFAULT')?.get(key))?.join('\n').trimEnd() ?? builtIn[key];
  const room = { left: mostInterpolated };
  return {
    sections: [...sections.keys()].filter((name) => name !== 'DEFAULT'),
    get: (name, key) => {
      const value = raw(name, key.toLowerCase());
      return value === undefined ? undefined : interpolate(value, (other) => raw(name, other.toLowerCase()), room, 0);
    },
  };
}

/** configparser's own limit: MAX_INTERPOLATION_DEPTH. */
const deepest = 10;
/** Characters that interpolation may bring into all values of a file together: a few short lines that name each other would make a text without end. */
const mostInterpolated = 1_000_000;

function interpolate(value: string, lookUp: (name: string) => string | undefined, room: { left: number }, depth: number): string {
  return value.replace(/%%|%\(([^()]+)\)s/g, (whole, name: string | undefined) => {
    if (name === undefined) return '%';
    const found = lookUp(name);
    if (found === undefined || depth >= deepest || found.length >= room.left) return whole;
    room.left -= found.length + 1;
    return interpolate(found, lookUp, room, depth + 1);
  });
}
