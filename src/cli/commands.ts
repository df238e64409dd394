import { requestCommand } from './request-command.js';
import { synthCommand } from './synth-command.js';

/** Where a command writes. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** One command of the program. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly does: string;
  /** @returns the exit code: 0 done, 1 findings, 2 wrong usage, 3 an error in the program */
  readonly run: (args: readonly string[], streams: Streams) => number;
}

const COMMANDS: readonly Command[] = [synthCommand, requestCommand];

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
  return command.run(args, streams);
}
