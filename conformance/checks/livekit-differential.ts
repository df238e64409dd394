import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { livekitConfigSchema } from '../../src/model/livekit/config.js';
import { absence } from '../../src/model/livekit/missing.js';
import { livekitConfigProblems } from '../../src/model/livekit/problems.js';
import { livekitYaml } from '../../src/model/livekit/yaml.js';
import { keysOf } from '../../src/model/livekit/walk.js';
import type { Check, Environment, Tools } from '../check.js';
import { isMap } from '../contains.js';
import { mapsAt } from '../json.js';
import { breakages, changed, type Breakage } from '../livekit/breakages.js';
import { framed, KEY, SECRET } from '../livekit/frame.js';
import { freePorts } from '../livekit/free-ports.js';
import { mountedConfig } from '../livekit/mounted-config.js';
import { anyConfig } from '../livekit/generate.js';
import { Random } from '../livekit/random.js';
import { start, type Started } from '../livekit/start.js';
import type { Problems } from '../problems.js';
import { livekitServer } from '../programs/livekit-server.js';
import { olderLivekitServer } from '../programs/older-livekit-server.js';
import type { BuiltProgram } from '../programs/program.js';
import { pathOf } from '../run-program.js';
import { livekitConfig } from './livekit-config.js';

const VALID = 30;
const AT_ONCE = 3;

type Config = Readonly<Record<string, unknown>>;

/**
 * What we say of a configuration is what livekit-server does with it: generated ones with which it starts, and broken
 * ones with which it does not; where we refuse more, it is written down and still so.
 */
export const livekitDifferential: Check = {
  name: 'livekit-differential',
  programs: [livekitServer, olderLivekitServer],
  environment: 'production',
  run: async (environment, tools) => {
    const seed = Number(process.env['CONFORMANCE_SEED'] ?? 7);
    tools.note(`seed ${seed} (CONFORMANCE_SEED takes another)`);
    const servers = [livekitServer, olderLivekitServer];
    const config = await ownConfig(environment);
    const problems = await inGroups(servers.map((server) => () => own(server, config)));
    // With such a file there is no need to look for others.
    if (problems.length > 0) return problems;
    for (const server of servers) problems.push(...(await compare(server, seed * 1000, tools)));
    return problems;
  },
  spoils: {
    'two listeners on one port': {
      says: ['does not start'],
      unseenBy: [livekitConfig],
      edit: ({ folder }) => {
        const file = join(folder, 'webrtc.k8s.yaml');
        writeFileSync(file, readFileSync(file, 'utf8').replace(/^( +)port: 6789$/m, '$1port: 7880'));
      },
    },
  },
};

async function compare(server: BuiltProgram, seed: number, tools: Tools): Promise<Problems> {
  const { version } = server;
  const cases: (() => Promise<Problems>)[] = [() => newerKeys(server)];
  // Each asks for its ports just before it uses them: others may take them in the meantime.
  for (let i = 0; i < VALID; i++) {
    const random = new Random(seed + i);
    cases.push(async () => {
      const config = await validConfig(random, version);
      return agreed(`valid ${i + 1}`, config, version, await started(server, config));
    });
  }
  for (const [i, breakage] of breakages.entries()) {
    const random = new Random(seed + VALID + i);
    cases.push(async () => {
      const config = breakage.edit(await validConfig(random, version));
      return broken(breakage, config, version, await started(server, config));
    });
  }
  const problems = await inGroups(cases);
  const stricter = breakages.filter((one) => one.stricter !== undefined);
  tools.note(
    `${version}: ${VALID} valid, ${breakages.length - stricter.length} that both refuse, ${stricter.length} that only we refuse`,
  );
  for (const { name, stricter: why } of stricter) tools.note(`  only we refuse ${name}: ${why ?? ''}`);
  return problems.map((problem) => `livekit-server ${version}: ${problem}`);
}

async function validConfig(random: Random, version: string): Promise<Config> {
  for (;;) {
    const config = await framed(anyConfig(random, version), random);
    if (livekitConfigProblems(config, version).length === 0) return config;
  }
}

function started(server: BuiltProgram, config: Config): Promise<Started> {
  return start(pathOf(server), livekitYaml(config));
}

