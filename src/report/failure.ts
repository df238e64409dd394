import { ConstructError } from '../constructs/construct-error.js';
import { SettingsError } from '../model/settings/settings-error.js';
import { ProofError } from '../simulate/closed-loop.js';
import { SynthesisError } from '../synth/synthesis-error.js';

const MISTAKES = [ConstructError, SettingsError, SynthesisError, ProofError];

/** What a failed synthesis says: the mistake alone where it is the author's, and the trace where it is a program's. */
export function describeFailure(error: unknown): string {
  const known = MISTAKES.some((mistake) => error instanceof mistake);
  const text =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  return `${text}\nNothing was written. dist is as it was.\n`;
}
