import type { Echo } from '../app/program.js';

/** What a client got. */
export interface Response {
  /** HTTP's, or the one that a gRPC status stands for; null if the connection broke or is not HTTP. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** Set if a program answered. */
  readonly echo?: Echo;
  /** Why there is no answer. */
  readonly failure?: string;
}

export function failed(error: unknown): Response {
  return {
    status: null,
    headers: {},
    body: '',
    failure: error instanceof Error ? error.message : String(error),
  };
}

export function decodeEcho(header: unknown): Echo | undefined {
  if (typeof header !== 'string') return undefined;
  return JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as Echo;
}
