import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { livekitNumberVariables } from '../../src/model/livekit/variables.js';
import type { Check } from '../check.js';
import { KEY, SECRET } from '../livekit/frame.js';
import { freePorts } from '../livekit/free-ports.js';
import { start } from '../livekit/start.js';
import type { Problems } from '../problems.js';
import { livekitServer } from '../programs/livekit-server.js';
import { pathOf } from '../run-program.js';

const KEYS = { keys: { [KEY]: SECRET } };
/** As Kubernetes writes the variable of a Service. */
const ADDRESS = 'tcp://10.0.0.1:7880';

/** What the pages of rules say that livekit-server does, it does; and it says what they quote. */
export const livekitRules: Check = {
  name: 'livekit-rules',
  programs: [livekitServer],
  environment: 'production',
  run: async ({ project }) => {
    const quoted = (rule: string): readonly string[] => {
      const page = readFileSync(join(project, 'docs/rules', `${rule}.md`), 'utf8');
      const why = /^\*\*error\*\*.*$/m.exec(page)?.[0] ?? '';
      return [...why.matchAll(/`([a-z][^`]* [^`]*)`/g)].map(([, text = '']) => text);
    };
    const folder = mkdtempSync(join(tmpdir(), 'meshproof-livekit-'));
    try {
      return [
        ...ends('livekit-keys-given', quoted, await started({})),
        ...(await variables(quoted)),
        ...(await keyFiles(folder, quoted)),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  spoils: {
    'a page that quotes something else': {
      says: ['livekit-keys-given: livekit-server does not say one of key-file or passwords must be provided'],
      edit: ({ project }) => {
        const file = join(project, 'docs/rules/livekit-keys-given.md');
        writeFileSync(file, readFileSync(file, 'utf8').replaceAll('or keys must', 'or passwords must'));
      },
    },
  },
};

type Quoted = (rule: string) => readonly string[];
type Real = Awaited<ReturnType<typeof start>>;

/** It does not start, and says each text that the page quotes, whose `…` stands for anything. */
function ends(rule: string, quoted: Quoted, { starts, said }: Real): Problems {
  const texts = quoted(rule);
  return [
    ...(starts ? [`${rule}: livekit-server starts`] : []),
    ...(texts.length === 0 ? [`${rule}: its page quotes nothing`] : []),
    ...texts
      .filter((text) => !text.split('…').every((part) => said.includes(part.trim())))
      .map((text) => `${rule}: livekit-server does not say ${text}, but ${said}`),
  ];
}

/** Every variable that counts as a number ends it, and one that does not leaves it alone. */
async function variables(quoted: Quoted): Promise<Problems> {
  const rule = 'livekit-service-links';
  const problems: string[] = [];
  const ports = [...livekitNumberVariables()].filter((name) => name.endsWith('_PORT'));
  for (const name of ports) {
    const real = await started(KEYS, { [name]: ADDRESS });
    problems.push(...(name === 'LIVEKIT_PORT' ? ends(rule, quoted, real) : []));
    if (real.starts || !real.said.includes(`"${name}"`))
      problems.push(`${rule}: ${name} does not end it: ${real.said}`);
  }
  const { starts, said } = await started(KEYS, { LIVEKIT_SERVER_PORT: ADDRESS, UDP_PORT: ADDRESS });
  return starts ? problems : [...problems, `${rule}: other variables end it: ${said}`];
}

async function keyFiles(folder: string, quoted: Quoted): Promise<Problems> {
  const rule = 'livekit-key-file';
  const file = join(folder, 'keys');
  writeFileSync(file, `${KEY}: ${SECRET}\n`);
  const withMode = (mode: number): Promise<Real> => {
    chmodSync(file, mode);
    return started({ key_file: file });
  };
  const problems = [...ends(rule, quoted, await withMode(0o644))];
  for (const mode of [0o400, 0o440]) {
    const { starts, said } = await withMode(mode);
    if (!starts) problems.push(`${rule}: it does not start with mode ${mode.toString(8)}: ${said}`);
  }
  const { starts } = await started({ key_file: `${file}-that-is-not-there` });
  return starts ? [...problems, `${rule}: it starts without the file`] : problems;
}

async function started(config: object, env: Readonly<Record<string, string>> = {}): Promise<Real> {
  const [port = 0, udp = 0] = await freePorts(2);
  const rtc = { tcp_port: 0, udp_port: udp, node_ip: '127.0.0.1' };
  return start(
    pathOf(livekitServer),
    stringify({ port, bind_addresses: ['127.0.0.1'], rtc, ...config }),
    env,
  );
}
