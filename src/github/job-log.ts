import * as core from '@actions/core';

/** The job's log, in chapters that fold. */
export interface JobLog {
  /** Writes text; nothing in it is a command to the runner. */
  readonly write: (text: string) => void;
  /** Ends the chapter before and begins one. */
  readonly begin: (title: string) => void;
  /** Ends the chapter, so that what follows stands in the open. */
  readonly end: () => void;
}

/** Makes the log of this job; it is the only way for text that others wrote to get there. */
export function openJobLog(): JobLog {
  let isInChapter = false;
  const end = (): void => {
    if (isInChapter) core.endGroup();
    isInChapter = false;
  };
  return {
    write: (text) => core.info(disarmCommands(text)),
    begin: (title) => {
      end();
      core.startGroup(title);
      isInChapter = true;
    },
    end,
  };
}

/**
 * Text in which the runner sees no command. It takes a line as one that begins with `::`, after any white space, and a line that has
 * `##[` anywhere; the first character of either is shown by its code instead.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function disarmCommands(text: string): string {
  return text.replaceAll(/^(\s*):(?=:)/gm, '$1\\x3a').replaceAll('##[', '\\x23#[');
}
