// What really happens to requests: `npm run observe -- FOLDER… --requests FILE` prints a JSON list of verdicts.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { requestsSchema } from '../src/model/request.js';
import { isManifest } from '../src/model/manifest.js';
import { meshConfigIn } from '../src/mesh/load/mesh-config.js';
import { readSettings } from '../src/model/settings/read.js';
import { DEFAULT_ASSUMPTIONS } from '../src/model/assumptions.js';
import { RunningMesh } from './envoy/mesh/running-mesh.js';
import { observe } from './envoy/verdict/request.js';
import { parseManifests } from './manifests.js';
import { trustDomainOf } from './mesh-config.js';
import { prepare } from './prepare.js';
import { envoy } from './programs/envoy.js';
import { istiod } from './programs/istiod.js';
import { pooled } from './proof/pool.js';

const USAGE = 'npm run observe -- FOLDER… --requests FILE';
const AT_ONCE = 16;

/** Returns the exit code. */
async function main(folders: readonly string[], file: string): Promise<number> {
  for (const program of [istiod, envoy]) {
    const prepared = prepare(program, (line) => process.stderr.write(`${line}\n`));
    if (prepared.state === 'ready') continue;
    process.stderr.write(`${prepared.reason}\n`);
    return 2;
  }
  const requests = readSettings(file, requestsSchema);
  const manifests = folders.flatMap((folder) => manifestsOf(folder, file)).filter(isManifest);
  const meshConfig = meshConfigIn({ manifests, installations: [] }, DEFAULT_ASSUMPTIONS.rootNamespace);
  const mesh = await RunningMesh.start(manifests, {
    ...(meshConfig === undefined ? {} : { meshConfig, ...trustDomainOf(meshConfig) }),
    gateway: DEFAULT_ASSUMPTIONS.gateway,
    sources: requests.flatMap(({ sourceIp }) => sourceIp ?? []),
  });
  try {
    const { refused, warnings } = mesh.istiod;
    for (const { object, message } of [...refused, ...warnings])
      process.stderr.write(`${object}: ${message}\n`);
    const verdicts = await pooled(requests, AT_ONCE, (request, index) =>
      observe(mesh, request, request.id ?? `r${index + 1}`),
    );
    process.stdout.write(`${JSON.stringify(verdicts, undefined, 2)}\n`);
    return 0;
  } finally {
    await mesh.stop();
  }
}

/** The manifests of every file of a folder but the one of the requests. */
function manifestsOf(folder: string, requests: string): ReturnType<typeof parseManifests> {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => /\.ya?ml$/.test(file) && resolve(file) !== resolve(requests))
    .flatMap((file) => parseManifests(readFileSync(file, 'utf8'), file));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { requests: { type: 'string' } },
});
if (positionals.length === 0 || values.requests === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await main(positionals, values.requests);
}
