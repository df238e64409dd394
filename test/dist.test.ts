import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sets } from '../charts/sets.js';
import { render, type Rendering } from '../src/synth/render.js';

const FOLDER = 'dist';
const renderings = (): readonly Rendering[] =>
  sets().map(({ app, outdir, facts = {}, companions = [] }) => render(app, outdir, facts, companions));

describe('dist', () => {
  it('is what the charts make, byte for byte', async () => {
    for (const { folder, files, companions } of renderings()) {
      for (const [name, text] of [...files, ...companions]) {
        await expect(text).toMatchFileSnapshot(join('..', folder, name));
      }
    }
  });

  it('holds nothing else', () => {
    for (const { folder, files } of renderings()) {
      expect(readdirSync(folder).sort()).toEqual([...files.keys(), 'meshproof.lock'].sort());
    }
    expect(readdirSync(join(FOLDER, 'istio')).sort()).toEqual([
      'dev.yaml',
      'production.yaml',
      'staging.yaml',
    ]);
  });

  it('does not depend on the environment variables that change what cdk8s does', () => {
    const before = renderings().map(({ files }) => [...files]);
    process.env['CDK8S_DISABLE_SORT'] = '1';
    try {
      expect(renderings().map(({ files }) => [...files])).toEqual(before);
    } finally {
      delete process.env['CDK8S_DISABLE_SORT'];
    }
  });

  it('has the recommended labels on every object, and app and version on every pod', () => {
    const labels = ['name', 'instance', 'part-of', 'managed-by'].map((label) => `app.kubernetes.io/${label}`);
    for (const manifest of renderings().flatMap(({ manifests }) => manifests)) {
      expect(Object.keys(manifest.metadata['labels'] as object)).toEqual(expect.arrayContaining(labels));
      const spec = manifest['spec'] as
        { template?: { metadata: { labels: Record<string, string> } } } | undefined;
      if (spec?.template !== undefined)
        expect(Object.keys(spec.template.metadata.labels)).toEqual(
          expect.arrayContaining(['app', 'version']),
        );
    }
  });
});
