import { expect, test } from 'vitest';
import { readEnvPy } from '../../src/init/read-env-py.ts';

test('addresses of databases apart from other variables, and of those only what cannot be missing', () => {
  const source = `
import os
from os import environ, getenv
# os.environ["COMMENTED"]
config.set_main_option("sqlalchemy.url", os.environ["APP_DATABASE_URL"])
fallback = getenv('POSTGRES_DSN') or environ.get("DB_URI", "")
secret = os.environ["SECRET_KEY"]
again = environ[ 'SECRET_KEY' ]
optional = os.getenv("DEBUG")
os.environ["SET_HERE"] = "1"
used = os.environ["SET_HERE"]
os.environ.setdefault("ALSO_SET", "1")
other = os.environ["ALSO_SET"]
same = os.environ["COMPARED"] == "x"
api = os.environ["API_URL"]
`;
  expect(readEnvPy(source)).toEqual({ urls: ['APP_DATABASE_URL', 'POSTGRES_DSN', 'DB_URI'], required: ['SECRET_KEY', 'COMPARED', 'API_URL'] });
});

test('what every runner sets is not missing', () => {
  const names = ['HOME', 'PATH', 'USER', 'PWD', 'SHELL', 'LANG', 'CI', 'GITHUB_SHA', 'RUNNER_TEMP', 'HOME_URL', 'MY_PATH', 'CI_KEY', 'GITHUB'];
  expect(readEnvPy(names.map((name) => `os.environ["${name}"]\n`).join(''))).toEqual({ urls: [], required: ['HOME_URL', 'MY_PATH', 'CI_KEY', 'GITHUB'] });
});

test('names that are none', () => {
  expect(readEnvPy(`os.environ["A B"]; os.environ["X\\n- run: id"]; os.environ["\${{ x }}_DATABASE_URL"]; os.environ[f"X"]`)).toEqual({ urls: [], required: [] });
});
