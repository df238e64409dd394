import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as runCommand, type Ran } from './run.js';

const MESH = fileURLToPath(new URL('../../conformance/fixtures/common-path/mesh.yaml', import.meta.url));
const DIST = fileURLToPath(new URL('../../dist/production', import.meta.url));
const CALL = ['--to', 'http://shop.example.com/api/calls/7'];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-request-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function run(...args: readonly string[]): Promise<Ran> {
  return runCommand('request', ...args);
}

/** The requests of a file. */
function requests(text: string): string {
  const file = join(folder, 'requests.yaml');
  writeFileSync(file, text);
  return file;
}

describe('meshproof request', () => {
  it('explains a way, with the lines that decide', async () => {
    const { code, out } = await run(MESH, ...CALL);
    expect(code).toBe(0);
    const snapshot = fileURLToPath(new URL('../../__snapshots__/request/common-path.txt', import.meta.url));
    await expect(out.replaceAll(MESH, 'mesh.yaml')).toMatchFileSnapshot(snapshot);
  });

  it('says what is nearest where nothing matches', async () => {
    const { out } = await run(MESH, ...CALL, '--method', 'PATCH');
    expect(out).toContain('403  denied by AuthorizationPolicy shop/web');
    expect(out).toContain('ALLOW shop/web: no rule matches');
    expect(out).toContain('nearest is rules[0]: methods are GET; this is PATCH');
  });

  it('prints one JSON document', async () => {
    const { out } = await run(MESH, ...CALL, '--output', 'json');
    expect(JSON.parse(out)).toMatchObject([
      {
        id: 'r1',
        outcome: 'routed',
        status: null,
        destinations: [{ workload: 'shop/web', port: 8080, share: 1 }],
        host: 'shop.example.com',
        path: '/calls/7',
        location: null,
      },
    ]);
  });

  it('tests the requests of a file', async () => {
    const file = requests(`
- { id: good, from: internet, url: http://shop.example.com/api/calls/7, expect: { outcome: routed, to: shop/web } }
- { id: bad, from: internet, url: http://shop.example.com/x, expect: { outcome: routed } }
`);
    const { code, out } = await run(MESH, '--requests', file);
    expect(code).toBe(1);
    expect(out).toContain('ok   good  GET http://shop.example.com/api/calls/7');
    expect(out).toContain('bad  expected routed, is unrouted');
    expect(out).toContain('2 requests, 2 with an expectation, 1 not met');
  });

  it('says what decided none of the requests', async () => {
    const file = requests('- { from: internet, url: http://shop.example.com/api/calls/7 }\n');
    const { code, out } = await run(MESH, '--requests', file, '--coverage');
    expect(code).toBe(0);
    expect(out).toContain('coverage  4 of 5 (80 %)\n Gateway servers                1 of 1 (100 %)\n');
    expect(out).toMatch(/decided no request:\n {3}VirtualService shop\/web http\[0\] +\S+mesh\.yaml:\d+\n$/);
    expect(
      JSON.parse((await run(MESH, '--requests', file, '--coverage', '--output', 'json')).out),
    ).toMatchObject({
      version: 1,
      verdicts: [{ outcome: 'routed' }],
      coverage: { covered: 4 },
    });
  });

  it('suggests a name that may have been meant', async () => {
    expect((await run(MESH, '--from', 'shop/web', '--to', 'http://wev/')).out).toContain('did you mean web?');
    expect((await run(MESH, '--to', 'http://shp.example.com/')).out).toContain(
      'did you mean shop.example.com?',
    );
    expect((await run(DIST, '--to', 'https://apo.auralink.io/')).out).toContain(
      'did you mean api.auralink.io?',
    );
  });
});

