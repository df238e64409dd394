import { Construct } from 'constructs';
import { ConstructError } from '../construct-error.js';
import type { Connection } from '../config/connection.js';
import type { PostgresClient } from '../config/postgres.js';
import type { RedisClient } from '../config/redis.js';
import { callSite, rememberSource } from '../source.js';
import { applicationProblems } from './application-problems.js';
import { calleeName, optionProblems, type Call } from './call.js';
import type { CallOptions } from './call-options.js';
import { connectionProblems } from './connection-problems.js';
import type { PostgresPort } from './external-postgres.js';
import { imageVersion } from './image.js';
import type { Platform } from './platform.js';
import type { ExternalPortRef, PortRef } from './port-ref.js';
import { portName, type PortSpec, type Protocol } from './protocol.js';
import type { RedisPort } from './redis-port.js';
import type { ApplicationSide } from './resilience-options.js';
import type { SecretRef } from './secret.js';
import { secretsOf } from './secrets-of.js';
import { workloadProblems } from './workload-problems.js';
import type { PortSpecs, Volume, WorkloadProps } from './workload-props.js';

/** The refs of a workload's ports, by the keys under which they were declared. */
export type PortRefs<Ports extends PortSpecs> = {
  readonly [K in keyof Ports]: PortRef<Ports[K]['protocol']>;
};

/**
 * A program that runs in pods: a Deployment (or StatefulSet) with its Service, ServiceAccount, disruption budget,
 * autoscaler, probes and security context, and the policies that follow from who calls it and whom it calls.
 */
export class Workload<Ports extends PortSpecs = PortSpecs> extends Construct {
  readonly name: string;
  readonly namespace: string;
  readonly ports: PortRefs<Ports>;
  readonly platform: Platform;
  readonly props: WorkloadProps;
  /** What it calls, in the order of declaration. */
  readonly outgoing: Call[] = [];

  /** @throws ConstructError for what cannot run, or would do nothing */
  constructor(platform: Platform, id: string, props: WorkloadProps<Ports>) {
    const namespace = props.namespace ?? platform.defaultNamespace;
    super(platform.place(id, namespace), id);
    rememberSource(this);
    this.platform = platform;
    this.name = id;
    this.namespace = namespace;
    // The keys of probes and metrics were checked against those of the ports by the compiler.
    this.props = props as unknown as WorkloadProps;
    const problems = [...workloadProblems(this.props, platform)];
    if (problems.length > 0) throw new ConstructError(this, problems);
    this.ports = Object.fromEntries(
      Object.entries(props.ports).map(([key, spec]) => [
        key,
        this.portRef(portName(key, spec.protocol), spec),
      ]),
    ) as PortRefs<Ports>;
    platform.register(this);
    for (const { secret: name, keys } of secretsOf(this.props))
      platform.secrets.add(namespace, name, keys, id);
  }

  /** `<namespace>/<name>`, as the proof and every command name it. */
  get id(): string {
    return `${this.namespace}/${this.name}`;
  }

  /** The host of its Service. Fully qualified: Istio expands no name with a dot. */
  get host(): string {
    return `${this.name}.${this.namespace}.svc.cluster.local`;
  }

  /** The SPIFFE identity without its scheme, as policies name it. */
  get principal(): string {
    return `${this.platform.mesh.trustDomain}/ns/${this.namespace}/sa/${this.name}`;
  }

  /** Whether its pods get a sidecar. A pod on the network of its node never does (istio `pkg/kube/inject`). */
  get injected(): boolean {
    return this.props.hostNetwork === undefined;
  }

  /** The fewest pods that it runs with. */
  get minReplicas(): number {
    return typeof this.props.replicas === 'number' ? this.props.replicas : this.props.replicas.min;
  }

  /** The version label of its pods. */
  get version(): string {
    return imageVersion(this.props.image);
  }

  /** Its clients of stores, in the order of declaration. */
  get connections(): readonly Connection[] {
    return this.outgoing.flatMap(({ connection }) => connection ?? []);
  }

  /** Variables of the container: its own, and those of its clients. */
  get env(): Readonly<Record<string, string | SecretRef>> {
    const ofClients = this.connections.flatMap(({ settings }) => Object.entries(settings.env));
    return { ...this.props.env, ...Object.fromEntries(ofClients) };
  }

  /** Volumes by name: its own, and those of its clients. */
  get volumes(): Readonly<Record<string, Volume>> {
    const ofClients = this.connections.flatMap(({ settings }) => Object.entries(settings.volumes));
    return { ...this.props.volumes, ...Object.fromEntries(ofClients) };
  }

  /** All declared ports, in the order of their declaration. */
  get portList(): readonly PortRef[] {
    return Object.values<PortRef>(this.ports);
  }

  /**
   * Declares that this workload calls a port. What is not declared is refused.
   * @throws ConstructError for numbers that cannot be, for what nobody would do, and for a worst case beyond the
   *   deadline, naming the line of the call
   */
  calls<P extends Protocol>(to: PortRef<P> | ExternalPortRef<P>, options: CallOptions<NoInfer<P>>): void {
    const source = callSite();
    const call: Call = { caller: this, to, options, source };
    const name = `${calleeName(call)}:${to.number}`;
    const problems = [...optionProblems(call.options), ...applicationProblems(call)].map(
      (problem) => `call to ${name}: ${problem}`,
    );
    if (problems.length > 0) throw new ConstructError(this, problems, source);
    this.outgoing.push(call);
  }

  /**
   * Declares that this workload calls a PostgreSQL server, with a pool in each pod.
   * @param options what the program does by itself when the server fails
   * @throws ConstructError for a policy that cannot be, or does not fit the endpoint, naming the line of the call
   */
  usesPostgres(to: PostgresPort, client: PostgresClient, options: ApplicationSide = {}): void {
    const endpoint = to.postgres;
    const settings = client.settings(endpoint, this.name);
    this.connect(to, { store: 'postgres', endpoint, client, settings }, options, client.problems(endpoint));
  }

  /**
   * Declares that this workload calls a Redis, with a client in each pod.
   * @param options what the program does by itself when the server fails
   * @throws ConstructError for a policy that cannot be, naming the line of the call
   */
  usesRedis(to: RedisPort, client: RedisClient, options: ApplicationSide = {}): void {
    const endpoint = to.redis;
    const settings = client.settings(endpoint, this.name);
    this.connect(to, { store: 'redis', endpoint, client, settings }, options, client.problems(endpoint));
  }

  private connect(
    to: PortRef<'tcp'> | ExternalPortRef<'tcp' | 'tls'>,
    connection: Connection,
    options: ApplicationSide,
    of: readonly string[],
  ): void {
    const source = callSite();
    const call: Call = { caller: this, to, options, source, connection };
    const problems = [...of, ...connectionProblems(this, connection), ...applicationProblems(call)];
    if (problems.length > 0) {
      const { name } = connection.endpoint;
      throw new ConstructError(
        this,
        problems.map((problem) => `client of ${name}: ${problem}`),
        source,
      );
    }
    this.outgoing.push(call);
    for (const { secret, keys } of secretsOf(connection.settings))
      this.platform.secrets.add(this.namespace, secret, keys, this.name);
  }

  private portRef(name: string, spec: PortSpec): PortRef {
    return {
      workload: this,
      name,
      number: spec.number,
      protocol: spec.protocol,
      address: { host: this.host, port: spec.number },
    };
  }
}
