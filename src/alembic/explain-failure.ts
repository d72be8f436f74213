import { UserError } from '../errors.ts';
import { adviseModule, otherPython } from './advise-module.ts';
import { describeError } from './describe-answer.ts';
import type { Relate } from './describe-answer.ts';
import type { BridgeError } from './protocol.ts';
import type { PythonEnded } from './process-end.ts';
import type { Interpreter } from './runner.ts';

/** The interpreter could not be started, or ended before it had read the project. */
export function explainStart(ended: PythonEnded, interpreter: Interpreter): UserError {
  return new UserError('no-python', {
    what: `The project's Python could not be run: ${ended.message}.`,
    where: describeInterpreter(interpreter),
    remedy: `Install it, or ${otherPython}.`,
    ...(ended.end.output.trim() === '' ? {} : { details: ended.end.output.trim() }),
    cause: ended,
  });
}

/** Alembic is missing, too old, or cannot read the project. */
export function explainLoading(error: BridgeError, interpreter: Interpreter, relate: Relate): UserError {
  const where = describeInterpreter(interpreter);
  const details = error.traceback;
  const missing = /No module named '(alembic|sqlalchemy)['.]/.exec(error.message)?.[1];
  if (missing !== undefined) {
    return new UserError('python-environment', {
      what: `This Python has no ${missing === 'alembic' ? 'Alembic' : 'SQLAlchemy'} installed.`,
      where,
      remedy: `Install the project into it (\`${interpreter.command.join(' ')} -m pip install ${missing}\`), or ${otherPython}.`,
      details,
    });
  }
  if (/unexpected keyword argument 'toml_file'/.test(error.message)) {
    return new UserError('python-environment', {
      what: 'The project is configured in pyproject.toml, which this version of Alembic does not read.',
      where,
      remedy: 'Install Alembic 1.16 or later (`pip install "alembic>=1.16"`).',
      details,
    });
  }
  if (/cannot import name .* from '(alembic|sqlalchemy)|has no attribute/.test(error.message) && error.file === null) {
    return new UserError('python-environment', {
      what: `The installed Alembic or SQLAlchemy is too old: ${error.message}.`,
      where,
      remedy: 'Install newer ones (`pip install "alembic>=1.7.6" "SQLAlchemy>=1.4"`).',
      details,
    });
  }
  const { file, line } = describeError(error, relate);
  return new UserError('python-environment', {
    what: `Alembic could not read the project: ${error.message}`,
    where: file === undefined ? where : `${file}${line === undefined ? '' : `:${String(line)}`}`,
    remedy:
      adviseModule(error.message) ??
      (file === undefined
        ? `Run \`alembic history\` with this interpreter to see the same; where it is the wrong one, ${otherPython}.`
        : 'Mend that file: Alembic imports every revision file, whichever revision is asked for.'),
    details,
  });
}

/** Reading the project took too long: a revision file or what it imports waits for something. */
export function explainSlowLoading(interpreter: Interpreter, limitMs: number, output: string): UserError {
  return new UserError('python-environment', {
    what: `Alembic did not read the project's revision files within ${String(limitMs / 1000)} s.`,
    where: describeInterpreter(interpreter),
    remedy: `Run \`alembic history\` with this interpreter to see what it waits for, or ${otherPython}.`,
    ...(output.trim() === '' ? {} : { details: output.trim() }),
  });
}

/** env.py ended without asking for a connection, so that the dialect is not known. */
export function explainEnvironment(error: BridgeError, relate: Relate): UserError {
  const { file, line } = describeError(error, relate);
  return new UserError('env-py', {
    what: `env.py could not be run: ${error.message}.`,
    where: file === undefined ? 'env.py' : `${file}${line === undefined ? '' : `:${String(line)}`}`,
    remedy: adviseModule(error.message) ?? 'Set the option `dialect`, or give env.py what it asks for (environment variables, installed packages).',
    details: error.traceback,
  });
}

function describeInterpreter({ command, origin }: Interpreter): string {
  return `${command.join(' ')}, found by: ${origin}`;
}
