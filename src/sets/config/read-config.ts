import { readFileSync } from 'node:fs';
import { configSchema, severitiesSchema, type Config } from '../../model/config/schema.js';
import { mistakeAt } from '../../model/settings/mistake-at.js';
import { parseSettings, readSettings } from '../../model/settings/read.js';
import { SettingsError } from '../../model/settings/settings-error.js';
import { ConfigError } from '../config-error.js';

/** A configuration that was read. */
export interface ReadConfig {
  /** As it is to be named. */
  readonly file: string;
  readonly config: Config;
  /** Judges the severities, now that all rules are known.
   *  @throws ConfigError for a rule that there is not */
  readonly checkRules: (ids: readonly string[]) => void;
  /** What is wrong with a field, although it is as the schema wants it. */
  readonly mistake: (path: readonly (string | number)[], message: string) => ConfigError;
}

/**
 * Reads a `meshproof.yaml`.
 * @throws ConfigError with every mistake in it
 */
export function readConfig(file: string): ReadConfig {
  const config = asConfigError(() => readSettings(file, configSchema));
  const text = readFileSync(file, 'utf8');
  return {
    file,
    config,
    checkRules(ids) {
      asConfigError(() => parseSettings(text, file, severitiesSchema(ids)));
    },
    mistake: (path, message) => new ConfigError(mistakeAt(text, file, path, message).message),
  };
}

function asConfigError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SettingsError) throw new ConfigError(error.message);
    throw error;
  }
}
