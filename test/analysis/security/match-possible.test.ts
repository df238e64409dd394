import { describe, expect, it } from 'vitest';
import { found, workload } from './sets.js';

const route = (match: string) =>
  found(
    workload('cart'),
    `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: cart, namespace: shop},
 spec: {hosts: [cart], http: [{match: [${match}], route: [{destination: {host: cart, port: {number: 80}}}]}]}}`,
  );

describe('paths and methods that no request has, in routes', () => {
  it.each([
    ['uri: {exact: /api/*}', 'no request has a path that is /api/*: `*` stands for itself'],
    ['uri: {prefix: /api/*}', 'no request has a path that starts with /api/*: `*` stands for itself'],
    ['uri: {prefix: api}', 'no request has a path that starts with api: paths start with `/`'],
    [
      "uri: {exact: '/api?a=1'}",
      'no request has a path that is /api?a=1: paths are compared without what follows `?`',
    ],
    [
      "uri: {prefix: '/v[12]/'}",
      'no request has a path that starts with /v[12]/: paths are no regular expressions, and none has "["',
    ],
    ['method: {exact: get}', 'requests have GET, and methods are compared letter by letter'],
    ["method: {exact: '*'}", 'no request has the method *: `*` stands for itself'],
  ])('%s', (match, message) => {
    expect(route(`{${match}}`)).toEqual([`error virtual-service-match-possible: ${message}`]);
  });

  it.each([
    "uri: {prefix: ''}",
    'uri: {prefix: /}',
    'uri: {exact: /api}',
    "uri: {regex: '/api/.*'}",
    'method: {exact: PURGE}',
    'method: {prefix: P}',
  ])('%s may be one', (match) => {
    expect(route(`{${match}}`)).toEqual([]);
  });
});
