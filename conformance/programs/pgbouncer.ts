import type { FoundProgram } from './program.js';

export const pgbouncer: FoundProgram = {
  name: 'PgBouncer',
  debianPackage: 'pgbouncer',
  binaries: ['pgbouncer'],
  // PATH lacks it for whoever is not root.
  folders: () => ['/usr/sbin'],
};
