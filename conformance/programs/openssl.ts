import type { FoundProgram } from './program.js';

/** Makes certificates. */
export const openssl: FoundProgram = {
  name: 'OpenSSL',
  debianPackage: 'openssl',
  binaries: ['openssl'],
  versionArgument: 'version',
  folders: () => [],
};
