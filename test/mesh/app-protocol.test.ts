import { expect, test } from 'vitest';
import { appProtocol } from '../../src/mesh/app-protocol.js';

// https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
test.each([
  ['http', undefined, 80, 'http'],
  ['http-metrics', undefined, 9090, 'http'],
  ['grpc-web-api', undefined, 80, 'http'],
  ['HTTP2', undefined, 80, 'http'],
  ['tcp-redis', undefined, 6379, 'tcp'],
  ['redis', undefined, 6379, 'tcp'],
  ['https', undefined, 443, 'tcp'],
  ['tls-turn', undefined, 5349, 'tcp'],
  ['metrics', undefined, 9090, 'detected'],
  ['', undefined, 8080, 'detected'],
  ['', undefined, 3306, 'tcp'],
  ['http', 'tcp', 80, 'tcp'],
  ['web', 'grpc', 80, 'http'],
  ['web', 'kubernetes.io/h2c', 80, 'http'],
] as const)('a port named "%s" with appProtocol %s at %d is %s', (name, protocol, number, app) => {
  const port = { number, name, protocol: 'TCP', target: number } as const;
  expect(appProtocol(protocol === undefined ? port : { ...port, appProtocol: protocol })).toBe(app);
});
