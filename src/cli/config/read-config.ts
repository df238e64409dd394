import { readFileSync } from 'node:fs';
import type { Config } from '../../model/config/schema.js';
import { UsageError } from '../usage-error.js';

/** A configuration that was read. */
export interface ReadConfig {
  /** As it is to be named. */
  readonly file: string;
  readonly config: Config;
  /** Judges the severities, now that all rules are known.
   *  @throws UsageError for a rule that there is not */
  readonly checkRules: (ids: readonly string[]) => void;
  /** What is wrong with a field, although it is as the schema wants it. */
  readonly mistake: (path: readonly (string | number)[], message: string) => UsageError;
}

/**
 * Reads a `meshproof.yaml`. What it takes to read one is loaded only now: most runs have none.
 * @throws UsageError with every mistake in it
 */
export async function readConfig(file: string): Promise<ReadConfig> {
  const [
    { configSchema, severitiesSchema },
    { parseSettings, readSettings },
    { SettingsError },
    { mistakeAt },
  ] = await Promise.all([
    import('../../model/config/schema.js'),
    import('../../model/settings/read.js'),
    import('../../model/settings/settings-error.js'),
    import('../../model/settings/mistake-at.js'),
  ]);
  const asUsage = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      if (error instanceof SettingsError) throw new UsageError(error.message);
      throw error;
    }
  };
  const config = asUsage(() => readSettings(file, configSchema));
  const text = readFileSync(file, 'utf8');
  return {
    file,
    config,
    checkRules(ids) {
      asUsage(() => parseSettings(text, file, severitiesSchema(ids)));
    },
    mistake: (path, message) => new UsageError(mistakeAt(text, file, path, message).message),
  };
}
