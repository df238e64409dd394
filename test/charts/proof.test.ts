import { describe, expect, it } from 'vitest';
import { auralink } from '../../charts/auralink.js';
import { environmentNames, readEnvironment } from '../../charts/environments/read.js';
import { meshOf } from '../../src/mesh/mesh.js';
import { formatRef, refOf, type Manifest } from '../../src/model/manifest.js';
import { prove } from '../../src/simulate/prove.js';
import { renderSet } from '../../src/synth/render.js';

const { app, platform } = auralink(readEnvironment('production'));
const { manifests } = renderSet({ app, outdir: 'dist/production' }, []);

/** The pairs that the proof names after one manifest was changed, or left out. */
function pairsAfter(
  kind: string,
  id: string,
  change: (text: string) => string | undefined,
): readonly string[] {
  let found = 0;
  const changed = manifests.flatMap((manifest): readonly Manifest[] => {
    if (formatRef(refOf(manifest)) !== `${kind} ${id}`) return [manifest];
    found++;
    const text = JSON.stringify(manifest);
    const other = change(text);
    expect(other, 'the change changes something').not.toBe(text);
    return other === undefined ? [] : [JSON.parse(other) as Manifest];
  });
  expect(found).toBe(1);
  const { problems } = prove(meshOf(changed, platform.mesh), platform.intent);
  return problems.map(({ pair: { from, to } }) => `${from} → ${to.workload}:${to.port}`);
}

const without = (): undefined => undefined;

describe('the proof of AuraLink', () => {
  it.each(environmentNames())('closes in %s', (name) => {
    const built = auralink(readEnvironment(name));
    const set = renderSet({ app: built.app, outdir: `dist/${name}` }, []);
    expect(prove(meshOf(set.manifests, built.platform.mesh), built.platform.intent).problems).toEqual([]);
  });

  it('finds a policy that admits one method more', () => {
    const pairs = pairsAfter('AuthorizationPolicy', 'auralink/ai-core', (text) =>
      text.replace(
        '"methods":["POST"],"paths":["/api/v1/*"]',
        '"methods":["POST","DELETE"],"paths":["/api/v1/*"]',
      ),
    );
    expect(pairs).toEqual(['auralink/communication → auralink/ai-core:8000']);
  });

  it('finds a policy that is gone', () => {
    const pairs = pairsAfter('AuthorizationPolicy', 'auralink/mesh-routing', without);
    // The acknowledged hole for nodes is closed with it, which makes the acknowledgement stale.
    expect(pairs).toEqual([
      'auralink-media/webrtc → auralink/mesh-routing:8090',
      'node → auralink/mesh-routing:8090',
    ]);
  });

  it('finds an identity that nobody has', () => {
    const pairs = pairsAfter('AuthorizationPolicy', 'auralink/communication', (text) =>
      text.replace('/sa/ingress-egress', '/sa/ingress'),
    );
    expect(pairs).toEqual(['auralink-media/ingress-egress → auralink/communication:8008']);
  });

  it('finds a port that STRICT mTLS closes to a caller without a sidecar', () => {
    const pairs = pairsAfter('PeerAuthentication', 'auralink/redis', without);
    expect(pairs).toContain('auralink-media/webrtc → auralink/redis:6379');
  });

  it('finds a callee that the caller’s sidecar does not know', () => {
    const pairs = pairsAfter('Sidecar', 'auralink/dashboard', (text) =>
      text.replace('"auralink/redis.auralink.svc.cluster.local",', ''),
    );
    expect(pairs).toEqual(['auralink/dashboard → auralink/redis:6379']);
  });

  it('finds a network policy that forgets a caller', () => {
    const pairs = pairsAfter('NetworkPolicy', 'auralink/ai-core-inbound', (text) =>
      text.replace(
        '{"podSelector":{"matchLabels":{"app":"dashboard"}}}',
        '{"podSelector":{"matchLabels":{"app":"dashbord"}}}',
      ),
    );
    expect(pairs).toContain('auralink/dashboard → auralink/ai-core:8000');
  });

  it('finds a pod whose sidecar is switched off', () => {
    const pairs = pairsAfter('Deployment', 'auralink/dashboard', (text) =>
      text.replace(
        '"track":"stable","version"',
        '"sidecar.istio.io/inject":"false","track":"stable","version"',
      ),
    );
    expect(pairs).toContain('auralink/dashboard → auralink/redis:6379');
  });

  it('finds a Gateway that no gateway serves', () => {
    const pairs = pairsAfter('Gateway', 'auralink/edge', (text) =>
      text.replace('"ingressgateway"', '"ingress"'),
    );
    expect(pairs).toContain('internet → auralink/dashboard:8080');
  });
});
