import { allLivekitContainers, type LiveKitContainer } from '../../mesh/livekit-server.js';
import { isBefore, LIVEKIT_VERSIONS } from '../../model/livekit/version.js';
import { asGoReads } from '../../model/livekit/go-values.js';
import { livekitConfigProblems } from '../../model/livekit/problems.js';
import type { FieldProblem } from '../../model/check-fields.js';
import { defineRule } from '../rule.js';

export const livekitConfigValid = defineRule({
  id: 'livekit-config-valid',
  severity: 'error',
  what: 'A configuration of LiveKit has a key or a value that livekit-server does not take, or does not do.',
  why: 'Its parser is strict: the server ends, with status 0, and its pod is shown as completed.',
  fix: 'Write what is expected; the keys are in the `config-sample.yaml` of the version.',

  *check(manifest, mesh) {
    for (const one of allLivekitContainers(mesh)) {
      const { settings } = one;
      if (settings?.manifest !== manifest || settings.config === undefined) continue;
      for (const { path, value, expected } of problemsOf(one)) {
        const said = value === undefined || value === '…' ? '' : `, found ${JSON.stringify(value)}`;
        yield {
          path: [...settings.path, ...path],
          isKey: value === '…',
          message: `${expectation(expected)}${said}`,
        };
      }
      return;
    }
  },
});

const NEWEST = LIVEKIT_VERSIONS.at(-1) ?? '';

/** Of an unknown version the keys of all versions count; of one that is newer than the newest known, any key. */
function problemsOf({ settings, version, isStrict }: LiveKitContainer): readonly FieldProblem[] {
  const config = asGoReads(settings?.config);
  const isNewer = version !== undefined && isBefore(NEWEST, version);
  return livekitConfigProblems(config, version ?? NEWEST).filter(({ path, expected }) => {
    // How strong a key is has a rule of its own.
    if (path[0] === 'keys') return false;
    if (expected.startsWith('no such key after')) return isStrict && version !== undefined && !isNewer;
    if (expected.startsWith('no such key')) return isStrict && !isNewer;
    return true;
  });
}

function expectation(expected: string): string {
  return expected.startsWith('no such key') ? expected : `expected ${expected}`;
}
