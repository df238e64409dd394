import type { Construct } from 'constructs';
import type { FieldFormats } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { nonEmpty } from '../../model/formats/choice.js';
import { dnsLabel, ipBlock } from '../../model/formats/host.js';
import { labelKey, labelValue } from '../../model/formats/label.js';
import { integer, port } from '../../model/formats/number.js';
import { ManifestObject } from '../manifest-object.js';
import { shortList } from './list.js';
import { serviceEntryProblems } from './service-entry-problems.js';
import type { ServiceEntryProps } from './service-entry-props.js';
import { specOf } from './spec-of.js';
import { selectorFormats } from './workload-selector.js';

const hostList: Format = {
  expected: '1 to 256 hosts',
  accepts: (value) => Array.isArray(value) && value.length >= 1 && value.length <= 256,
};

const fewPorts: Format = {
  expected: 'at most 128 ports',
  accepts: (value) => typeof value === 'object' && value !== null && Object.keys(value).length <= 128,
};

const SERVICE_ENTRY_FORMATS: FieldFormats = {
  ...selectorFormats('workloadSelector'),
  hosts: hostList,
  addresses: shortList(256),
  'addresses[]': ipBlock,
  ports: shortList(256),
  'ports[].number': port,
  'ports[].name': dnsLabel,
  'ports[].targetPort': port,
  endpoints: shortList(4096),
  'endpoints[].ports': fewPorts,
  'endpoints[].ports{key}': dnsLabel,
  'endpoints[].ports{}': port,
  'endpoints[].labels{key}': labelKey,
  'endpoints[].labels{}': labelValue,
  'endpoints[].network': nonEmpty,
  'endpoints[].locality': nonEmpty,
  'endpoints[].weight': integer(1, 4_294_967_295),
  'endpoints[].serviceAccount': nonEmpty,
  'subjectAltNames[]': nonEmpty,
};

/**
 * Makes a service known to the mesh that is no Kubernetes Service
 * (https://istio.io/latest/docs/reference/config/networking/service-entry/).
 */
export class ServiceEntry extends ManifestObject {
  /** Its first host, by which routes and DestinationRules name it. */
  readonly host: string;

  /** @throws ConstructError for what istiod's webhook refuses, or what would have no effect */
  constructor(scope: Construct, id: string, props: ServiceEntryProps) {
    super(scope, id, props, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      body: { spec: specOf(props) },
      formats: SERVICE_ENTRY_FORMATS,
      problems: serviceEntryProblems(props),
    });
    this.host = props.hosts[0] ?? '';
  }
}
