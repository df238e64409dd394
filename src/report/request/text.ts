import type { Locate } from '../../model/locate.js';
import { formatRef } from '../../model/manifest.js';
import type { ExplainedVerdict, Request, RequestStep } from '../../model/request.js';
import { decider } from '../../simulate/request/expectation.js';
import type { RequestResult } from './result.js';

const LABELS: Readonly<Record<RequestStep['stage'], string>> = {
  name: 'name',
  scope: 'scope',
  gateway: 'gateway',
  route: 'route',
  destination: 'target',
  tls: 'tls',
  network: 'network',
  authentication: 'token',
  authorization: 'policy',
  port: 'port',
};
/** Places are not pushed further to the right by lines that are longer. */
const WIDTH = 88;

/** The verdicts as text. Of several requests, the whole way is shown where an expectation is not met. */
export function requestsText(results: readonly RequestResult[], locate: Locate): string {
  const [only] = results;
  if (only !== undefined && results.length === 1) return `${explained(only, locate)}\n`;
  const failed = results.filter(({ problem }) => problem !== undefined);
  const lines = results.map(({ request, verdict, problem }) => {
    const mark = problem === undefined ? 'ok  ' : 'FAIL';
    return `${mark} ${verdict.id}  ${requestLine(request)}: ${headline(verdict)}`;
  });
  const blocks = failed.map((result) => `\n${explained(result, locate)}`);
  const tests = results.filter(({ request }) => request.expect !== undefined).length;
  const summary = `${results.length} requests, ${tests} with an expectation, ${failed.length} not met`;
  return `${[...lines, ...blocks, '', summary].join('\n')}\n`;
}

/** The way of a request, a line for each decision. */
export function wayText({ steps }: ExplainedVerdict, locate: Locate): string {
  const lines = steps.map((step, i) => ({ start: start(step, steps[i - 1]), place: placeOf(step, locate) }));
  const lengths = lines.flatMap(({ start: { length }, place }) =>
    place === '' || length > WIDTH ? [] : [length],
  );
  const width = Math.max(0, ...lengths);
  return lines
    .map(({ start: text, place }) => (place === '' ? text : `${text.padEnd(width)}  ${place}`))
    .join('\n');
}

function explained({ request, verdict, problem }: RequestResult, locate: Locate): string {
  const head = headline(verdict);
  return [
    ...(problem === undefined ? [] : [`${verdict.id}  ${problem}`, requestLine(request)]),
    head,
    '',
    wayText(verdict, locate),
  ].join('\n');
}

/** `GET https://api.example.com/ from internet`; connections have no method. */
export function requestLine({ method, url, from }: Request): string {
  const what = /^(tcp|tls):/.test(url)
    ? url
    : `${method ?? (url.startsWith('grpc:') ? 'POST' : 'GET')} ${url}`;
  return `${what} from ${from}`;
}

function start(step: RequestStep, before: RequestStep | undefined): string {
  const label = before?.stage === step.stage ? '' : LABELS[step.stage];
  const { decidedBy, nearest, text } = step;
  const isNamed =
    decidedBy === undefined || nearest === true || text.includes(`${decidedBy.namespace}/${decidedBy.name}`);
  return ` ${label.padEnd(8)} ${isNamed ? text : `${formatRef(decidedBy)}: ${text}`}`;
}

/** The line of YAML, and that of the program which made it. */
function placeOf({ decidedBy, path = [] }: RequestStep, locate: Locate): string {
  const place = decidedBy === undefined ? undefined : locate(decidedBy, path);
  if (place === undefined) return '';
  const { file, line, source } = place;
  return `${file}:${line}${source === undefined ? '' : `  ${source.file}:${source.line}`}`;
}

/** `403  denied by AuthorizationPolicy auralink/dashboard`. */
export function headline(verdict: ExplainedVerdict): string {
  const { outcome, status, destinations, location, steps } = verdict;
  const code = status === null ? '' : `${status}  `;
  const by = decider(steps)?.decidedBy;
  const who = by === undefined ? '' : ` by ${formatRef(by)}`;
  switch (outcome) {
    case 'routed':
      return `routed to ${destinations.map((one) => destinationText(one, destinations.length)).join(', ')}`;
    case 'redirected':
      return `${code}redirected to ${location ?? ''}`;
    case 'unknown':
      return `unknown: ${steps.findLast(({ stage }) => stage !== 'destination')?.text ?? 'something that is not modelled decides'}`;
    case 'denied':
    case 'unauthorized':
    case 'refused':
      return `${code}${outcome}${who}`;
    case 'unrouted':
      return `${code}unrouted: no host or route takes it`;
    case 'direct':
      return `${code}answered by the proxy${who}`;
    case 'unreachable':
      return `${code}unreachable`;
  }
}

function destinationText(
  { workload, port, subset, share }: ExplainedVerdict['destinations'][number],
  count: number,
): string {
  const part = count === 1 && share > 0.999 ? '' : ` (${Math.round(share * 1000) / 10} %)`;
  return `${workload}:${port}${subset === undefined ? '' : `, subset ${subset}`}${part}`;
}
