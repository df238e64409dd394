import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatPath } from '../../../src/model/field-path.js';
import type { Request } from '../../../src/model/request.js';
import { coverage } from '../../../src/simulate/request/coverage.js';
import { loadMesh } from '../../../src/sets/load-mesh.js';
import type { WalkableMesh } from '../../../src/simulate/request/walkable.js';

const MESH = fileURLToPath(new URL('covered.yaml', import.meta.url));
let mesh: WalkableMesh;

beforeAll(async () => {
  mesh = await loadMesh(MESH);
});

function covered(...requests: readonly Request[]): readonly string[] {
  return coverage(mesh, requests)
    .filter((part) => part.covered)
    .map(({ resource, path }) => `${resource.kind} ${resource.name} ${formatPath(path)}`);
}

const at = (path: string, more: Partial<Request> = {}): Request => ({
  from: 'internet',
  url: `http://shop.example.com${path}`,
  ...more,
});

describe('coverage', () => {
  it('is of nothing without requests, and counts each part once', () => {
    const parts = coverage(mesh, []);
    expect(parts.filter((part) => part.covered)).toEqual([]);
    expect(
      parts.map(({ resource, path }) => `${resource.kind} ${resource.name} ${formatPath(path)}`),
    ).toEqual([
      'Gateway edge spec.servers[0]',
      'Gateway edge spec.servers[1]',
      'VirtualService api spec.http[0]',
      'VirtualService edge spec.http[0].match[0]',
      'VirtualService edge spec.http[0].match[1]',
      'VirtualService edge spec.http[1]',
      'VirtualService edge spec.http[2]',
      'VirtualService edge spec.tcp[0]',
      'AuthorizationPolicy nothing spec',
      'AuthorizationPolicy web spec.rules[0]',
      'AuthorizationPolicy web spec.rules[1]',
      'RequestAuthentication web spec.jwtRules[0]',
      'RequestAuthentication web spec.jwtRules[1]',
      'PeerAuthentication web spec.mtls',
      'PeerAuthentication web spec.portLevelMtls["9090"]',
      'NetworkPolicy closed spec.ingress',
      'NetworkPolicy web spec.ingress[0]',
      'NetworkPolicy web spec.ingress[1]',
    ]);
  });

  it('has what led a request to its end, and the match that it took', () => {
    expect(covered(at('/b'))).toEqual([
      'Gateway edge spec.servers[0]',
      'VirtualService edge spec.http[0].match[1]',
      'AuthorizationPolicy web spec.rules[0]',
      'PeerAuthentication web spec.mtls',
      'NetworkPolicy web spec.ingress[0]',
    ]);
  });

  it('has the routes of both, where a VirtualService delegates', () => {
    const delegated = covered(at('/api/x')).filter((text) => text.startsWith('VirtualService'));
    expect(delegated).toEqual(['VirtualService api spec.http[0]', 'VirtualService edge spec.http[1]']);
  });

  it('has no rule that only came nearest', () => {
    const denied = covered(at('/b', { method: 'DELETE' }));
    expect(denied.filter((text) => text.startsWith('AuthorizationPolicy'))).toEqual([]);
  });

  it('has the rule of a token that it took, and none where there is no token', () => {
    const tokens = (jwt: Request['jwt']): readonly string[] =>
      covered(at('/b', { jwt })).filter((text) => text.startsWith('RequestAuthentication'));
    expect(tokens({ iss: 'two' })).toEqual(['RequestAuthentication web spec.jwtRules[1]']);
    expect(tokens({ iss: 'three' })).toEqual([]);
  });

  it('has all ways that requests may take', () => {
    expect(covered(at('/split')).filter((text) => text.startsWith('AuthorizationPolicy'))).toEqual([
      'AuthorizationPolicy nothing spec',
      'AuthorizationPolicy web spec.rules[0]',
    ]);
  });

  it('has a policy that admits nothing, where it is what refuses', () => {
    const closed = covered({ from: 'shop/web', url: 'http://shut/' });
    expect(closed).toEqual(['NetworkPolicy closed spec.ingress']);
  });
});
