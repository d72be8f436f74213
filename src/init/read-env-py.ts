/** The variables of the environment that an env.py reads. */
export interface EnvironmentUse {
  /** Those that hold a database's URL, as their names tell: the gate gives its own under them. */
  readonly urls: readonly string[];
  /** Others that it cannot do without and no runner sets: `os.environ["NAME"]` raises KeyError where it is not set. */
  readonly required: readonly string[];
}

/** Read from the text alone, so a settings module that env.py imports is not known. https://docs.python.org/3/library/os.html#os.environ */
export function readEnvPy(source: string): EnvironmentUse {
  const code = source.replaceAll(/^\s*#.*$/gm, '');
  const subscripts = listNames(code, /\benviron\[\s*(["'])([A-Za-z_]\w{0,99})\1\s*\](?!\s*=[^=])/g);
  const calls = listNames(code, /\b(?:getenv|environ\.get)\(\s*(["'])([A-Za-z_]\w{0,99})\1/g);
  const given = new Set(listNames(code, /\benviron\[\s*(["'])([A-Za-z_]\w{0,99})\1\s*\]\s*=[^=]|\benviron\.setdefault\(\s*(["'])([A-Za-z_]\w{0,99})\3/g));
  const urls = [...new Set([...subscripts, ...calls])].filter(isDatabaseUrl);
  return { urls, required: [...new Set(subscripts)].filter((name) => !isDatabaseUrl(name) && !given.has(name) && !onEveryRunner.test(name)) };
}

/** https://docs.github.com/actions/reference/workflows-and-actions/variables */
const onEveryRunner = /^(?:HOME|PATH|USER|PWD|SHELL|LANG|CI|(?:GITHUB|RUNNER)_\w+)$/;

function listNames(code: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map((found) => found[2] ?? found[4] ?? '');
}

function isDatabaseUrl(name: string): boolean {
  return /(?:^|_)(?:URL|URI|DSN)$/.test(name) && /(?:^|_)(?:DB|DATABASE|SQL\w*|POSTGRES\w*|PG|MYSQL|MARIADB|ALEMBIC)(?:_|$)/.test(name);
}
