/** How the project's Python failed. */
export interface PythonFailure {
  /** The exception's class: `KeyError`, `pydantic_core._pydantic_core.ValidationError`. */
  readonly type: string;
  /** One line. */
  readonly message: string;
  readonly traceback?: string;
}

/** What the project wants of where it runs and does not find there: two sentences for people. */
export interface Lack {
  readonly what: string;
  /** The option, variable or command that mends it. */
  readonly remedy: string;
}

/** Tells a lack from a failure by its words; undefined where they say something else. */
export type ReadLack = (failure: PythonFailure) => Lack | undefined;
