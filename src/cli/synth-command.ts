import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Run, Streams } from './commands.js';

const CONFIG = 'cdk8s.yaml';

/** Runs the app that `cdk8s.yaml` names: what `cdk8s synth` does, without its checks over the network and its copies. */
export const synth: Run = (args, streams) => {
  if (args.length > 0) {
    streams.err(`synth takes no arguments, found ${JSON.stringify(args[0])}\n`);
    return 2;
  }
  const app = appOf(streams);
  if (app === undefined) return 2;
  // In its folder the app would put copies for the stock command.
  const env = { ...process.env, CDK8S_OUTDIR: '' };
  const { status, error } = spawnSync(app, { shell: true, stdio: 'inherit', env });
  if (error !== undefined) streams.err(`${CONFIG}: app cannot be run: ${error.message}\n`);
  return status === 0 ? 0 : 1;
};

function appOf({ err }: Streams): string | undefined {
  if (!existsSync(CONFIG)) {
    err(`${CONFIG} is not in this folder, expected it to name the app: \`app: node charts/main.js\`\n`);
    return undefined;
  }
  const config: unknown = parse(readFileSync(CONFIG, 'utf8'));
  const app = typeof config === 'object' && config !== null && 'app' in config ? config.app : undefined;
  if (typeof app === 'string' && app !== '') return app;
  err(`${CONFIG}: app is ${app === undefined ? 'missing' : JSON.stringify(app)}, expected a command\n`);
  return undefined;
}
