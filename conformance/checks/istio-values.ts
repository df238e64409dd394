import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import type { Check } from '../check.js';
import { differences, leaves } from '../contains.js';
import { configuration, installationOf } from '../installation.js';
import type { Problems } from '../problems.js';
import { istioctl } from '../programs/istioctl.js';
import { pathOf, run } from '../run-program.js';

/** The values file is one that `istioctl install -f` takes, and the MeshConfig that it leads to says what the file says. */
export const istioValues: Check = {
  name: 'istio-values',
  programs: [istioctl],
  run: async (environment) => {
    const installation = await installationOf(environment.istioValues);
    const values = parseDocument(readFileSync(environment.istioValues, 'utf8'));
    const wanted: unknown = values.toJS();
    const meshConfig = getPath(wanted, ['spec', 'meshConfig']);
    return [
      ...differences(meshConfig, parse(configuration(installation, 'istio', 'mesh'))),
      ...(await unknownFields(environment.istioValues)),
    ];
  },
  spoils: {
    'a field that MeshConfig does not have': {
      says: ['meshConfig.trustDomian is not known to Istio'],
      edit: ({ istioValues }) => {
        const text = readFileSync(istioValues, 'utf8');
        writeFileSync(istioValues, text.replace('trustDomain:', 'trustDomian:'));
      },
    },
  },
};

/**
 * A field of MeshConfig that Istio does not know is dropped in silence, and so is whatever it holds. A value of the
 * wrong type is refused where the field is known: what gets away with one is not known.
 */
async function unknownFields(file: string): Promise<Problems> {
  const text = readFileSync(file, 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-values-'));
  try {
    const problems: string[] = [];
    for (const path of leaves(getPath(parse(text), ['spec', 'meshConfig']))) {
      const values = parseDocument(text);
      values.setIn(['spec', 'meshConfig', ...path], { wrong: ['type'] });
      const wrong = join(folder, 'values.yaml');
      writeFileSync(wrong, values.toString());
      const { status } = await run(pathOf(istioctl), ['validate', '-f', wrong]);
      if (status === 0) problems.push(`meshConfig.${path.join('.')} is not known to Istio`);
    }
    return problems;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function getPath(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
