import { itemsAt, stringAt } from '../../mesh/fields.js';
import {
  argumentsOf,
  flag,
  hasUnseenVariables,
  livekitContainers,
  setting,
  type LiveKitContainer,
} from '../../mesh/livekit-server.js';
import { defineRule } from '../rule.js';

export const livekitKeysGiven = defineRule({
  id: 'livekit-keys-given',
  severity: 'error',
  what: 'A LiveKit server has no API keys.',
  why: 'It ends at once: `one of key-file or keys must be provided`.',
  fix: 'Set `LIVEKIT_KEYS` from a Secret with lines `key: secret`, or mount one as `key_file`.',

  *check(manifest, mesh) {
    for (const one of livekitContainers(manifest, mesh)) {
      if (hasKeys(one)) continue;
      yield {
        path: [...one.path, 'name'],
        message: 'neither LIVEKIT_KEYS nor keys or key_file of its configuration gives it a key',
      };
    }
  },
});

/** Also where nobody can tell: the configuration or some variables come from outside of the set. */
function hasKeys(one: LiveKitContainer): boolean {
  const { container, settings } = one;
  if (settings?.config === undefined || hasUnseenVariables(container)) return true;
  if (setting(one, 'keys') !== undefined || setting(one, 'key_file') !== undefined) return true;
  if (setting(one, 'development') === true) return true;
  const args = argumentsOf(container);
  if (args.includes('--dev') || ['keys', 'key-file'].some((name) => flag(args, name) !== undefined))
    return true;
  const names = itemsAt(container, 'env').map((variable) => stringAt(variable, 'name'));
  return names.some((name) => name === 'LIVEKIT_KEYS' || name === 'LIVEKIT_KEY_FILE');
}
