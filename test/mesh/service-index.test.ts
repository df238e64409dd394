import { expect, test } from 'vitest';
import { meshOf } from '../../src/mesh/mesh.js';
import { ASSUMPTIONS, manifestsOf } from '../simulate/set.js';

function ports(containers: string, ...services: readonly string[]) {
  const pod = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } }, spec: { ${containers} } } }`;
  const texts = services.map(
    (spec, i) => `
apiVersion: v1
kind: Service
metadata: { name: s${i}, namespace: shop }
spec: { selector: { app: web }, ports: [${spec}] }`,
  );
  return meshOf(manifestsOf(pod, ...texts), ASSUMPTIONS).services.ports.map(
    ({ number, protocol, app, ways }) => {
      return `${number}/${protocol} ${app} ${ways.map(({ service, port }) => `${service.ref.name}:${port.number}`).join(' ')}`.trim();
    },
  );
}

const ONE = 'containers: [{ name: main, ports: [{ containerPort: 8080, name: web }] }]';

test('a port of a container, and the Services that lead to it by number, by name or by default', () => {
  expect(ports(ONE)).toEqual(['8080/TCP detected']);
  expect(
    ports(
      ONE,
      '{ name: http, port: 80, targetPort: 8080 }',
      '{ name: http, port: 81, targetPort: web }',
      '{ name: http, port: 8080 }',
    ),
  ).toEqual(['8080/TCP http s0:80 s1:81 s2:8080']);
});

test('a port that only a Service knows is a port', () => {
  expect(ports(ONE, '{ name: tcp, port: 9090 }')).toEqual(['8080/TCP detected', '9090/TCP tcp s0:9090']);
});

test('a name that no container has leads nowhere', () => {
  expect(ports(ONE, '{ name: http, port: 80, targetPort: metrics }')).toEqual(['8080/TCP detected']);
});

test('a name is looked up for the protocol of the Service', () => {
  const dns =
    'containers: [{ name: main, ports: [{ containerPort: 5353, name: dns, protocol: UDP }, { containerPort: 53, name: dns }] }]';
  expect(ports(dns, '{ name: tcp-dns, port: 53, targetPort: dns }')).toEqual([
    '53/TCP tcp s0:53',
    '5353/UDP detected',
  ]);
});

test('Services that disagree on the protocol leave it to detection', () => {
  expect(ports(ONE, '{ name: tcp, port: 8080 }', '{ name: http, port: 80, targetPort: 8080 }')).toEqual([
    '8080/TCP detected s0:8080 s1:80',
  ]);
});

test('init containers count if they keep running', () => {
  const init = (policy: string) =>
    `initContainers: [{ name: log, ${policy} ports: [{ containerPort: 24224 }] }], ${ONE}`;
  expect(ports(init('restartPolicy: Always,'))).toEqual(['8080/TCP detected', '24224/TCP detected']);
  expect(ports(init(''))).toEqual(['8080/TCP detected']);
});
