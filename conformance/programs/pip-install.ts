import { spawnSync } from 'node:child_process';

/** `pip install` of packages with versions into a folder of their own; what it says is in the error when it fails. */
export function pipInstall(folder: string, ...packages: readonly string[]): void {
  const { status, error, stdout, stderr } = spawnSync(
    'python3',
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, ...packages],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`pip install ${packages.join(' ')} failed:\n${(stdout + stderr).trim()}`);
}
