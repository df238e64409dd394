import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Pod } from '../envoy/world/pod.js';
import { clusterObjects } from '../envoy/world/objects.js';
import type { Manifest } from '../manifests.js';
import { cacheFolder } from '../programs/cache.js';
import { networkConfigAnalyzer } from '../programs/network-config-analyzer.js';

const SCRIPT = fileURLToPath(new URL('allowed.py', import.meta.url));

/** A TCP connection: from and to the name of a pod, `<namespace>/<name>`, or an address. */
export type Connection = readonly [from: string, to: string, port: number];

/** Which connections a set's NetworkPolicies allow, in the order of the question, as an independent program reads them. */
export async function allowedConnections(
  manifests: readonly Manifest[],
  pods: readonly Pod[],
  connections: readonly Connection[],
): Promise<readonly boolean[]> {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-policies-'));
  try {
    const file = join(folder, 'policies.yaml');
    const own = pods.filter(({ hostNetwork }) => !hostNetwork);
    const namespaces = new Set([...own.map(({ namespace }) => namespace)]);
    const objects = [
      ...manifests.filter(({ kind }) => kind === 'NetworkPolicy'),
      ...[...namespaces].map((name) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        // The API server gives every namespace this label.
        metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      })),
      ...clusterObjects(own, []),
    ];
    writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    return await run({ manifests: file, pairs: connections });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function run(question: object): Promise<readonly boolean[]> {
  const child = spawn('python3', [SCRIPT], {
    env: { ...process.env, PYTHONPATH: cacheFolder(networkConfigAnalyzer), PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(JSON.stringify(question));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(`network-config-analyzer: ${stderr.trim().slice(-1000)}`);
  return z.array(z.boolean()).parse(JSON.parse(stdout));
}
