import { UserError } from '../errors.ts';
import type { StepError } from '../observe/observation.ts';
import { otherPython } from './advise-module.ts';
import { describeError } from './describe-answer.ts';
import type { Relate } from './describe-answer.ts';
import { readLack } from './lacks/read-lack.ts';
import type { BridgeError } from './protocol.ts';
import type { PythonEnded } from './process-end.ts';
import type { Interpreter, StepResult } from './runner.ts';

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
  const installed = /\. Installed are Alembic (\S+) and SQLAlchemy (\S+)$/.exec(error.message) ?? undefined;
  if (/cannot import name .* from '(alembic|sqlalchemy)|has no attribute/.test(error.message) && error.file === null) {
    return new UserError('python-environment', {
      what: `${installed === undefined ? 'The installed Alembic or SQLAlchemy' : `Alembic ${installed[1] ?? ''} or SQLAlchemy ${installed[2] ?? ''}`} is too old.`,
      where,
      remedy: 'Install newer ones (`pip install "alembic>=1.7.6" "SQLAlchemy>=1.4"`).',
      details,
    });
  }
  const lack = readLack(error);
  const place = describePlace(describeError(error, relate));
  return new UserError('python-environment', {
    what: lack?.what ?? `Alembic could not read the project: ${error.message}`,
    where: place ?? where,
    remedy:
      lack?.remedy ??
      (place === undefined
        ? `Run \`alembic history\` with this interpreter to see the same; where it is the wrong one, ${otherPython}.`
        : isRaisedIn(error)
          ? 'Mend that file: Alembic imports every revision file, whichever revision is asked for.'
          : 'Alembic imports every revision file, whichever revision is asked for. What this one imports fails: give that what it asks for (environment variables, files, installed packages).'),
    details,
  });
}

/** Whether the error was raised in the file that it names, and not in what that one called. */
function isRaisedIn({ file, traceback }: BridgeError): boolean {
  const last = Array.from(traceback.matchAll(/^ {2}File "([^"\n]+)"/gm)).at(-1)?.[1];
  return last === undefined || last === file;
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

/**
 * env.py failed before any revision was looked at.
 * @param remedy where the failure's own words tell none
 */
export function explainEnvironment(error: StepError, remedy: string): UserError {
  const lack = readLack(error);
  return new UserError('env-py', {
    what: lack?.what ?? `env.py could not be run: ${error.message}.`,
    where: describePlace(error) ?? 'env.py',
    remedy: lack?.remedy ?? remedy,
    ...(error.traceback === undefined ? {} : { details: error.traceback }),
  });
}

/** env.py, or the application that it loads, waits for something before any revision is begun. */
export function explainSlowEnvironment(limitMs: number, hung: StepResult['hung']): UserError {
  return new UserError('env-py', {
    what: `env.py did not come to the revisions within ${String(limitMs / 1000)} s.`,
    where: (hung === undefined ? undefined : describePlace(hung)) ?? 'env.py',
    remedy: 'Let it load no more than the models and the settings, or start beside the gate what it waits for (another server, such as Redis: `services:` of the job).',
    ...(hung?.sql === undefined ? {} : { details: hung.sql }),
  });
}

function describePlace({ file, line }: Pick<StepError, 'file' | 'line'>): string | undefined {
  return file === undefined ? undefined : `${file}${line === undefined ? '' : `:${String(line)}`}`;
}

function describeInterpreter({ command, origin }: Interpreter): string {
  return `${command.join(' ')}, found by: ${origin}`;
}
