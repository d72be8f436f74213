import type { StepError } from '../observe/observation.ts';
import type { BridgeError, BridgeStatement, CurrentAnswer } from './protocol.ts';
import type { PythonEnded } from './process-end.ts';
import type { StepResult } from './runner.ts';

/** Makes an absolute path relative to the repository's root. */
export type Relate = (file: string) => string;

/** What the bridge answers has null where it knows nothing; an observation has no such field. */
export function describeStatement(statement: BridgeStatement, relate: Relate): StepResult['statements'][number] {
  const { sql, file, line, durationMs, rowCount, isBookkeeping, isFailed, ordinal, isAutocommit, impact } = statement;
  return {
    sql,
    ...describePlace(file, line, relate),
    durationMs,
    ...(rowCount === null ? {} : { rowCount }),
    isBookkeeping,
    isFailed,
    ...(ordinal === null ? {} : { ordinal }),
    isAutocommit,
    ...(impact === null ? {} : { reading: impact }),
  };
}

export function describeError(error: BridgeError, relate: Relate): StepError {
  const { type, message, code, file, line, sql, traceback, isIrreversible } = error;
  return {
    type,
    message,
    ...(code === null ? {} : { code }),
    ...describePlace(file, line, relate),
    ...(sql === null ? {} : { sql }),
    traceback,
    isIrreversible,
  };
}

export function describeHung({ sql, file, line }: CurrentAnswer, relate: Relate): NonNullable<StepResult['hung']> {
  return { ...(sql === null ? {} : { sql }), ...describePlace(file, line, relate) };
}

/** The process died, under a revision where it had begun one: `os._exit`, a signal, a crash of a C extension, or an answer that is none. */
export function describeEnd({ end, message }: PythonEnded): StepError {
  const words = end.output.trim();
  return { type: 'process-exit', message: end.begun === undefined ? message : `${message} in the middle of the revision`, isIrreversible: false, ...(words === '' ? {} : { traceback: words }) };
}

function describePlace(file: string | null, line: number | null, relate: Relate): { file?: string; line?: number } {
  return { ...(file === null ? {} : { file: relate(file) }), ...(line === null ? {} : { line }) };
}
