import { ConstructError } from '../constructs/construct-error.js';
import { SettingsError } from '../model/settings/settings-error.js';
import { SynthesisError } from './synthesis-error.js';

/** What a failed synthesis says: the mistake alone where it is the author's, and the trace where it is a program's. */
export function describeFailure(error: unknown): string {
  const known =
    error instanceof ConstructError || error instanceof SettingsError || error instanceof SynthesisError;
  const text = known
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  return `${text}\nNothing was written. dist is as it was.\n`;
}