function agreed(name: string, config: Config, version: string, { starts, said }: Started): Problems {
  const ours = livekitConfigProblems(config, version);
  if (ours.length === 0 && !starts)
    return [`${name}: we accept what it refuses: ${said}\n${JSON.stringify(config)}`];
  if (ours.length > 0 && starts) return [`${name}: we refuse what it accepts: ${JSON.stringify(ours)}`];
  return [];
}

function broken({ name, stricter }: Breakage, config: Config, version: string, real: Started): Problems {
  const ours = livekitConfigProblems(config, version);
  if (ours.length === 0)
    return [`${name}: we accept it, it ${real.starts ? 'does too' : `says ${real.said}`}`];
  if (stricter === undefined && real.starts) return [`${name}: only we refuse it: ${JSON.stringify(ours)}`];
  if (stricter !== undefined && !real.starts)
    return [`${name}: it refuses it too by now, which is written down as ours alone: ${real.said}`];
  return [];
}

/** Every key that a version lacks, in one file: its parser names all that it does not know. */
async function newerKeys(server: BuiltProgram): Promise<Problems> {
  const absent = outermost(
    [...keysOf(livekitConfigSchema)]
      .filter(({ facts }) => absence(facts, server.version) !== undefined)
      .map(({ path }) => path.join('.')),
  );
  const { said } = await started(server, absent.reduce(withKey, {}));
  return absent
    .filter((path) => !said.includes(`field ${path.slice(path.lastIndexOf('.') + 1)} not found`))
    .map((path) => `it knows ${path}, which is written down as absent: ${said}`);
}

/** Without the keys inside of others that are absent themselves: the parser does not look there. */
function outermost(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !paths.some((outer) => path.startsWith(`${outer}.`)));
}

/** Adds a key without a value; one in the items of a list in an item of its own. */
function withKey(config: Config, path: string): Config {
  const [list = '', inside] = path.split('.[].');
  if (inside === undefined) return changed(config, path, null);
  const items = mapsAt(config, ...list.split('.'));
  return changed(config, list, [...items, changed({}, inside, null)]);
}

/** The environment's own file starts, where TURN's certificate and the addresses of the world are left out. */
async function own(server: BuiltProgram, config: Config): Promise<Problems> {
  const ours = livekitConfigProblems(config, server.version);
  const { starts, said } = await started(server, config);
  return [
    ...(starts
      ? []
      : [`livekit-server ${server.version} does not start with the environment's file: ${said}`]),
    ...ours.map((problem) => `we refuse the environment's file: ${JSON.stringify(problem)}`),
  ];
}

async function ownConfig({ folder }: Environment): Promise<Config> {
  const config: unknown = parse(mountedConfig(folder));
  if (!isMap(config)) throw new Error('livekit.yaml of the environment is no mapping');
  // Equal numbers stay equal, so that a clash of ports remains one.
  const free = await freePorts(8);
  const numbers = new Map<number, number>();
  const moved = (number: unknown): unknown => {
    if (typeof number !== 'number' || number === 0) return number;
    const known = numbers.get(number) ?? free[numbers.size] ?? 0;
    numbers.set(number, known);
    return known;
  };
  const rtc = mapOf(config['rtc']);
  const turn = mapOf(config['turn']);
  const prometheus = mapOf(config['prometheus']);
  // The check `redis` starts the server with a Redis.
  const { redis: _, ...rest } = config;
  return {
    ...rest,
    port: moved(config['port']),
    keys: { [KEY]: SECRET },
    prometheus: { ...prometheus, port: moved(prometheus['port']) },
    rtc: {
      ...rtc,
      tcp_port: moved(rtc['tcp_port']),
      ...(rtc['udp_port'] === undefined ? {} : { udp_port: moved(rtc['udp_port']) }),
      use_external_ip: false,
      node_ip: '127.0.0.1',
    },
    turn: {
      ...turn,
      tls_port: moved(turn['tls_port']),
      external_tls: true,
      // The system's free ports are among the relays of the default.
      relay_range_start: 20_000,
      relay_range_end: 25_000,
    },
  };
}

function mapOf(value: unknown): Config {
  return isMap(value) ? value : {};
}

async function inGroups(cases: readonly (() => Promise<Problems>)[]): Promise<string[]> {
  const problems: string[] = [];
  for (let i = 0; i < cases.length; i += AT_ONCE) {
    const group = await Promise.all(cases.slice(i, i + AT_ONCE).map((one) => one()));
    problems.push(...group.flat());
  }
  return problems;
}
