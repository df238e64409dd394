import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'src',
  'docs/schema',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
];

const manifestSchema = z.looseObject({
  dependencies: z.record(z.string(), z.string()),
  peerDependencies: z.record(z.string(), z.string()),
});

/** A project somewhere else that has the package installed, and nothing but what the package says it needs. */
export interface Installed {
  readonly project: string;
  /** The package's folder inside it. */
  readonly folder: string;
}

/** Packs the package with `npm pack` and installs it without a network. */
export function installElsewhere(): Installed {
  const base = mkdtempSync(join(tmpdir(), 'meshproof-pack-'));
  const project = join(base, 'project');
  const folder = join(project, 'node_modules/meshproof');
  mkdirSync(folder, { recursive: true });
  const tarball = join(base, pack(join(base, 'checkout'), base));
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
  const { dependencies, peerDependencies } = manifestSchema.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) link(name, project);
  return { project, folder };
}

/** From a copy without `lib/`, so that what a deleted source once compiled to is not packed. Returns the file's name. */
function pack(checkout: string, target: string): string {
  mkdirSync(checkout);
  for (const name of SOURCES) cpSync(join(root, name), join(checkout, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  const output = execFileSync('npm', ['pack', '--offline', '--json', `--pack-destination=${target}`], {
    cwd: checkout,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The build that runs before it may print lines of its own.
  const [packed] = z
    .array(z.looseObject({ filename: z.string() }))
    .parse(JSON.parse(output.slice(output.search(/^\[/m))));
  if (packed === undefined) throw new Error(`npm pack made nothing:\n${output}`);
  return packed.filename;
}

function link(name: string, project: string): void {
  const place = join(project, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), place);
}
