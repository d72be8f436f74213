import { TomlError } from 'smol-toml';
import { readIni } from './read-ini.ts';
import { takeAlembicTable } from './take-alembic-table.ts';

/** Settings that say where revisions are. https://alembic.sqlalchemy.org/en/latest/tutorial.html#editing-the-ini-file */
const settings = ['script_location', 'version_locations', 'path_separator', 'version_path_separator', 'recursive_version_locations', 'prepend_sys_path', 'sourceless'];

/**
 * What a configuration file says of where revisions are, as text to compare: the same where another dependency or logger is all that
 * changed. Of a file that cannot be read it is the text itself.
 */
export function readLayout(file: string, text: string): string {
  if (!file.endsWith('.toml')) {
    const ini = readIni(text, { here: '' });
    return JSON.stringify(ini.sections.map((section) => [section, settings.map((name) => ini.get(section, name) ?? null)]).filter(([, values]) => (values as readonly unknown[]).some((value) => value !== null)));
  }
  try {
    const table = takeAlembicTable(text);
    return JSON.stringify(settings.map((name) => table?.[name] ?? null));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return text;
  }
}
