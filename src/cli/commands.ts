import { checkCommand } from './check-command.js';
import { rulesCommand } from './rules-command.js';
import { requestCommand } from './request-command.js';
import { synthCommand } from './synth-command.js';
import { UsageError } from './usage-error.js';

/** Where a command writes. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `out` shows colours.
   *  @default false */
  readonly color?: boolean;
}

/** One command of the program. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly does: string;
  /** @returns the exit code: 0 done, 1 findings, 2 wrong usage, 3 an error in the program */
  readonly run: (args: readonly string[], streams: Streams) => number;
}

const COMMANDS: readonly Command[] = [checkCommand, requestCommand, rulesCommand, synthCommand];

const USAGE = `usage: meshproof <command>

${COMMANDS.map(({ name, does }) => `  ${name.padEnd(8)} ${does}`).join('\n')}
`;

/** Runs the command that the arguments name. */
export function exitCodeOf([name, ...args]: readonly string[], streams: Streams): number {
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
    return command.run(args, streams);
  } catch (error) {
    if (error instanceof UsageError) {
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
