import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { at, mapsAt, textAt } from '../json.js';
import { jaeger } from '../programs/jaeger.js';
import { pathOf } from '../run-program.js';

const HOST = '127.0.0.1';
const READY_MILLISECONDS = 30_000;

/** A span as Jaeger gives it back. */
export interface Span {
  /** What it says of its sender. */
  readonly resource: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Where the parts of a Jaeger listen on this machine. */
interface Ports {
  readonly otlp: number;
  readonly query: number;
  readonly queryGrpc: number;
  readonly health: number;
  readonly metrics: number;
}

/** A real Jaeger with a given configuration, on ports of this machine. */
export class RunningJaeger {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly ports: Ports,
  ) {}

  /**
   * Starts it, and waits until its health is good.
   * @param config the text of its configuration
   * @param healthPath what a probe asks for
   * @returns what it says instead, if it ends or is not healthy in time
   */
  static async start(
    config: string,
    healthPath: string,
  ): Promise<RunningJaeger | { readonly complaints: readonly string[] }> {
    const [otlp = 0, query = 0, queryGrpc = 0, health = 0, metrics = 0] = await freePorts(5);
    const ports = { otlp, query, queryGrpc, health, metrics };
    const folder = mkdtempSync(join(tmpdir(), 'meshproof-jaeger-'));
    writeFileSync(join(folder, 'jaeger.yaml'), config);
    writeFileSync(join(folder, 'here.yaml'), stringify(listening(ports)));
    const files = ['jaeger.yaml', 'here.yaml'].map((name) => `--config=${join(folder, name)}`);
    const child = spawn(pathOf(jaeger), files, { stdio: ['ignore', 'pipe', 'pipe'] });
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.removeListener('exit', kill));
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)));
    const running = new RunningJaeger(child, folder, ports);
    try {
      await running.healthy(healthPath);
      return running;
    } catch (error) {
      await running.stop();
      return { complaints: [`Jaeger: ${String(error)}`, ...errorsOf(said)] };
    }
  }

  /** Where it takes OTLP. */
  get otlp(): { readonly ip: string; readonly port: number } {
    return { ip: HOST, port: this.ports.otlp };
  }

  /** What it has of a trace; nothing if it does not know the trace. */
  async trace(id: string): Promise<readonly Span[]> {
    const answer = await fetch(`http://${HOST}:${this.ports.query}/api/v3/traces/${id}`);
    if (answer.status === 404) return [];
    const body: unknown = await answer.json();
    return mapsAt(body, 'result', 'resourceSpans').flatMap((sender) => {
      const resource = tagsOf(mapsAt(sender, 'resource', 'attributes'));
      return mapsAt(sender, 'scopeSpans').flatMap((scope) =>
        mapsAt(scope, 'spans').map((span) => ({ resource, tags: tagsOf(mapsAt(span, 'attributes')) })),
      );
    });
  }

  /** The operations of all services that it has spans of. */
  async operations(): Promise<readonly string[]> {
    const services = await this.listed('services');
    const found = services.map((service) =>
      this.listed(`services/${encodeURIComponent(service)}/operations`),
    );
    return (await Promise.all(found)).flat();
  }

  private async listed(what: string): Promise<readonly string[]> {
    const answer = await fetch(`http://${HOST}:${this.ports.query}/api/${what}`);
    const list: unknown = at(await answer.json(), 'data');
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async healthy(path: string): Promise<void> {
    const end = Date.now() + READY_MILLISECONDS;
    let last = 'no answer';
    while (Date.now() < end) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error('ended at once');
      const answer = await fetch(`http://${HOST}:${this.ports.health}${path}`).catch(() => undefined);
      if (answer?.ok === true) return;
      if (answer !== undefined) last = `status ${answer.status}`;
      await sleep(100);
    }
    throw new Error(`is not healthy at ${path} after ${READY_MILLISECONDS / 1000} s (${last})`);
  }
}

/** Laid over the configuration: the same parts, on this machine alone. */
function listening({ otlp, query, queryGrpc, health, metrics }: Ports): object {
  const at = (port: number): { readonly endpoint: string } => ({ endpoint: `${HOST}:${port}` });
  return {
    receivers: { otlp: { protocols: { grpc: at(otlp) } } },
    extensions: {
      jaeger_query: { http: at(query), grpc: at(queryGrpc) },
      healthcheckv2: { http: at(health) },
    },
    service: {
      telemetry: {
        metrics: { readers: [{ pull: { exporter: { prometheus: { host: HOST, port: metrics } } } }] },
      },
    },
  };
}

/** Ports that were free a moment ago. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen({ host: HOST, port: 0 }));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  for (const server of servers) server.close();
  return ports;
}

function tagsOf(attributes: readonly unknown[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    attributes.map((one) => [textAt(one, 'key') ?? '', textAt(one, 'value', 'stringValue') ?? '']),
  );
}

function errorsOf(said: string): readonly string[] {
  const lines = said.split('\n').filter((line) => line.trim() !== '' && !line.includes('"level":"info"'));
  return [...new Set(lines)].slice(-12);
}
