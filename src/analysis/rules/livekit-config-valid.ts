import { allLivekitContainers } from '../../mesh/livekit-server.js';
import { programTexts } from '../../mesh/program-texts.js';
import { formatPath } from '../../model/field-path.js';
import { isBefore, LIVEKIT_VERSIONS } from '../../model/livekit/version.js';
import { asGoReads } from '../../model/livekit/go-values.js';
import { livekitConfigProblems } from '../../model/livekit/problems.js';
import type { FieldProblem } from '../../model/check-fields.js';
import { problemViolation } from '../problem-violation.js';
import { defineRule } from '../rule.js';

export const livekitConfigValid = defineRule({
  id: 'livekit-config-valid',
  severity: 'error',
  what: 'A configuration of LiveKit has a key or a value that livekit-server does not take, or does not do.',
  why: 'Its parser is strict: the server ends, with status 0, and its pod is shown as completed.',
  fix: 'Write what is expected; the keys are in the `config-sample.yaml` of the version.',

  *check(manifest, mesh) {
    const read = new Set<string>();
    for (const { settings, version, isStrict } of allLivekitContainers(mesh)) {
      if (settings?.manifest !== manifest || settings.config === undefined) continue;
      const place = formatPath(settings.path);
      if (read.has(place)) continue;
      read.add(place);
      for (const problem of problemsOf(settings.config, version, isStrict))
        yield problemViolation(problem, settings.path);
    }
    // Of a server that is not in the set.
    for (const { path, form, value } of programTexts(manifest)) {
      if (form !== 'livekit' || read.has(formatPath(path))) continue;
      for (const problem of problemsOf(value)) yield problemViolation(problem, path);
    }
  },

  *checkFile({ form, value }) {
    if (form !== 'livekit') return;
    for (const problem of problemsOf(value)) yield problemViolation(problem);
  },
});

const NEWEST = LIVEKIT_VERSIONS.at(-1) ?? '';

/** Of an unknown version the keys of all versions count; of one that is newer than the newest known, any key. */
function problemsOf(written: unknown, version?: string, isStrict = true): readonly FieldProblem[] {
  const config = asGoReads(written);
  const isNewer = version !== undefined && isBefore(NEWEST, version);
  return livekitConfigProblems(config, version ?? NEWEST).filter(({ path, expected }) => {
    // How strong a key is has a rule of its own.
    if (path[0] === 'keys') return false;
    if (expected.startsWith('no such key after')) return isStrict && version !== undefined && !isNewer;
    if (expected.startsWith('no such key')) return isStrict && !isNewer;
    return true;
  });
}
