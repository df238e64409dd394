import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { envoy } from '../../programs/envoy.js';
import { at, mapAt, mapsAt, numberAt, textAt, type JsonMap } from '../../json.js';
import { pathOf } from '../../run-program.js';
import type { LogLine } from './access-log.js';
import { bootstrapOf, type ProxyPlan } from './bootstrap.js';

const READY_MILLISECONDS = 30_000;

/** A running Envoy. */
export interface Proxy {
  readonly id: string;
  /** What it has logged so far. */
  readonly log: readonly LogLine[];
  /** Its counters and gauges whose names contain a text. */
  readonly stats: (filter: string) => Promise<Readonly<Record<string, number>>>;
  readonly stop: () => Promise<void>;
}

const children = new Set<ChildProcess>();
let watched = false;

/** Proxies do not outlive this process, however it ends, short of being killed. */
function endTogether(child: ChildProcess): void {
  if (!watched) {
    watched = true;
    process.once('exit', () => {
      for (const one of children) one.kill('SIGKILL');
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  }
  children.add(child);
  child.once('exit', () => children.delete(child));
}

/**
 * Starts a proxy, and waits until it listens. A listener that it refuses is not there, as on a new proxy to which istiod
 * sends it. Throws with its complaints if it does not start all the same.
 * @param without addresses of listeners that it has refused, `<address>:<port>`
 */
export async function startProxy(
  plan: ProxyPlan,
  folder: string,
  without: readonly string[] = [],
): Promise<Proxy> {
  const name = plan.id.replaceAll(/[^\w-]/g, '_');
  const file = (ending: string): string => join(folder, `${name}.${ending}`);
  writeFileSync(file('json'), JSON.stringify(withoutListeners(bootstrapOf(plan), without)));
  const child = spawn(
    pathOf(envoy),
    [
      ...['--config-path', file('json'), '--admin-address-path', file('admin'), '--log-path', file('log')],
      ...['--concurrency', '1', '--log-level', 'warning', '--file-flush-interval-msec', '20'],
      ...['--disable-hot-restart', '--drain-time-s', '1', '--parent-shutdown-time-s', '2'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...plan.environment } },
  );
  endTogether(child);
  const log: LogLine[] = [];
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  createInterface({ input: child.stdout }).on('line', (line) => {
    log.push(JSON.parse(line) as LogLine);
  });
  try {
    const admin = await ready(child, file('admin'));
    return {
      id: plan.id,
      log,
      stats: (filter) => statsOf(admin, filter),
      stop: () => stop(child),
    };
  } catch (error) {
    await stop(child);
    const said = existsSync(file('log')) ? readFileSync(file('log'), 'utf8') : '';
    const refused = /error adding listener '([^']+)'/.exec(said)?.[1];
    if (refused !== undefined && !without.includes(refused)) {
      rmSync(file('log'));
      return await startProxy(plan, folder, [...without, refused]);
    }
    throw new Error(`Envoy of ${plan.id}: ${String(error)}\n${`${complaint}\n${said}`.trim().slice(-2000)}`, {
      cause: error,
    });
  }
}

function withoutListeners(bootstrap: JsonMap, addresses: readonly string[]): JsonMap {
  const resources = mapAt(bootstrap, 'static_resources');
  const listeners = mapsAt(resources, 'listeners').filter((listener) => {
    const address = at(listener, 'address', 'socket_address');
    return !addresses.includes(`${textAt(address, 'address') ?? ''}:${numberAt(address, 'port_value') ?? 0}`);
  });
  return { ...bootstrap, static_resources: { ...resources, listeners } };
}

async function ready(child: ChildProcess, adminFile: string): Promise<string> {
  const end = Date.now() + READY_MILLISECONDS;
  while (Date.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('ended at once');
    const admin = existsSync(adminFile) ? readFileSync(adminFile, 'utf8').trim() : '';
    if (admin !== '') {
      const answer = await fetch(`http://${admin}/ready`).catch(() => undefined);
      if ((await answer?.text())?.trim() === 'LIVE') return admin;
    }
    await sleep(20);
  }
  throw new Error(`not ready after ${READY_MILLISECONDS / 1000} s`);
}

async function statsOf(admin: string, filter: string): Promise<Readonly<Record<string, number>>> {
  const answer = await fetch(`http://${admin}/stats?format=text&filter=${encodeURIComponent(filter)}`);
  const lines = (await answer.text()).split('\n');
  return Object.fromEntries(
    lines.flatMap((line): [string, number][] => {
      const [, name, value] = /^(.*): (\d+)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, Number(value)]];
    }),
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
