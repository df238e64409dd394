import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { meshConfigIn, withMeshConfig } from '../../../src/mesh/load/mesh-config.js';
import { meshOf } from '../../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../../src/model/assumptions.js';
import { requestsSchema } from '../../../src/model/request.js';
import { readSettings } from '../../../src/model/settings/read.js';
import { compile } from '../../../src/simulate/request/compile.js';
import { expectationProblem } from '../../../src/simulate/request/expectation.js';
import { walk } from '../../../src/simulate/request/walk.js';
import { manifestsOf } from '../set.js';

// The real programs meet the same expectations: `npm run conformance -- --only fidelity`.
const FOLDER = fileURLToPath(new URL('../../../conformance/fixtures/', import.meta.url));

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const mesh = readFileSync(join(FOLDER, name, 'mesh.yaml'), 'utf8');
  const manifests = manifestsOf(mesh);
  const meshConfig = meshConfigIn({ manifests, installations: [] }, DEFAULT_ASSUMPTIONS.rootNamespace);
  const compiled = compile(meshOf(manifests, withMeshConfig(DEFAULT_ASSUMPTIONS, meshConfig)));
  const requests = readSettings(join(FOLDER, name, 'requests.yaml'), requestsSchema);

  it.each(requests.map((request) => [request.id, request] as const))('%s', (_id, request) => {
    expect(request.expect).toBeDefined();
    expect(expectationProblem(request, walk(compiled, request))).toBeUndefined();
  });
});
