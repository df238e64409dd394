import type { SecretRef } from '../platform/secret.js';
import type { Volume } from '../platform/workload-props.js';

/** What a program is given so that its client of a store is set up: variables and files. */
export interface ClientSettings {
  /** Variables of the container; passwords by reference. */
  readonly env: Readonly<Record<string, string | SecretRef>>;
  /** Volumes by name. */
  readonly volumes: Readonly<Record<string, Volume>>;
}
