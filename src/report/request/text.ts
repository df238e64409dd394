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
const WIDTH = 78;

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
  return steps.map((step, i) => stepLine(step, steps[i - 1], locate)).join('\n');
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

function stepLine(step: RequestStep, before: RequestStep | undefined, locate: Locate): string {
  const label = before?.stage === step.stage ? '' : LABELS[step.stage];
  const { decidedBy, path = [] } = step;
  const name = decidedBy === undefined ? '' : formatRef(decidedBy);
  const text = name === '' || step.text.includes(name) ? step.text : `${name}: ${step.text}`;
  const place = decidedBy === undefined ? undefined : locate(decidedBy, path);
  const start = ` ${label.padEnd(8)} ${text}`;
  return place === undefined ? start : `${start.padEnd(WIDTH)}  ${place.file}:${place.line}`;
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
