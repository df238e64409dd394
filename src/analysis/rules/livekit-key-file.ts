import { allLivekitContainers, setting } from '../../mesh/livekit-server.js';
import { mountedFile, type MountedFile } from '../../mesh/mounted-file.js';
import { defineRule } from '../rule.js';

export const livekitKeyFile = defineRule({
  id: 'livekit-key-file',
  severity: 'error',
  what: 'The file of keys of a LiveKit server is not there, or everybody in the container may read it.',
  why: 'The server ends at once; of a file with permissions for others it says `key file others permissions must be set to 0`.',
  fix: 'Mount a Secret at that path with `defaultMode: 0400`, or 0440 with an `fsGroup`.',

  *check(manifest, mesh) {
    for (const one of allLivekitContainers(mesh)) {
      const { settings } = one;
      const file = setting(one, 'key_file');
      if (settings?.manifest !== manifest || typeof file !== 'string' || file.includes('$')) continue;
      const problem = problemOf(mountedFile(mesh.manifests, one.namespace, one.podSpec, one.container, file));
      if (problem !== undefined)
        yield { path: [...settings.path, 'key_file'], message: `key_file is ${file}: ${problem}` };
    }
  },
});

/** Others must have no permission at all (livekit `pkg/config/config.go`, ValidateKeys). */
function problemOf(mounted: MountedFile): string | undefined {
  if (mounted.kind === 'image') return 'no volume is mounted there';
  if (mounted.kind === 'unknown' || (mounted.mode & 0o7) === 0) return undefined;
  const mode = mounted.mode.toString(8).padStart(4, '0');
  return `its mode is ${mode}, with which others may read it`;
}
