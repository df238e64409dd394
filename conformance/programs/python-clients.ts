import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from './command.js';
import type { BuiltProgram } from './program.js';
import { sourceDigest } from './source-digest.js';

/**
 * An interpreter with the packages of `requirements.txt` in a folder beside the one of this file, each pinned.
 * @param library the package whose version is the program's, with what makes the program unique
 */
export function pythonClients(name: string, folderName: string, library: string): BuiltProgram {
  const requirements = fileURLToPath(new URL(`../${folderName}/requirements.txt`, import.meta.url));
  return {
    name,
    get version() {
      const lines = readFileSync(requirements, 'utf8').split('\n');
      const version =
        lines
          .find((line) => line.startsWith(`${library}==`))
          ?.split('==')
          .at(1) ?? '';
      return `${version}-${sourceDigest([requirements])}`;
    },
    binaries: ['bin/python'],
    builder: 'python3',
    build: (folder) => {
      command('python3', ['-m', 'venv', folder]);
      const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
      command(join(folder, 'bin/python'), [...pip, '-r', requirements]);
    },
  };
}
