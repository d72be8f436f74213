/** Somebody's setting of the label, as GitHub's timeline has it. */
export interface LabelEvent {
  readonly id: number;
  /** The login: `ada`, `renovate[bot]`. */
  readonly by: string;
  /** ISO 8601 in UTC, whole seconds: `2026-11-21T14:03:00Z`. */
  readonly at: string;
}

/** What is known of the label that agrees to operations. */
export type Approval =
  | { readonly state: 'not-set'; readonly label: string }
  | {
      readonly state: 'set';
      readonly label: string;
      readonly event: LabelEvent;
      /** Digests of the operations that the comment showed when the label was set. */
      readonly covers: ReadonlySet<string>;
    }
  /** `why` is a sentence or two: what happened, and what to do about it. */
  | { readonly state: 'unknown'; readonly label: string; readonly why: string };
