import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pgxpool } from '../../../src/index.js';
import { httpWorkload, manifest, smallPlatform } from '../platform/small-platform.js';
import { postgresServer } from './postgres-server.js';

const EXPOSED = { ports: { rtp: { protocol: 'UDP' as const, number: 7882 } }, exposed: 'Media.' };

/** What the manifests say of a workload's pods: those asked for or scaled to, and the surge of a rollout. */
function podsInManifests(platform: ReturnType<typeof smallPlatform>, stateful: boolean): number {
  const spec = manifest(platform, stateful ? 'StatefulSet' : 'Deployment', 'web')['spec'] as unknown as {
    readonly replicas?: number;
    readonly strategy?: { readonly rollingUpdate: { readonly maxSurge: number } };
  };
  const scaled = (): number =>
    (manifest(platform, 'HorizontalPodAutoscaler', 'web')['spec'] as unknown as { maxReplicas: number })
      .maxReplicas;
  return (spec.replicas ?? scaled()) + (spec.strategy?.rollingUpdate.maxSurge ?? 0);
}

const count = fc.integer({ min: 1, max: 6 });
const replicas = fc.oneof(
  count,
  count.map((max) => ({ min: 1, max, cpu: 70 })),
);

describe('the connections of all pods', () => {
  it('are those of the pods in the manifests, and refused exactly where they are too many', () => {
    fc.assert(
      fc.property(
        replicas,
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        fc.boolean(),
        (replicas, max, stateful, media) => {
          const platform = smallPlatform();
          const overrides = {
            replicas,
            stateful,
            ...(media ? { media: EXPOSED, namespace: 'shop-media' } : {}),
          };
          httpWorkload(platform, 'web', overrides).usesPostgres(
            postgresServer(platform, { direct: { maxConnections: 100, reserved: 3 } }).direct,
            pgxpool({ url: 'DATABASE_URL' }, { max }),
          );
          let refused = false;
          try {
            platform.derive();
          } catch {
            refused = true;
          }
          const most = (platform.facts['connections'] as { 'db (direct)': { most: number } })['db (direct)']
            .most;
          expect(refused).toBe(most > 100 - 3 - 10);
          // A refused platform has no manifests.
          const counted = refused ? most : podsInManifests(platform, stateful) * max;
          expect(most).toBe(counted);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are in the lock, by endpoint and by workload', () => {
    const platform = smallPlatform();
    const { direct } = postgresServer(platform);
    httpWorkload(platform, 'web').usesPostgres(direct, pgxpool({ url: 'DATABASE_URL' }, { max: 20 }));
    httpWorkload(platform, 'api', { stateful: true }).usesPostgres(
      direct,
      pgxpool({ url: 'DATABASE_URL' }, { max: 5 }),
    );
    platform.derive();
    expect(platform.facts['connections']).toEqual({
      'db (direct)': {
        max_connections: 100,
        taken: { reserved: 3, 'of the pooler': 10 },
        most: 70,
        clients: { web: 60, api: 10 },
      },
    });
  });
});

describe('several pools of one workload', () => {
  it('count together, in the lock too', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    const { direct } = postgresServer(platform);
    web.usesPostgres(direct, pgxpool({ url: 'READ_URL' }, { max: 10 }));
    web.usesPostgres(direct, pgxpool({ url: 'WRITE_URL' }, { max: 5 }));
    platform.derive();
    expect(platform.facts['connections']).toMatchObject({
      'db (direct)': { most: 45, clients: { web: 45 } },
    });
  });

  it('count at the endpoint of each', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    const server = postgresServer(platform);
    web.usesPostgres(server.direct, pgxpool({ url: 'DIRECT_URL' }, { max: 10 }));
    web.usesPostgres(server.transactionPooler, pgxpool({ url: 'POOLED_URL' }, { max: 50 }));
    platform.derive();
    expect(platform.facts['connections']).toMatchObject({
      'db (direct)': { most: 30 },
      'db (transaction pooler)': { most: 150 },
    });
  });
});

describe('a canary', () => {
  it('has pods and a rollout of its own', () => {
    const platform = smallPlatform();
    const canary = { image: 'shop/thing:1.3.0', weight: 10, replicas: 2 };
    httpWorkload(platform, 'web', { replicas: { min: 1, max: 4, cpu: 70 }, canary }).usesPostgres(
      postgresServer(platform).direct,
      pgxpool({ url: 'DATABASE_URL' }, { max: 10 }),
    );
    platform.derive();
    const surge = ['web', 'web-canary'].map((name) => manifest(platform, 'Deployment', name)['spec']);
    expect(surge).toMatchObject([
      { strategy: { rollingUpdate: { maxSurge: 1 } } },
      { replicas: 2, strategy: { rollingUpdate: { maxSurge: 1 } } },
    ]);
    // 4 + 1, and 2 + 1.
    expect(platform.facts['connections']).toMatchObject({ 'db (direct)': { most: 80 } });
  });
});

describe('a workload with a pool', () => {
  it('may call the port of its server, and no other', () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web').usesPostgres(
      postgresServer(platform).direct,
      pgxpool({ url: 'DATABASE_URL' }),
    );
    platform.derive();
    const egress = JSON.stringify(manifest(platform, 'NetworkPolicy', 'web-outbound')['spec']);
    expect(egress).toContain('"port":5432');
    expect(egress).not.toContain('6543');
    expect(JSON.stringify(manifest(platform, 'Sidecar', 'web')['spec'])).toContain('shop/db.shop.example');
  });

  it('needs the Secrets of the server in its own namespace', () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web', { namespace: 'shop-media' }).usesPostgres(
      postgresServer(platform).direct,
      pgxpool({ url: 'DATABASE_URL' }),
    );
    expect(platform.secrets.list()).toEqual([
      { namespace: 'shop-media', name: 'db', keys: ['password', 'user'], users: ['web'] },
      { namespace: 'shop-media', name: 'db-ca', keys: ['ca.crt'], users: ['web'] },
    ]);
  });
});
