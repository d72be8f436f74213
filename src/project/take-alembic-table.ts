import { parse } from 'smol-toml';

/** `[tool.alembic]` of a pyproject.toml's text; undefined where it has none. Throws a `TomlError` where the text is no TOML. */
export function takeAlembicTable(text: string): Readonly<Record<string, unknown>> | undefined {
  const tool = parse(text)['tool'];
  const table = typeof tool === 'object' && 'alembic' in tool ? tool['alembic'] : undefined;
  return typeof table === 'object' ? (table as Readonly<Record<string, unknown>>) : undefined;
}
