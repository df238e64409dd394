import { shown } from '../words.js';
import type { Json, JsonObject } from '../../json.js';
import { labelKey, labelValue, objectLabelName, objectName } from '../../formats/label.js';
import type { StructureViolation } from '../violation.js';
import { mappingAt, mappingsIn } from './containers.js';
import type { BuiltInEntries } from './entry.js';
import { address, cidrBlock, portName, portNumber, portReference, range } from './formats.js';

const ONLY_OUTSIDE = 'may be there only where the type is NodePort or LoadBalancer';

/** Services and Ingresses (core/validation, ValidateService; networking/validation). */
export const SERVICES: BuiltInEntries = {
  'core.v1.ServiceSpec': {
    formats: {
      'selector{key}': labelKey,
      'selector{}': labelValue,
      'loadBalancerSourceRanges[]': cidrBlock,
      'externalIPs[]': address,
    },
    check: checkService,
  },
  'core.v1.ServicePort': {
    formats: {
      nodePort: range(0, 65_535),
      port: portNumber,

      targetPort: {
        ...portReference,
        accepts: (value) => value === 0 || value === '' || portReference.accepts(value),
      },
      name: labelOrEmpty(),
      appProtocol: labelKey,
    },
  },
  'core.v1.ClientIPConfig': { formats: { timeoutSeconds: range(1, 86_400) } },
  'networking.v1.IngressSpec': {
    formats: { ingressClassName: objectName },
    *check({ defaultBackend, rules }) {
      if (isGiven(defaultBackend) || (Array.isArray(rules) && rules.length > 0)) return;
      yield {
        code: 'field-required',
        path: ['rules'],
        message: 'expected rules or a defaultBackend, found none',
      };
    },
  },
  'networking.v1.IngressBackend': { only: ['service', 'resource'], needsOne: true },
  'networking.v1.IngressServiceBackend': {
    formats: { name: objectLabelName },
    *check(backend) {
      const { name, number } = mappingAt(backend, 'port');
      if ((name ?? '') === '' && (number ?? 0) === 0)
        yield { code: 'field-required', path: ['port'], message: 'expected a name or a number, found none' };
    },
  },
  'networking.v1.ServiceBackendPort': {
    only: ['name', 'number'],
    formats: { name: portName, number: portNumber },
  },
  'networking.v1.HTTPIngressRuleValue': { needs: ['paths'] },
  'networking.v1.IngressRule': { formats: { host: hostOrEmpty() } },
  'networking.v1.IngressTLS': { formats: { secretName: objectName, 'hosts[]': wildcardOrHost() } },
  'networking.v1.HTTPIngressPath': {
    *check({ path, pathType }) {
      const text = typeof path === 'string' ? path : '';
      if (text === '' && pathType === 'ImplementationSpecific') return;
      if (
        !text.startsWith('/') ||
        (pathType !== 'ImplementationSpecific' && /\/\/|\/\.{1,2}(?:\/|$)|%2[fF]/.test(text))
      )
        yield {
          code: 'field-value',
          path: ['path'],
          message: `expected an absolute path, found ${JSON.stringify(text)}`,
        };
    },
  },
};

function* checkService(spec: JsonObject): Iterable<StructureViolation> {
  const type = typeof spec['type'] === 'string' && spec['type'] !== '' ? spec['type'] : 'ClusterIP';
  const ports = [...mappingsIn(spec['ports'])];
  const { clusterIP } = spec;
  if (type === 'ExternalName') {
    if (
      typeof spec['externalName'] !== 'string' ||
      !objectName.accepts(spec['externalName'].replace(/\.$/, ''))
    )
      yield {
        code: 'field-required',
        path: ['externalName'],
        message: 'expected a host name for the type ExternalName',
      };
    if (isGiven(clusterIP) && clusterIP !== '' && clusterIP !== 'None')
      yield {
        code: 'field-combination',
        path: ['clusterIP'],
        message: 'may not be there with the type ExternalName',
      };
  } else if (ports.length === 0 && clusterIP !== 'None') {
    yield { code: 'field-required', path: ['ports'], message: 'expected at least one port' };
  }
  if (clusterIP === 'None' && (type === 'NodePort' || type === 'LoadBalancer'))
    yield {
      code: 'field-combination',
      path: ['clusterIP'],
      message: `may not be None with the type ${type}`,
    };
  if (
    typeof clusterIP === 'string' &&
    clusterIP !== '' &&
    clusterIP !== 'None' &&
    !address.accepts(clusterIP)
  )
    yield {
      code: 'field-value',
      path: ['clusterIP'],
      message: `expected an IP address or None, found ${clusterIP}`,
    };
  yield* checkPorts(ports, type);
  yield* checkType(spec, type);
}