describe('what meshproof request does not take', () => {
  it.each([
    [['--to', 'http://a/'], 'request names no file or folder of manifests\n'],
    [[MESH], 'request needs --to URL, or --requests FILE\n'],
    [['nowhere', ...CALL], 'nowhere: there is no such file or folder\n'],
    [[MESH, ...CALL, '--output', 'xml'], 'request --output is "xml", allowed are text and json\n'],
    [
      [MESH, ...CALL, '--source-ip', '1.2.3'],
      'request --source-ip: expected an IP address such as 203.0.113.7, found "1.2.3"\n',
    ],
    [
      [MESH, '--to', 'web/'],
      'request --to: expected a URL such as http://dashboard:8080/health, found "web/"\n',
    ],
    [[MESH, ...CALL, '--header', 'x-user'], 'request --header is "x-user", expected \'name: value\'\n'],
    [
      [MESH, ...CALL, '--jwt', 'x'],
      'request --jwt is "x", expected claims such as {"iss":"…"}, or invalid\n',
    ],
    [
      [MESH, ...CALL, '--from', 'shop/wev'],
      'request --from: no workload is called "shop/wev"; did you mean shop/web?\n',
    ],
    [
      [MESH, '--to', 'http://web:99999/'],
      'request --to: http://web:99999/ names port 99999, allowed is 1 to 65535\n',
    ],
  ])('%j', async (args, err) => {
    expect(await run(...args)).toEqual({ code: 2, out: '', err });
  });

  it('names the line of a request', async () => {
    const file = requests('- from: internet\n  url: http://a/\n  expect: { outcome: rooted }\n');
    const { code, err } = await run(MESH, '--requests', file);
    expect(code).toBe(2);
    expect(err).toContain(':3:');
    expect(err).toContain('routed');
  });

  it('shows the line of a request that names what is not there', async () => {
    const file = requests('- from: internet\n  url: http://a/\n- from: shop/wev\n  url: http://a/\n');
    const { code, err } = await run(MESH, '--requests', file);
    expect(code).toBe(2);
    expect(err).toContain(':3:9  [1].from: no workload is called "shop/wev"; did you mean shop/web?');
    expect(err).toContain('> 3 │ - from: shop/wev');
  });

  it('names the line of a second request with the same name', async () => {
    const file = requests(
      '- { id: a, from: internet, url: http://a/ }\n- { id: a, from: internet, url: http://a/ }\n',
    );
    expect(await run(MESH, '--requests', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining(':2:9  [1].id: expected a name that no request before it has') as string,
    });
  });

  it('names the line of YAML that cannot be read', async () => {
    const file = join(folder, 'mesh.yaml');
    writeFileSync(file, 'kind: [\n');
    expect(await run(file, ...CALL)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${file}:2:1`) as string,
    });
  });

  it('takes one set, in which each object is once', async () => {
    for (const name of ['dev', 'prod']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'Kustomization'), '');
      cpSync(MESH, join(folder, name, 'mesh.yaml'));
    }
    const sets = `${join(folder, 'dev')}, ${join(folder, 'prod')}`;
    expect((await run(folder, ...CALL)).err).toBe(`${folder} has several sets; name one of ${sets}\n`);
    expect((await run(join(folder, 'dev'), ...CALL)).code).toBe(0);
    expect(await run(join(folder, 'dev'), join(folder, 'prod'), ...CALL)).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /prod.mesh.yaml:\d+:\d+ {2}\S+ \S+ again, after .*dev.mesh.yaml:\d+/,
      ) as string,
    });
  });

  it('names what it does not read, and reads lists and what kubectl reads in another way', async () => {
    const file = join(folder, 'more.yaml');
    writeFileSync(file, 'a: 1\n---\napiVersion: v1\nkind: List\nitems: []\n---\nkind: Service\n');
    expect((await run(MESH, file, ...CALL)).err).toBe(`${file}:7:1  apiVersion is missing\n`);
    writeFileSync(file, 'a: 1\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, name: b}\n');
    expect(await run(MESH, file, ...CALL)).toMatchObject({
      code: 0,
      err: `note  ${file}:1 is no Kubernetes object\n`,
    });
  });

  it('lists what it takes', async () => {
    expect(await run('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('--source-ip') as string,
    });
  });
});
