import type { Pod } from './pod.js';
import type { Service } from './service.js';

/** What a cluster's controllers write, and istiod reads: pods with addresses, and the endpoints of Services. */
export function clusterObjects(pods: readonly Pod[], services: readonly Service[]): readonly object[] {
  return [
    ...pods.map(podObject),
    ...services.map(serviceObject),
    ...services.flatMap((service) => service.pods.map((pod) => endpointsObject(service, pod))),
  ];
}

function podObject({ namespace, name, ip, labels, annotations, serviceAccount, proxy, ports }: Pod): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace,
      name,
      annotations,
      // The webhook adds it: istiod tells by it which pods take mutual TLS.
      labels: proxy === 'sidecar' ? { ...labels, 'security.istio.io/tlsMode': 'istio' } : labels,
    },
    spec: {
      serviceAccountName: serviceAccount,
      nodeName: 'node',
      containers: [
        {
          name: 'program',
          image: 'program',
          ports: ports.map((port) => ({
            containerPort: port.number,
            ...(port.name === '' ? {} : { name: port.name }),
          })),
        },
      ],
    },
    status: {
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

function serviceObject({ manifest, clusterIp }: Service): object {
  if (clusterIp === undefined) return manifest;
  const spec = typeof manifest['spec'] === 'object' ? manifest['spec'] : {};
  return { ...manifest, spec: { ...spec, clusterIP: clusterIp, clusterIPs: [clusterIp] } };
}

function endpointsObject({ namespace, name, ports }: Service, pod: Pod): object {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name: `${name}-${pod.name}`,
      labels: { 'kubernetes.io/service-name': name },
    },
    addressType: 'IPv4',
    endpoints: [
      {
        addresses: [pod.ip],
        conditions: { ready: true, serving: true },
        nodeName: 'node',
        targetRef: { kind: 'Pod', namespace: pod.namespace, name: pod.name },
      },
    ],
    ports: ports.flatMap((port) => {
      const target = port.target(pod);
      return target === undefined ? [] : [{ name: port.name, port: target, protocol: 'TCP' }];
    }),
  };
}
