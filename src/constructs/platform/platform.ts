import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { Intent } from '../../model/intent.js';
import { ConstructError } from '../construct-error.js';
import { connectionFacts } from './connection-facts.js';
import { callSite, rememberSource, sourceOf } from '../source.js';
import { deriveObjects } from './derive/derive.js';
import type { Edge } from './edge.js';
import { intentOf } from './derive/intent.js';
import { commonLabels } from './labels.js';
import type { MeshFacts, PlatformProps } from './platform-props.js';
import type { PortRef } from './port-ref.js';
import { SecretUses } from './secret-uses.js';
import type { SpanBackend } from './spans.js';
import { Traffic } from './traffic.js';
import type { Workload } from './workload.js';

/**
 * A mesh of workloads in a few namespaces: STRICT mTLS, nothing allowed by default, and from then on what the
 * workloads declare. Build the workloads, declare their calls, then `derive()`.
 */
export class Platform extends Construct {
  readonly props: PlatformProps;
  /** Secrets that have to exist, with the keys and the users of each. */
  readonly secrets = new SecretUses();
  private readonly around: Construct;
  private readonly charts = new Map<string, Chart>();
  private readonly registered = new Map<string, Workload>();
  private edgeOfPlatform: Edge | undefined;
  private spanBackend: SpanBackend | undefined;
  private traffic: Traffic | undefined;

  /** @param scope where the charts of the components go, beside the platform: the app */
  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id);
    this.around = scope;
    rememberSource(this);
    this.props = props;
    this.node.addValidation({
      validate: () =>
        this.traffic === undefined
          ? ['derive() was not called, so nothing follows from the declared calls']
          : [],
    });
  }

  get mesh(): MeshFacts {
    return this.props.mesh;
  }

  get namespaceNames(): readonly string[] {
    return this.props.namespaces.map(({ name }) => name);
  }

  get defaultNamespace(): string {
    return this.props.namespaces[0].name;
  }

  get workloads(): readonly Workload[] {
    return [...this.registered.values()];
  }

  get edge(): Edge | undefined {
    return this.edgeOfPlatform;
  }

  /** Where proxies and programs send their spans, if some workload takes them. */
  get spans(): SpanBackend | undefined {
    return this.spanBackend;
  }

  /** The identity of the ingress gateway, as policies name it. */
  get gatewayPrincipal(): string {
    const { trustDomain, gateway } = this.mesh;
    return `${trustDomain}/ns/${gateway.namespace}/sa/${gateway.serviceAccount}`;
  }

  /** The chart of one component, which becomes one file. */
  chart(id: string, namespace: string = this.defaultNamespace): Chart {
    return this.sharedChart(id, { namespace, name: id });
  }

  /** A chart of what belongs to no component: its objects name their namespaces themselves, if they have one. */
  sharedChart(
    id: string,
    { namespace, name }: { readonly namespace?: string; readonly name: string },
  ): Chart {
    let chart = this.charts.get(id);
    if (chart === undefined) {
      const labels = { ...commonLabels(this.props.name, this.props.environment, name) };
      chart = new Chart(this.around, id, {
        ...(namespace === undefined ? {} : { namespace }),
        labels,
      });
      this.charts.set(id, chart);
    }
    return chart;
  }

  /**
   * The chart of a new workload.
   * @throws ConstructError if a workload of the name exists: Services, policies and identities would collide
   */
  place(name: string, namespace: string): Chart {
    const other = this.registered.get(name);
    if (other !== undefined) {
      throw new ConstructError(this, [`a workload named ${name} exists already${madeAt(other)}`], callSite());
    }
    return this.chart(name, namespace);
  }

  register(workload: Workload): void {
    this.registered.set(workload.name, workload);
  }

  registerEdge(edge: Edge): void {
    if (this.edgeOfPlatform !== undefined)
      throw new ConstructError(edge, [`the platform has an edge already${madeAt(this.edgeOfPlatform)}`]);
    this.edgeOfPlatform = edge;
  }

  /**
   * Proxies send their spans to this port: every proxy may call it, the gateway's too, and every sidecar knows it.
   * @throws ConstructError if they go to another port already
   */
  sendSpansTo(port: PortRef<'grpc'>): void {
    const other = this.spanBackend?.port;
    if (other !== undefined && other !== port) {
      throw new ConstructError(
        port.workload,
        [
          `spans go to ${other.workload.name}:${other.number} already, and Istio supports one provider at a time`,
        ],
        callSite(),
      );
    }
    this.spanBackend = { ...this.props.tracing, port };
  }

  /**
   * Makes every object that follows from the declared calls and routes. Call it once, after all of them.
   * @throws ConstructError for relations between workloads that cannot be
   */
  derive(): void {
    if (this.traffic !== undefined) throw new ConstructError(this, ['derive() was called twice']);
    this.traffic = new Traffic(this.workloads, this.edgeOfPlatform?.routes ?? []);
    deriveObjects(this, this.traffic);
  }

  /** What the lock says of the set: Secrets that must exist, and what is assumed outside of it. */
  get facts(): JsonObject {
    const assumes: unknown = JSON.parse(JSON.stringify(this.mesh));
    return {
      secrets: this.secrets.list().map((use) => ({ ...use })),
      connections: connectionFacts(this),
      assumes: isJsonObject(assumes) ? assumes : {},
      versions: { istio: '1.31', kubernetes: '1.28', livekit: '1.9.1' },
    };
  }

  /** What the declarations want to be possible, for the proof. */
  get intent(): Intent {
    if (this.traffic === undefined)
      throw new ConstructError(this, ['derive() has to be called before intent is read']);
    return intentOf(this, this.traffic);
  }
}

function madeAt(construct: IConstruct): string {
  const source = sourceOf(construct);
  return source === undefined ? '' : `, made at ${source.file}:${source.line}`;
}
