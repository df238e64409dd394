import type { Construct } from 'constructs';
import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { objectLabelName, labelKey, labelValue } from '../../model/formats/label.js';
import { ManifestObject, type ObjectProps } from '../manifest-object.js';
import { annotationProblems } from './annotations.js';
import { serverFormats, serverProblems, type Server } from './gateway-server.js';
import { eachUnder, listOf, prefixed, repeated } from './nested.js';

/** Fields of a Gateway. */
export interface GatewayProps extends ObjectProps {
  /** Labels of the gateway's pods, in any namespace.
   *  @default - every gateway */
  readonly selector?: Readonly<Record<string, string>>;
  /** At least one server. Names of their ports are unique. */
  readonly servers: readonly Server[];
}

const FORMATS: FieldFormats = {
  'selector{key}': labelKey,
  'selector{}': labelValue,
  servers: listOf('server'),
  ...prefixed('servers[].', serverFormats),
};

/**
 * Ports, hosts and certificates of a gateway (https://istio.io/latest/docs/reference/config/networking/gateway/). Where requests go
 * say the VirtualServices that name it: pass them this construct.
 */
export class Gateway extends ManifestObject {
  readonly kind = 'Gateway';

  /** @throws ConstructError listing every field that is not as it has to be */
  constructor(scope: Construct, id: string, props: GatewayProps) {
    const { selector, servers } = props;
    super(scope, id, props, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      body: { spec: { selector, servers } },
      formats: FORMATS,
      problems: problemsOf(props.name ?? id, props),
    });
  }
}

function* problemsOf(name: string, props: GatewayProps): Iterable<FieldProblem> {
  yield* annotationProblems(props.annotations);
  if (!objectLabelName.accepts(name)) {
    yield {
      path: ['name'],
      value: name,
      expected: `${objectLabelName.expected} (a Gateway's name has no dots)`,
    };
  }
  yield* repeated('servers', props.servers, (server) => server.port.name, ['port', 'name']);
  yield* repeated('servers', props.servers, (server) => server.name, ['name']);
  yield* eachUnder('servers', props.servers, serverProblems);
}
