import type { Part } from './part.js';

/** An object as the webhook sees it. */
export interface Validated {
  readonly metadata: Part;
  readonly spec: Part;
  /** `default` where the object does not say. */
  readonly namespace: string;
}
