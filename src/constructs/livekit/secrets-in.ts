import { formatPath } from '../../model/field-path.js';
import { livekitConfigSchema, type LiveKitConfig } from '../../model/livekit/config.js';
import { keysIn } from '../../model/livekit/walk.js';

/** Keys of which the value is a secret, wherever they are. */
const SECRETS = new Set(['keys', 'password', 'sentinel_password', 'credential', 'secret']);

/** What must not be in a ConfigMap. Values are not repeated. */
export function* secretsIn(config: LiveKitConfig): Iterable<string> {
  for (const { path } of keysIn(config, livekitConfigSchema)) {
    if (SECRETS.has(String(path.at(-1))))
      yield `config.${formatPath(path)} is in a ConfigMap that everybody reads, expected a reference to a Secret, or a file of one`;
  }
}
