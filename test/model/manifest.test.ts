import { describe, expect, it } from 'vitest';
import {
  formatRef,
  groupOf,
  identityOf,
  refOf,
  type Manifest,
  type ResourceRef,
} from '../../src/model/manifest.js';

const service: Manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' } };
const ref: ResourceRef = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' };

describe('refOf', () => {
  it('names the object', () => {
    expect(refOf(service)).toEqual(ref);
  });

  it.each([
    ['has none', {}],
    ['has null', { namespace: null }],
    ['has no text', { namespace: 1 }],
  ])('has an empty namespace where the manifest %s', (_, metadata) => {
    expect(refOf({ ...service, metadata: { name: 'web', ...metadata } })).toEqual({ ...ref, namespace: '' });
  });
});

describe('formatRef', () => {
  it('names the namespace if there is one', () => {
    expect(formatRef(ref)).toBe('Service shop/web');
    expect(formatRef({ ...ref, kind: 'Namespace', namespace: '', name: 'shop' })).toBe('Namespace shop');
  });
});

describe('groupOf', () => {
  it.each([
    ['v1', ''],
    ['apps/v1', 'apps'],
    ['networking.istio.io/v1', 'networking.istio.io'],
  ])('of %s is %j', (apiVersion, group) => {
    expect(groupOf(apiVersion)).toBe(group);
  });
});

describe('identityOf', () => {
  const gateway: ResourceRef = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    namespace: 'shop',
    name: 'web',
  };

  it('does not depend on the version', () => {
    expect(identityOf({ ...gateway, apiVersion: 'networking.istio.io/v1beta1' })).toBe(identityOf(gateway));
  });

  it.each([
    ['group', { apiVersion: 'gateway.networking.k8s.io/v1' }],
    ['kind', { kind: 'Sidecar' }],
    ['namespace', { namespace: '' }],
    ['name', { name: 'api' }],
  ])('depends on the %s', (_, change) => {
    expect(identityOf({ ...gateway, ...change })).not.toBe(identityOf(gateway));
  });
});
