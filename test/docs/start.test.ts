import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/run.js';

/** Each command of the page, in its order, and the exit code that the page says or implies. */
const COMMANDS: readonly (readonly [command: string, code: number])[] = [
  ['npx meshproof check k8s/', 1],
  ['npx meshproof rules virtual-service-port-exists', 0],
  ['npx meshproof check k8s/', 1],
  ['npx meshproof check k8s/', 1],
  ['npx meshproof check k8s/ --baseline baseline.json --update-baseline', 0],
  ['npx meshproof check k8s/ --baseline baseline.json', 0],
  ['npx meshproof check k8s/ --baseline baseline.json --update-baseline', 0],
  ['npx meshproof check k8s/ --baseline baseline.json --output github', 0],
  ['npx meshproof check k8s/ --baseline baseline.json --fail-on never --output sarif > meshproof.sarif', 0],
  ['npx meshproof check k8s/ --baseline baseline.json --output markdown > meshproof.md', 0],
  ['npx meshproof request k8s/ --from internet --to http://shop.example.com/cart', 0],
  ['npx meshproof request k8s/ --requests requests.yaml', 0],
];

const BLOCK = /^```(\w+)\n([\s\S]*?)^```$/gm;
const FILE = /^# File: (\S+)\n/;

const root = process.cwd();
const page = readFileSync('docs/start.md', 'utf8');
const readme = readFileSync('README.md', 'utf8');
let folder: string;
const ran: (readonly [command: string, code: number])[] = [];
/** What the page shows of the output, and the whole of it. */
const shown: { readonly excerpt: string; readonly output: string }[] = [];
/** The findings that were in the baseline, each time that it was written. */
const baselines: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-start-'));
  cpSync('test/docs/start', folder, { recursive: true });
  process.chdir(folder);
  await follow(page);
}, 60_000);

afterAll(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true });
});

/** Does what a reader does who follows the page from its top. */
async function follow(text: string): Promise<void> {
  let output = '';
  for (const [, language = '', block = ''] of text.matchAll(BLOCK)) {
    const file = FILE.exec(block)?.[1];
    if (file !== undefined) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, block.replace(FILE, ''));
    }
    if (language === 'diff') edit(block);
    if (language === 'text') shown.push({ excerpt: block.trimEnd(), output });
    for (const [command] of block.matchAll(/npx .*/g)) output = await execute(command);
  }
}

/** Runs a command line; of a shell it knows words and a file to write into. */
async function execute(command: string): Promise<string> {
  const [line = '', file] = command.split(' > ');
  const { code, out } = await run(...line.split(' ').slice(2));
  if (file !== undefined) writeFileSync(file, out);
  ran.push([command, code]);
  if (line.includes('--update-baseline')) baselines.push(readFileSync('baseline.json', 'utf8'));
  return out;
}

/** Changes the one file that has the lines of a diff. */
function edit(diff: string): void {
  const lines = diff.split('\n').filter((line) => line !== '');
  const without = (sign: string): string =>
    lines
      .filter((line) => !line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n');
  const [before, after] = [without('+'), without('-')];
  const files = readdirSync('k8s').map((name) => join('k8s', name));
  const having = files.filter((file) => readFileSync(file, 'utf8').split(before).length === 2);
  expect(having, before).toHaveLength(1);
  for (const file of having) writeFileSync(file, readFileSync(file, 'utf8').replace(before, after));
}

describe('docs/start.md', () => {
  it('has commands that end as it says', () => {
    expect(ran).toEqual(COMMANDS);
  });

  it('shows what they write', () => {
    expect(shown).toHaveLength(8);
    for (const { excerpt, output } of shown) expect(output).toContain(excerpt);
  });

  it('leaves in the baseline what was not ignored, and without what meshproof.yaml explains', () => {
    expect(baselines.map((text) => [...text.matchAll(/"rule": "(.*)"/g)].map(([, rule]) => rule))).toEqual([
      ['config-map-exists', 'virtual-service-destination-resolves'],
      ['config-map-exists'],
    ]);
  });

  it('says how an expectation that is not met ends', async () => {
    const requests = readFileSync('requests.yaml', 'utf8').replace('shop/cart', 'shop/stock');
    writeFileSync('wrong.yaml', requests);
    await execute('npx meshproof request k8s/ --requests wrong.yaml');
    expect(ran.at(-1)?.[1]).toBe(1);
  });
});

describe('README.md', () => {
  it('shows what the first check of docs/start.md writes', () => {
    const [excerpt = ''] = /^error {3}[\s\S]*?(?=^```$)/m.exec(readme) ?? [];
    expect(excerpt).not.toBe('');
    expect(shown[0]?.output).toContain(excerpt.trimEnd());
  });
});
