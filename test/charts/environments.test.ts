import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auralink } from '../../charts/auralink.js';
import { environmentNames, readEnvironment } from '../../charts/environments/read.js';
import { environmentSchema, type Environment } from '../../charts/environments/schema.js';
import { readSettings } from '../../src/index.js';

const FILE = 'charts/environments/production.yaml';
const TEXT = readFileSync(FILE, 'utf8');

/** What reading the production file says after some edits of its text. */
function complaint(...edits: readonly (readonly [string, string])[]): string {
  let text = TEXT;
  for (const [from, to] of edits) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  try {
    readSettings(FILE, environmentSchema, { text });
  } catch (error) {
    if (error instanceof Error) return `${error.message}\n`;
  }
  throw new Error('nothing was wrong');
}

describe('an environment file', () => {
  it('is read for each environment', () => {
    expect(environmentNames()).toEqual(['dev', 'production', 'staging']);
    expect(environmentNames().map((name) => readEnvironment(name).name)).toEqual(environmentNames());
  });

  it('is refused with every mistake at once, and the place of each', async () => {
    const said = complaint(
      ['  dashboard: 3\n', '  dashbord: 3\n'],
      ['  webrtc: 1.9.1\n', '  webrtc: latest\n'],
      ['  ai-core: 2\n', '  ai-core: two\n'],
      ['{ min: 3, max: 10, cpu: 70, memory: 80 }', '{ min: 11, max: 10, cpu: 170, memory: 80 }'],
      ['  - 10.20.0.0/16', '  - 10.20.0.0/33'],
      ['  cni: true', '  cni: yes'],
      ['outboundTrafficPolicy: REGISTRY_ONLY', 'outboundTrafficPolicy: REGISTRY_ONYL'],
      ['mode: hostNetwork,', 'mode: hostnetwork,'],
    );
    await expect(said).toMatchFileSnapshot('../../__snapshots__/errors/environment.txt');
  });

  it('is published as a JSON Schema for editors', () => {
    for (const name of environmentNames()) {
      const [first] = readFileSync(`charts/environments/${name}.yaml`, 'utf8').split('\n');
      expect(first).toBe('# yaml-language-server: $schema=./environment.schema.json');
    }
  });
});

describe('the platform in an environment', () => {
  const production = readEnvironment('production');
  const build = (change: Partial<Environment>) => () => auralink({ ...production, ...change });

  it('does not construct with hostNetwork and without the addresses of nodes', () => {
    expect(build({ nodeCidrs: [] })).toThrow(/hostNetwork needs nodeCidrs/);
  });

  it('does not construct with more participants than ports', () => {
    expect(build({ livekit: { ...production.livekit, participants: 6000 } })).toThrow(
      /two for each of 6000 participants/,
    );
  });

  it('does not construct with more connections than the server takes, and says it as docs/postgres.md does', () => {
    const { postgres } = production;
    const fewer = { ...postgres, direct: { ...postgres.direct, maxConnections: 360 } };
    const [, shown = ''] = /```text\n([\s\S]*?)```/.exec(readFileSync('docs/postgres.md', 'utf8')) ?? [];
    expect(shown).toMatch(/^auralink: postgres \(direct\) gets up to 330/);
    expect(build({ postgres: fewer })).toThrow(shown.trimEnd());
  });

  it('does not construct with plaintext to the database, except in dev', () => {
    const plaintext = (env: Environment) => () =>
      auralink({ ...env, postgres: { ...env.postgres, sslmode: 'prefer' } });
    expect(plaintext(production)).toThrow(/tls\.sslmode is "prefer", which sends or falls back to plaintext/);
    expect(plaintext(readEnvironment('dev'))).not.toThrow();
  });

  it('constructs with a Redis outside in dev, and with TLS where every program can be told', () => {
    const outside = (env: Environment, tls: boolean) => () => {
      const { maxClients, timeouts, retries, pools } = env.redis;
      const host = 'redis.example.com';
      return auralink({
        ...env,
        redis: { mode: 'external', host, tls, maxClients, timeouts, retries, pools },
      });
    };
    expect(outside(production, false)).toThrow(/tls is false, which sends the password in the clear/);
    expect(outside(production, true)).toThrow(/ingress-egress: client of redis: redis speaks TLS/);
    const { platform } = outside(readEnvironment('dev'), false)();
    expect(platform.facts['connections']).toHaveProperty('redis.maxclients', 1000);
    expect(platform.workloads.map(({ name }) => name)).not.toContain('redis');
  });

  it('does not construct with a public name that no certificate covers', () => {
    expect(build({ hosts: { ...production.hosts, api: 'api.auralink.dev' } })).toThrow(
      /no certificate covers "api.auralink.dev"/,
    );
  });

  it('names the line of the chart', () => {
    expect(build({ hosts: { ...production.hosts, api: 'api.auralink.dev' } })).toThrow(
      /at charts\/dashboard\.ts:\d+/,
    );
  });
});
