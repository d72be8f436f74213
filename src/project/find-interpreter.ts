import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Interpreter } from '../alembic/runner.ts';
import { UserError } from '../errors.ts';
import type { AlembicProject } from './project.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The Python that has the project installed: the option, an active environment, one beside the project, the project's tool, `python3`.
 * Throws a `UserError` where there is none at all.
 */
export async function findInterpreter(project: AlembicProject, wanted: readonly string[] | undefined, environment: Environment): Promise<Interpreter> {
  if (wanted !== undefined) return { command: wanted, origin: 'option `python`' };
  const directories = listUpwards(project.workingDirectory, project.repositoryRoot);
  const found =
    findActive(environment) ?? findLocalEnvironment(directories) ?? (await findTool(directories, environment)) ?? findPlain(environment);
  if (found !== undefined) return found;
  throw new UserError('no-python', {
    what: 'No Python was found.',
    where: project.name,
    remedy: 'Install Python, or set the option `python` to the interpreter that has the project and Alembic installed.',
  });
}

function findActive(environment: Environment): Interpreter | undefined {
  for (const name of ['VIRTUAL_ENV', 'CONDA_PREFIX']) {
    const directory = environment[name];
    const python = directory === undefined ? undefined : pythonOf(directory);
    if (python !== undefined) return { command: [python], origin: `active environment (${name})` };
  }
  return undefined;
}

function findLocalEnvironment(directories: readonly string[]): Interpreter | undefined {
  for (const directory of directories) {
    for (const name of ['.venv', 'venv', 'env']) {
      const python = pythonOf(join(directory, name));
      if (python !== undefined && existsSync(join(directory, name, 'pyvenv.cfg'))) return { command: [python], origin: name };
    }
  }
  return undefined;
}

/** What a file beside the project says of the tool that runs its Python. */
const tools: readonly { readonly program: string; readonly files: readonly string[]; readonly table: RegExp }[] = [
  { program: 'uv', files: ['uv.lock'], table: /^\[tool\.uv[\].]/m },
  { program: 'poetry', files: ['poetry.lock'], table: /^\[tool\.poetry[\].]/m },
  { program: 'pdm', files: ['pdm.lock'], table: /^\[tool\.pdm[\].]/m },
  { program: 'pipenv', files: ['Pipfile', 'Pipfile.lock'], table: /^$./m },
];

async function findTool(directories: readonly string[], environment: Environment): Promise<Interpreter | undefined> {
  for (const directory of directories) {
    const pyproject = join(directory, 'pyproject.toml');
    const text = existsSync(pyproject) ? await readFile(pyproject, 'utf8') : '';
    const tool = tools.find(({ files, table }) => files.some((file) => existsSync(join(directory, file))) || table.test(text));
    if (tool !== undefined && isOnPath(tool.program, environment)) return { command: [tool.program, 'run', 'python'], origin: tool.program };
  }
  return undefined;
}

function findPlain(environment: Environment): Interpreter | undefined {
  const program = ['python3', 'python'].find((name) => isOnPath(name, environment));
  return program === undefined ? undefined : { command: [program], origin: `${program} on the PATH` };
}

function pythonOf(directory: string): string | undefined {
  return [join(directory, 'bin/python'), join(directory, 'Scripts/python.exe')].find((file) => existsSync(file));
}

function isOnPath(program: string, environment: Environment): boolean {
  return (environment['PATH'] ?? '').split(delimiter).some((directory) => directory !== '' && isProgram(join(directory, program)));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Nothing there, or nothing that may be run.
    return false;
  }
}

function listUpwards(from: string, to: string): string[] {
  const directories = [from];
  for (let directory = from; directory !== to && dirname(directory) !== directory; ) {
    directory = dirname(directory);
    directories.push(directory);
  }
  return directories;
}
