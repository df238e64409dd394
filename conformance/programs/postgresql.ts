import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundProgram } from './program.js';

/** Debian keeps the programs of a server outside of PATH, in a folder for each major version. */
const VERSIONS = '/usr/lib/postgresql';

export const postgresql: FoundProgram = {
  name: 'PostgreSQL',
  debianPackage: 'postgresql',
  binaries: ['postgres', 'initdb', 'psql'],
  folders: () =>
    existsSync(VERSIONS)
      ? readdirSync(VERSIONS)
          .sort((a, b) => Number(b) - Number(a))
          .map((version) => join(VERSIONS, version, 'bin'))
      : [],
};
