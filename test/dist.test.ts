import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../src/model/json.js';
import { sets } from '../charts/sets.js';
import { renderSet, type RenderedSet } from '../src/synth/render.js';

const FOLDER = 'dist';

function rendered(): readonly RenderedSet[] {
  return sets().map((set) => {
    const problems: string[] = [];
    const result = renderSet(set, problems);
    expect(problems).toEqual([]);
    return result;
  });
}

describe('dist', () => {
  it('is what the charts make, byte for byte', async () => {
    for (const { outdir, texts, lock } of rendered()) {
      for (const [name, text] of [...texts, ['meshproof.lock', lock] as const]) {
        await expect(text).toMatchFileSnapshot(join(outdir, name));
      }
    }
  });

  it('holds nothing else', () => {
    for (const { outdir, manifestFiles } of rendered()) {
      expect(readdirSync(outdir).sort()).toEqual(
        [...manifestFiles, 'Kustomization', 'meshproof.lock'].sort(),
      );
    }
    expect(readdirSync(join(FOLDER, 'istio')).sort()).toEqual([
      'dev.yaml',
      'production.yaml',
      'staging.yaml',
    ]);
  });

  it('does not depend on the environment variables that change what cdk8s does', () => {
    const before = rendered().map(({ texts }) => [...texts]);
    process.env['CDK8S_DISABLE_SORT'] = '1';
    try {
      expect(rendered().map(({ texts }) => [...texts])).toEqual(before);
    } finally {
      delete process.env['CDK8S_DISABLE_SORT'];
    }
  });

  it('has the recommended labels on every object, and app and version on every pod', () => {
    const labels = ['name', 'instance', 'part-of', 'managed-by'].map((label) => `app.kubernetes.io/${label}`);
    const manifests = rendered().flatMap((set) => set.manifests);
    for (const manifest of manifests) {
      expect(Object.keys(manifest.metadata['labels'] as object)).toEqual(expect.arrayContaining(labels));
    }
    const templates = manifests.flatMap(({ spec }) =>
      isJsonObject(spec) && isJsonObject(spec['template']) ? [spec['template']] : [],
    );
    expect(templates.length).toBeGreaterThan(0);
    for (const { metadata } of templates)
      expect(metadata).toMatchObject({
        labels: { app: expect.any(String) as string, version: expect.any(String) as string },
      });
  });
});
