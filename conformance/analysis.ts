import { z } from 'zod';
import { complaints, type Ran } from './run-program.js';

const messages = z.array(
  z.looseObject({ code: z.string(), level: z.string(), origin: z.string(), message: z.string() }),
);

/** One message of `istioctl analyze`. */
export interface Message {
  readonly code: string;
  /** The object that it is about, as `Kind namespace/name`. */
  readonly origin: string;
  /** All of it in one line. */
  readonly line: string;
}

/** What `istioctl analyze --output=json` found, or else why it is not to be had. */
export function messagesOf(
  ran: Ran,
): { readonly messages: readonly Message[] } | { readonly broken: readonly string[] } {
  // Its status says nothing of findings. What it could not read it says on standard error alone.
  if (!ran.stdout.trimStart().startsWith('[')) return { broken: complaints(ran) };
  const broken = [
    ...ran.stderr.split('\n').filter((line) => /error/i.test(line)),
    ...(ran.status === 0 ? [] : [`ended with status ${String(ran.status)}`]),
  ];
  if (broken.length > 0) return { broken };
  return {
    messages: messages.parse(JSON.parse(ran.stdout)).map(({ code, level, origin, message }) => ({
      code,
      origin,
      line: `${level} [${code}] (${origin}) ${message}`,
    })),
  };
}
