import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from './run.js';

const before = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-files-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** The findings in these files, as text: `file:line:column rule message`. */
async function found(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { out } = await run('check', 'k8s', '--output', 'json');
  const { findings } = JSON.parse(out) as {
    findings: { rule: string; message: string; location: { file: string; line: number; column: number } }[];
  };
  return findings.map(
    ({ rule, message, location: { file, line, column } }) => `${file}:${line}:${column} ${rule} ${message}`,
  );
}

it('checks a livekit.yaml that is a file by itself', async () => {
  expect(
    await found({
      'k8s/livekit.yaml':
        '# ours\nport: 7880\nrtc:\n  udp_prot: 7882\n  tcp_port: many\nkeys:\n  devkey: secret\n',
    }),
  ).toEqual([
    'k8s/livekit.yaml:4:3 livekit-config-valid no such key; did you mean udp_port?',
    'k8s/livekit.yaml:5:13 livekit-config-valid expected a whole number from 0 to 65535, found "many"',
    'k8s/livekit.yaml:7:11 livekit-key-strength the secret of the key devkey has 6 characters, expected at least 32',
  ]);
});

it('checks a livekit.yaml in a ConfigMap of which no server is in the set', async () => {
  const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: sfu}\ndata:\n  livekit.yaml: |\n';
  expect(await found({ 'k8s/a.yaml': `${map}    port: 7880\n    rtc:\n      udp_prot: 7882\n` })).toEqual([
    'k8s/a.yaml:8:7 livekit-config-valid no such key; did you mean udp_port?',
  ]);
});

it('checks the files of AIC', async () => {
  expect(
    await found({
      'k8s/aic/aic-config.yaml': 'enabled: true\nmode: bold\n',
      'k8s/aic-config.json': '{"enabled": true,\n  "default_mode": "ADAPTIV"}',
    }),
  ).toEqual(
    expect.arrayContaining([
      expect.stringContaining('k8s/aic/aic-config.yaml:2:7 aic-config-valid expected one of conservative'),
      expect.stringContaining('k8s/aic-config.json:2:19 aic-config-valid expected one of OFF'),
    ]),
  );
});

it('never shows the secret of a key', async () => {
  writeFileSync('livekit.yaml', 'port: 7880\nprot: 1\nrtc: {udp_port: 7882}\nkeys:\n  devkey: hunter2\n');
  const { out } = await run('check', 'livekit.yaml');
  expect(out).toContain('livekit-key-strength');
  expect(out).not.toContain('hunter2');
});

it('names other files in a note, as before', async () => {
  writeFileSync('values.yaml', 'replicaCount: 2\nlivekit: {rtc: {udp_port: 1}}\n');
  const { code, out } = await run('check', 'values.yaml');
  expect(code).toBe(0);
  expect(out).toContain('is no Kubernetes object');
});