function* checkPorts(
  ports: readonly (readonly [number, JsonObject])[],
  type: string,
): Iterable<StructureViolation> {
  const seen = { name: new Set<string>(), port: new Set<string>(), nodePort: new Set<string>() };
  for (const [i, port] of ports) {
    const protocol = textOr(port['protocol'], 'TCP');
    const name = textOr(port['name'], '');
    const at = (field: string, message: string): StructureViolation => ({
      code: 'field-value',
      path: ['ports', i, field],
      message,
    });
    if (name === '' && ports.length > 1)
      yield {
        code: 'field-required',
        path: ['ports', i, 'name'],
        message: 'name is missing; several ports need one each',
      };
    if (name !== '' && seen.name.has(name)) yield at('name', `${name} is there twice`);
    seen.name.add(name);
    const number = `${shown(port['port'])}/${protocol}`;
    if (seen.port.has(number)) yield at('port', `${number} is there twice`);
    seen.port.add(number);
    const { nodePort } = port;
    if (!isGiven(nodePort) || nodePort === 0) continue;
    if (type === 'ClusterIP' || type === 'ExternalName') yield at('nodePort', ONLY_OUTSIDE);
    const outside = `${shown(nodePort)}/${protocol}`;
    if (seen.nodePort.has(outside)) yield at('nodePort', `${outside} is there twice`);
    seen.nodePort.add(outside);
  }
}

function* checkType(spec: JsonObject, type: string): Iterable<StructureViolation> {
  const isOutside = type === 'NodePort' || type === 'LoadBalancer';
  const ranges = spec['loadBalancerSourceRanges'];
  const has = (field: string) => isGiven(spec[field]) && spec[field] !== '';
  if (Array.isArray(ranges) && ranges.length > 0 && type !== 'LoadBalancer')
    yield only('loadBalancerSourceRanges', 'may be there only where the type is LoadBalancer');
  if (
    has('externalTrafficPolicy') &&
    !isOutside &&
    !(Array.isArray(spec['externalIPs']) && type === 'ClusterIP')
  )
    yield only('externalTrafficPolicy', ONLY_OUTSIDE);
  if (has('allocateLoadBalancerNodePorts') && type !== 'LoadBalancer')
    yield only('allocateLoadBalancerNodePorts', 'may be there only where the type is LoadBalancer');
  if (has('loadBalancerClass') && type !== 'LoadBalancer')
    yield only('loadBalancerClass', 'may be there only where the type is LoadBalancer');
}

function only(field: string, message: string): StructureViolation {
  return { code: 'field-combination', path: [field], message };
}

function textOr(value: Json | undefined, other: string): string {
  return typeof value === 'string' && value !== '' ? value : other;
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

function labelOrEmpty() {
  const { expected } = objectLabelName;
  return { expected, accepts: (value: unknown) => value === '' || objectLabelName.accepts(value) };
}

function wildcardOrHost() {
  const { expected, accepts } = hostOrEmpty();
  return { expected, accepts: (value: unknown) => value !== '' && accepts(value) };
}

function hostOrEmpty() {
  return {
    expected: 'a host name, such as api.example.com or *.example.com',
    accepts: (value: unknown) =>
      typeof value !== 'string' || value === '' || objectName.accepts(value.replace(/^\*\./, '')),
  };
}
