import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './program.js';

/** The Python of the machine, under a name in the cache. */
export const python: Program = {
  name: 'python',
  get version() {
    return ask('import platform; print(platform.python_version())') ?? 'missing';
  },
  binaries: ['python3'],
  builder: 'python3',
  build: (folder) => {
    const path = ask('import sys; print(sys.executable)');
    if (path === undefined) throw new Error('python3 is not on the PATH');
    writeFileSync(join(folder, 'python3'), `#!/bin/sh\nexec '${path}' "$@"\n`, { mode: 0o755 });
  },
};

function ask(question: string): string | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', question], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
