import { parseYaml } from '../settings/yaml-document.js';
import type { Format } from '../format.js';
import { resourceQuantity } from '../formats/quantity.js';
import { isJsonObject } from '../json.js';
import { ipBlock } from '../formats/host.js';

function form(expected: string, accepts: (text: string) => boolean): Format {
  return { expected, accepts: (value) => typeof value === 'string' && accepts(value) };
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text.trim()) && Number(text) <= 65_535;
const isPorts = (text: string): boolean => text.trim() === '' || text.split(',').every(isPort);
const isBlock = (text: string): boolean => text.includes('/') && ipBlock.accepts(text);
const isBlocks = (text: string): boolean => text === '' || text.split(',').every(isBlock);

const PORTS = form('ports, such as 8080,9090', isPorts);
const PORTS_OR_ALL = form('ports, such as 8080,9090, or *', (text) => text === '*' || isPorts(text));
const BLOCKS = form('CIDR blocks without blanks, such as 10.0.0.0/8,172.16.0.0/12', isBlocks);
const BLOCKS_OR_ALL = form(
  'CIDR blocks without blanks, such as 10.0.0.0/8,172.16.0.0/12, or *',
  (text) => text === '*' || isBlocks(text),
);
const COUNT = form('a whole number', (text) => /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32);
const QUANTITY = form(resourceQuantity.expected, (text) => resourceQuantity.accepts(text));

/**
 * What the values of annotations have to be. With another one the webhook refuses the pod (istio
 * `pkg/kube/inject/validate.go`, AnnotationValidation); with other ports that are to be redirected its init container ends
 * (`tools/istio-iptables`).
 */
export const VALUES: ReadonlyMap<string, Format> = new Map([
  [
    'sidecar.istio.io/interceptionMode',
    form('REDIRECT, TPROXY or NONE', (text) => ['REDIRECT', 'TPROXY', 'NONE'].includes(text)),
  ],
  ['status.sidecar.istio.io/port', form('a port', isPort)],
  ...['initialDelaySeconds', 'periodSeconds', 'failureThreshold'].map((name): [string, Format] => [
    `readiness.status.sidecar.istio.io/${name}`,
    COUNT,
  ]),
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', BLOCKS_OR_ALL],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', BLOCKS],
  ['traffic.sidecar.istio.io/includeInboundPorts', PORTS_OR_ALL],
  ['traffic.sidecar.istio.io/excludeInboundPorts', PORTS],
  ['traffic.sidecar.istio.io/includeOutboundPorts', PORTS_OR_ALL],
  ['traffic.sidecar.istio.io/excludeOutboundPorts', PORTS],
  [
    'prometheus.istio.io/merge-metrics',
    form('true or false', (text) => /^(?:1|0|[tTfF]|true|TRUE|True|false|FALSE|False)$/.test(text)),
  ],
  ['proxy.istio.io/config', form('a mapping in YAML', isMapping)],
  ...['proxyCPU', 'proxyCPULimit', 'proxyMemory', 'proxyMemoryLimit'].map((name): [string, Format] => [
    `sidecar.istio.io/${name}`,
    QUANTITY,
  ]),
]);

function isMapping(text: string): boolean {
  const { root, isReadable } = parseYaml(text);
  return isReadable && (isJsonObject(root.data) || root.data === null);
}
