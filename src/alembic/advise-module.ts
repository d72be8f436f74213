/** What to do where this Python is not the project's, the end of a sentence. */
export const otherPython = 'set the option `python` to an interpreter that has the project installed, such as `.venv/bin/python` or `uv run python`';

/**
 * What to do where Python did not find a module, by its words; undefined where they say something else.
 * https://alembic.sqlalchemy.org/en/latest/tutorial.html#editing-the-ini-file
 */
export function adviseModule(message: string): string | undefined {
  const missing = /^No module named '([^'.]+)/.exec(message)?.[1];
  if (missing === undefined) return undefined;
  return `Where \`${missing}\` is the project's own, let Alembic find it: \`prepend_sys_path = .\` in its configuration, or the environment variable \`PYTHONPATH=.\`. Where it is a package, install it into this Python, or ${otherPython}.`;
}
