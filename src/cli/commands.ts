import { PathError } from '../mesh/load/find-sets.js';
import { ConfigError } from '../sets/config-error.js';
import { UsageError } from './usage-error.js';

/** Where a command writes. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `out` shows colours.
   *  @default false */
  readonly color?: boolean;
}

/** What a command does. Its exit code: 0 done, 1 findings, 2 wrong usage, 3 an error in the program. */
export type Run = (args: readonly string[], streams: Streams) => number | Promise<number>;

/** One command of the program. */
interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly does: string;
  /** Each command loads what it needs and no other does. */
  readonly load: () => Promise<Run>;
}

const COMMANDS: readonly Command[] = [
  {
    name: 'check',
    does: 'finds what makes manifests do nothing, or something else than they say',
    load: async () => (await import('./check-command.js')).check,
  },
  {
    name: 'request',
    does: 'says what happens to a request, and why',
    load: async () => (await import('./request-command.js')).request,
  },
  {
    name: 'rules',
    does: 'lists the rules of check, or explains one: meshproof rules [ID]',
    load: async () => (await import('./rules-command.js')).rules,
  },
  {
    name: 'synth',
    does: 'synthesises the app that cdk8s.yaml names',
    load: async () => (await import('./synth-command.js')).synth,
  },
];

const USAGE = `usage: meshproof <command>

${COMMANDS.map(({ name, does }) => `  ${name.padEnd(8)} ${does}`).join('\n')}
`;

/** Runs the command that the arguments name. */
export async function exitCodeOf([name, ...args]: readonly string[], streams: Streams): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? streams.err : streams.out)(USAGE);
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) {
    streams.err(
      `unknown command ${JSON.stringify(name)}, expected one of ${COMMANDS.map((one) => one.name).join(', ')}\n`,
    );
    return 2;
  }
  try {
    const run = await command.load();
    return await run(args, streams);
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigError || error instanceof PathError) {
      streams.err(`${error.message}\n`);
      return 2;
    }
    streams.err(
      `meshproof ${name} failed, which is a mistake in meshproof; please report it with this text:\n`,
    );
    streams.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 3;
  }
}
