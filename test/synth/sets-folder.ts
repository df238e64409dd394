import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { afterEach, beforeEach } from 'vitest';
import { SynthError } from '../../src/synth/index.js';

let root: string;

/** Gives each test of a file an empty folder. */
export function useFolder(): void {
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'meshproof-sets-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
}

/** A path in the folder of the test. */
export function at(...path: readonly string[]): string {
  return join(root, ...path);
}

/** Writes a file, and the folders around it. */
export function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Every file below the folder of the test. */
export function everything(): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  );
}

/** The problems for which something is refused. Fails if nothing is, or if something was written nevertheless. */
export function refused(run: () => unknown): string {
  const before = JSON.stringify(everything());
  let thrown: unknown;
  try {
    run();
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof SynthError)) throw new Error('nothing was refused', { cause: thrown });
  if (JSON.stringify(everything()) !== before) throw new Error('something was written');
  return thrown.message.replaceAll(root, '<root>');
}

/** An app with one ConfigMap for each chart. */
export function appOf(charts: Readonly<Record<string, string>>): App {
  const app = new App();
  for (const [id, text] of Object.entries(charts)) {
    new ApiObject(new Chart(app, id), 'object', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: id },
      data: { text },
    });
  }
  return app;
}
