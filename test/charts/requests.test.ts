import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatPath } from '../../src/model/field-path.js';
import { requestsSchema, type Request } from '../../src/model/request.js';
import { readSettings } from '../../src/model/settings/read.js';
import { coverageText } from '../../src/report/request/coverage.js';
import { coverage } from '../../src/simulate/request/coverage.js';
import { loadMesh } from '../../src/sets/load-mesh.js';
import type { WalkableMesh } from '../../src/simulate/request/walkable.js';
import '../../src/vitest/index.js';

const FOLDER = fileURLToPath(new URL('requests', import.meta.url));
const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** Modes that hold for ports of which others say more, and a policy for pods that have a sidecar, of which there are none. */
const UNASKED: Readonly<Record<string, readonly string[]>> = {
  dev: [],
  staging: [],
  production: [
    'AuthorizationPolicy auralink-media/default-deny spec',
    'PeerAuthentication auralink/dashboard spec.mtls',
    'PeerAuthentication auralink-media/default spec.mtls',
    'PeerAuthentication auralink/mesh-routing spec.mtls',
    'PeerAuthentication auralink/redis spec.mtls',
  ],
};

describe.each(readdirSync(FOLDER))('%s', (file) => {
  const name = file.replace('.yaml', '');
  const requests: readonly Request[] = readSettings(join(FOLDER, file), requestsSchema);
  let mesh: WalkableMesh;

  beforeAll(async () => {
    mesh = await loadMesh(join(DIST, name));
  });

  it.each(requests.map((request) => [request.id, request] as const))('%s', (_, request) => {
    const { expect: expected } = request;
    if (expected === undefined) throw new Error('a request of the platform says what is expected');
    expect(mesh).toAnswer(request, expected);
  });

  it('leaves nothing of edge, routes and policies unasked, and nothing unknown', () => {
    const parts = coverage(mesh, requests);
    process.stdout.write(`${name}  ${coverageText(parts, () => undefined).split('\n decided')[0] ?? ''}`);
    const unasked = parts
      .filter(({ covered, kind }) => !covered && kind !== 'NetworkPolicy')
      .map(
        ({ kind, resource, path }) => `${kind} ${resource.namespace}/${resource.name} ${formatPath(path)}`,
      );
    expect(unasked).toEqual(UNASKED[name]);
    expect(requests.filter((request) => mesh.walk(request).outcome === 'unknown')).toEqual([]);
  });
});
