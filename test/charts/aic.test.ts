import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { auralink } from '../../charts/auralink.js';
import { environmentNames, readEnvironment } from '../../charts/environments/read.js';
import { environmentSchema, type Environment } from '../../charts/environments/schema.js';
import { readSettings } from '../../src/index.js';
import { renderSet } from '../../src/synth/render.js';
import { lineDiff } from './line-diff.js';

const FILE = 'charts/environments/production.yaml';
const TEXT = readFileSync(FILE, 'utf8');
const LINE = 'aic:\n  enabled: false\n';

function read(to: string): Environment {
  expect(TEXT).toContain(LINE);
  return readSettings(FILE, environmentSchema, { text: TEXT.replace(LINE, to) });
}

function rendered(env: Environment): ReadonlyMap<string, string> {
  return renderSet({ app: auralink(env).app, outdir: 'dist/production' }, []).texts;
}

function difference(before: Environment, after: Environment): string {
  const [old, now] = [rendered(before), rendered(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  return lineDiff(names.map((name) => ({ name, before: old.get(name) ?? '', after: now.get(name) ?? '' })));
}

/** The files of a set's ConfigMaps, by name of file. */
function configFiles(name: string): Readonly<Record<string, unknown>> {
  const { manifests } = renderSet({ app: auralink(readEnvironment(name)).app, outdir: `dist/${name}` }, []);
  return Object.assign(
    {},
    ...manifests.map(({ kind, data }) => (kind === 'ConfigMap' ? data : {})),
  ) as Record<string, unknown>;
}

describe('AIC in AuraLink', () => {
  it('is off in every environment, and without a word in the file', () => {
    expect(environmentNames().map((name) => readEnvironment(name).aic.enabled)).toEqual([
      false,
      false,
      false,
    ]);
    expect(read('').aic).toEqual({ enabled: false });
  });

  it('is switched on by one line, with an effect that a reviewer sees whole', async () => {
    const on = read(LINE.replace('false', 'true'));
    await expect(difference(read(LINE), on)).toMatchFileSnapshot('../../__snapshots__/aic-switched-on.diff');
  });

  it.each(environmentNames())(
    'leads in %s to a port that a Service has under the protocol of the URL',
    (name) => {
      const { manifests } = renderSet(
        { app: auralink(readEnvironment(name)).app, outdir: `dist/${name}` },
        [],
      );
      const file = parse(String(configFiles(name)['aic_protocol.yaml'])) as {
        aic_protocol: { ai_core_endpoint: string };
      };
      const { protocol, hostname, port } = new URL(file.aic_protocol.ai_core_endpoint);
      const ports = manifests.flatMap((manifest) =>
        manifest.kind === 'Service' &&
        hostname ===
          `${manifest.metadata.name}.${(manifest.metadata as { namespace?: string }).namespace ?? ''}.svc.cluster.local`
          ? (manifest as unknown as { spec: { ports: { name: string; port: number }[] } }).spec.ports
          : [],
      );
      expect(ports).toContainEqual(
        expect.objectContaining({ port: Number(port), name: protocol.replace(':', '') }),
      );
    },
  );

  it('keeps out of the file of LiveKit, which would not start with it', () => {
    expect(configFiles('production')['livekit.yaml']).not.toContain('aic');
  });

  it('is refused with every mistake at its place', async () => {
    const mistakes = `aic:
  enabled: on
  mode: agressive
  modes: { adaptive: { reduction: 80, minQuality: 0.85 } }
  fallback: { after: 100 }
`;
    const orders = `aic:
  enabled: true
  modes: { adaptive: { reduction: 95%, maxLatency: 28ms } }
  rtpExtensionId: 15
  abTest: 120%
`;
    const said = [mistakes, orders].map((text) => {
      try {
        read(text);
      } catch (error) {
        if (error instanceof Error) return `${error.message.replaceAll(/^(\S+):\d+:/gm, '$1:LINE:')}\n`;
      }
      throw new Error('nothing was wrong');
    });
    await expect(said.join('\n')).toMatchFileSnapshot('../../__snapshots__/errors/aic-settings.txt');
  });

  it('does not construct with times beyond the deadline of its calls', () => {
    const env = read('aic:\n  enabled: true\n  fallback: { after: 30ms }\n');
    expect(() => auralink(env)).toThrow(
      /aic\.fallback\.after is 30ms, expected less than the deadline of the call, 30ms[^]*charts\/\S+\.ts:\d+/,
    );
  });
});
