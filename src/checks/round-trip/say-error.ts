import type { StepError } from '../../observe/observation.ts';
import type { Evidence } from '../check.ts';

/**
 * An error in a sentence. What a server, a driver or Alembic says speaks for itself; Python's own `'name'` does not without its `KeyError`.
 */
export function sayError({ type, message, code }: Pick<StepError, 'type' | 'message' | 'code'>): string {
  return code === undefined && /^\w+(Error|Exception|Iteration)$/.test(type) && message !== type ? `${type}: ${message}` : message;
}

/** What else is to be said after an error, each a sentence or nothing. */
export function tellAfter({ message }: Pick<StepError, 'message'>, ...sentences: readonly string[]): string {
  const said = sentences.filter((sentence) => sentence !== '');
  return said.length === 0 ? '' : `${endSentence(message).slice(message.length)} ${said.join(' ')}`;
}

/** With a full stop where there is no end yet: an error's words may have one. */
export function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The traceback, where there is one, and the statement. */
export function showError({ traceback, message, sql }: StepError): Evidence {
  return { error: traceback ?? message, ...(sql === undefined ? {} : { sql }) };
}
