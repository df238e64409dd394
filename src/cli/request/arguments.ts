import { parseArgs } from 'node:util';
import { requestSchema, requestsSchema, type Request } from '../../model/request.js';
import { readSettings } from '../../model/settings/read.js';
import { isJsonObject } from '../../model/json.js';
import { InputProblem } from './input-problem.js';

export const REQUEST_USAGE = `usage: meshproof request PATH… --to URL [--from CALLER] …
       meshproof request PATH… --requests FILE

  --to URL             http, https, ws, wss, grpc, tcp or tls://host[:port][/path]
  --from CALLER        internet (the default), or <namespace>/<workload>
  --via GATEWAY        <namespace>/<workload> of the gateway, where there are several
  --method METHOD      GET by default
  --header 'name: value'   may be given again
  --jwt CLAIMS         a valid token with these claims (JSON), or invalid
  --source-ip ADDRESS  of a caller on the internet
  --client-cert        the caller shows a certificate
  --requests FILE      a YAML list of requests; those with \`expect\` are tests
  --output text|json   text by default
  --config FILE        instead of the nearest meshproof.yaml at or above the set
`;

/** What the command line asks for. */
export interface RequestArguments {
  readonly paths: readonly string[];
  readonly requests: readonly Request[];
  readonly output: 'text' | 'json';
  /** @default - the nearest to the set */
  readonly config?: string | undefined;
}

/**
 * Reads the command line, and the file of requests if it names one.
 * @throws {InputProblem} if it asks for nothing, or for what there is not
 * @throws {SettingsError} if the file of requests has mistakes
 */
export function readArguments(args: readonly string[]): RequestArguments {
  const { values, positionals } = parsed(args);
  const { to, requests: file, output = 'text', config, ...flags } = values;
  if (output !== 'text' && output !== 'json') {
    throw new InputProblem(`--output is ${JSON.stringify(output)}, allowed are text and json`);
  }
  if (positionals.length === 0) throw new InputProblem('names no file or folder of manifests');
  const common = { paths: positionals, output, config } as const;
  if (file !== undefined) {
    const other = [...(to === undefined ? [] : ['to']), ...Object.keys(flags)][0];
    if (other !== undefined) throw new InputProblem(`--${other} says what the file of --requests says`);
    return { ...common, requests: numbered(readSettings(file, requestsSchema)) };
  }
  if (to === undefined) throw new InputProblem('needs --to URL, or --requests FILE');
  const headers = (flags.header ?? []).map(headerOf);
  const request = {
    from: flags.from ?? 'internet',
    url: to,
    ...(flags.via === undefined ? {} : { via: flags.via }),
    ...(flags.method === undefined ? {} : { method: flags.method }),
    ...(headers.length === 0 ? {} : { headers: merged(headers) }),
    ...(flags.jwt === undefined ? {} : { jwt: tokenOf(flags.jwt) }),
    ...(flags['source-ip'] === undefined ? {} : { sourceIp: flags['source-ip'] }),
    ...(flags['client-cert'] === true ? { clientCert: true } : {}),
  };
  const result = requestSchema.safeParse(request);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InputProblem(`--to is ${JSON.stringify(to)}: ${issue?.message ?? 'not a request'}`);
  }
  return { ...common, requests: numbered([result.data]) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        from: { type: 'string' },
        via: { type: 'string' },
        method: { type: 'string' },
        header: { type: 'string', multiple: true },
        jwt: { type: 'string' },
        'source-ip': { type: 'string' },
        'client-cert': { type: 'boolean' },
        requests: { type: 'string' },
        output: { type: 'string' },
        config: { type: 'string' },
      },
    });
  } catch (error) {
    throw new InputProblem(error instanceof Error ? error.message : String(error));
  }
}

function numbered(requests: readonly Request[]): readonly Request[] {
  return requests.map((request, i) => ({ ...request, id: request.id ?? `r${i + 1}` }));
}

function headerOf(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  if (colon < 1) throw new InputProblem(`--header is ${JSON.stringify(text)}, expected 'name: value'`);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

function merged(headers: readonly (readonly [string, string])[]): Readonly<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, value] of headers) found[name] = [...(found[name] ?? []), value];
  return found;
}

function tokenOf(text: string): NonNullable<Request['jwt']> {
  if (text === 'invalid') return text;
  try {
    const claims: unknown = JSON.parse(text);
    if (isJsonObject(claims)) return claims;
  } catch {
    // What is expected is said below.
  }
  throw new InputProblem(`--jwt is ${JSON.stringify(text)}, expected claims such as {"iss":"…"}, or invalid`);
}
