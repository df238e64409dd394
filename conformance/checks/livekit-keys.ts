import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isBefore, LIVEKIT_VERSIONS } from '../../src/model/livekit/version.js';
import type { Check } from '../check.js';
import { keyProblems, strangers } from '../livekit/key-problems.js';
import { mountedConfig } from '../livekit/mounted-config.js';
import { realKeys, type RealKey } from '../livekit/real-keys.js';
import type { Problems } from '../problems.js';
import { livekitKeys } from '../programs/livekit-keys.js';
import { pathOf } from '../run-program.js';
import { livekitConfig } from './livekit-config.js';

/** The version of which the platform's server is a fork. It cannot be had; those before and after it can. */
const FORK = '1.9.1';

/**
 * The schema has the keys of livekit-server's own configuration, with their types, and the defaults of the newest: found
 * by reflection in every version that is written down as known. The environment's file has only keys that the versions
 * around the fork's have.
 */
export const livekitKeysCheck: Check = {
  name: 'livekit-keys',
  programs: [...livekitKeys.values()],
  environment: 'production',
  run: (environment, { note }) => {
    const config: unknown = parse(mountedConfig(environment.folder));
    const problems: string[] = [];
    for (const [version, program] of livekitKeys) {
      const keys = realKeys(readFileSync(pathOf(program), 'utf8'));
      note(`${version}: ${keys.length} keys`);
      problems.push(...keyProblems(keys, version));
      if (isAroundFork(version)) problems.push(...unknown(config, keys, version));
    }
    return Promise.resolve(problems);
  },
  spoils: {
    'a key that came after the fork': {
      says: ['livekit-server 1.8.4 has no debug_handler', 'livekit-server 1.9.11 has no debug_handler'],
      unseenBy: [livekitConfig],
      edit: ({ folder }) => {
        const file = join(folder, 'webrtc.k8s.yaml');
        const text = readFileSync(file, 'utf8');
        writeFileSync(file, text.replace(/^( +)(?=prometheus:$)/m, '$1debug_handler:\n$1  port: 6060\n$1'));
      },
    },
  },
};

function isAroundFork(version: string): boolean {
  const after = LIVEKIT_VERSIONS.find((known) => isBefore(FORK, known));
  const before = LIVEKIT_VERSIONS.findLast((known) => isBefore(known, FORK));
  return version === after || version === before;
}

function unknown(config: unknown, keys: readonly RealKey[], version: string): Problems {
  return strangers(config, keys).map((path) => `livekit-server ${version} has no ${path}`);
}
