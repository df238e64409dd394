import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a server did with a configuration. */
export interface Started {
  /** Whether it began to serve. Its status says nothing: it is 0 whatever happens. */
  readonly starts: boolean;
  readonly said: string;
}

const SERVING = 'starting LiveKit server';
/** A panic of Go goes on for pages. */
const MOST_SAID = 4000;
const PATIENCE_MS = 20_000;

/** Starts livekit-server with a configuration, and ends it as soon as it has said whether it serves. */
export function start(
  server: string,
  text: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-livekit-'));
  const file = join(folder, 'livekit.yaml');
  writeFileSync(file, text);
  return new Promise<Started>((resolve, reject) => {
    // Of our own environment it would read LIVEKIT_… and others.
    const child = spawn(server, ['--config', file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
    }, PATIENCE_MS);
    let said = '';
    const listen = (chunk: string): void => {
      said += chunk;
      if (said.includes(SERVING)) child.kill('SIGKILL');
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve({ starts: said.includes(SERVING), said: said.slice(0, MOST_SAID) });
    });
  }).finally(() => {
    rmSync(folder, { recursive: true });
  });
}
