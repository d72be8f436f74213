/** Where a variable is to be set; one or more with a made-up value follow. */
export const inEnvironment = 'in the environment of the gate (`env:` of the job, or before the command); values made up for the check do, because every connection goes to the throw-away database:';

/** The remedy that gives another interpreter. */
export const otherPython = 'set the option `python` to an interpreter that has the project installed, such as `.venv/bin/python` or `uv run python`';
