import type { FoundProgram } from './program.js';

export const redisServer: FoundProgram = {
  name: 'Redis',
  debianPackage: 'redis-server',
  binaries: ['redis-server', 'redis-cli'],
  folders: () => [],
};
