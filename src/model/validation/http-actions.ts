import type { FieldFormats } from '../check-fields.js';
import { httpMethod, headerName } from '../formats/http.js';
import { duration, durationMs } from '../formats/duration.js';
import { re2 } from '../formats/regex.js';
import { retryOn } from '../formats/retry-on.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { checkFormats, notNegative } from './formats.js';
import type { Part } from './part.js';

/** istio `pkg/config/validation/validation.go`, validateCORSPolicy. */
export function* checkCors(policy: Part): Iterable<Complaint> {
  for (const origin of policy.of('allowOrigins').items) {
    const [kind] = origin.set('exact', 'prefix', 'regex');
    if (kind === undefined || kind.text === '')
      yield badValue(origin, 'exact, prefix or regex that is not empty');
    else yield* checkFormats(origin, { regex: re2 });
  }
  for (const method of policy.of('allowMethods').items)
    if (method.text !== '*' && !httpMethod.accepts(method.text)) yield badValue(method, httpMethod.expected);
  for (const list of policy.set('allowHeaders', 'exposeHeaders'))
    for (const name of list.items)
      if (name.text !== '*' && !headerName.accepts(name.text)) yield badValue(name, headerName.expected);
  const age = policy.of('maxAge');
  if (age.isSet && (!duration.accepts(age.text) || (durationMs(age.text) ?? 0) % 1000 !== 0))
    yield badValue(age, 'a duration in whole seconds, such as 24h');
}

const RETRIES: FieldFormats = { attempts: notNegative, perTryTimeout: duration, backoff: duration };

/** istio `pkg/config/validation/validation.go`, validateHTTPRetry. */
export function* checkRetries(retries: Part): Iterable<Complaint> {
  yield* checkFormats(retries, RETRIES);
  const on = retries.of('retryOn');
  if (on.text !== '' && !retryOn.accepts(on.text)) yield badValue(on, retryOn.expected);
  if (retries.of('attempts').number !== 0) return;
  const useless = [...retries.set('perTryTimeout', 'retryRemoteLocalities'), ...retries.filled('retryOn')];
  if (useless.length > 0)
    yield together(useless[0] ?? retries, 'does not go with attempts 0, which switches retries off');
}

/** istio `pkg/config/validation/validation.go`, validateHTTPRedirect. */
export function* checkRedirect(redirect: Part, matches: readonly Part[]): Iterable<Complaint> {
  if (!redirect.isSet) return;
  const [prefix, code, scheme] = [
    redirect.of('prefixRewrite'),
    redirect.of('redirectCode'),
    redirect.of('scheme'),
  ];
  if (redirect.of('uri').text !== '' && prefix.text !== '') yield together(prefix, 'does not go with uri');
  if (
    prefix.text !== '' &&
    matches.some((match) => match.of('uri').isSet && !match.of('uri', 'prefix').isSet)
  )
    yield together(prefix, 'needs matches of uri by prefix');
  const changes = [
    ...redirect.filled('uri', 'prefixRewrite', 'authority', 'scheme'),
    ...redirect.set('port', 'derivePort'),
  ];
  if (changes.length === 0)
    yield badValue(redirect, 'one of uri, prefixRewrite, authority, scheme, port, derivePort in it');
  if (code.number !== 0 && (code.number < 300 || code.number > 399))
    yield badValue(code, 'a code from 300 to 399');
  if (!['', 'http', 'https'].includes(scheme.text)) yield badValue(scheme, 'http or https');
  if (redirect.of('port').number > 65_535) yield badValue(redirect.of('port'), 'a port from 1 to 65535');
}

const STATUS = 'a status from 200 to 599';

/** istio validateHTTPStatus, which takes 600 too. */
function isStatus(status: number): boolean {
  return status >= 200 && status <= 600;
}

/** istio `pkg/config/validation/validation.go`, validateHTTPDirectResponse. */
export function* checkDirectResponse(response: Part): Iterable<Complaint> {
  if (!response.isSet) return;
  const [body] = response.of('body').filled('string', 'bytes');
  const size =
    body?.path.at(-1) === 'bytes'
      ? Buffer.from(body.text, 'base64').length
      : Buffer.byteLength(body?.text ?? '');
  if (body !== undefined && size > 1024 * 1024) yield badValue(body, 'at most 1 MiB');
  else if (body !== undefined && size > 100 * 1024)
    yield warned(body, 'is larger than 100 KiB, which every proxy gets');
  const status = response.of('status');
  if (!isStatus(status.number)) yield status.isSet ? badValue(status, STATUS) : missing(status);
}

/** istio `pkg/config/validation/validation.go`, validateHTTPRewrite. */
export function* checkRewrite(rewrite: Part): Iterable<Complaint> {
  if (!rewrite.isSet) return;
  const [uri, regex] = [rewrite.of('uri'), rewrite.of('uriRegexRewrite')];
  if (uri.text !== '' && regex.isSet) yield together(regex, 'does not go with uri');
  if (rewrite.filled('uri', 'authority').length === 0 && !regex.isSet)
    yield badValue(rewrite, 'one of uri, uriRegexRewrite, authority in it');
  if (!regex.isSet) return;
  for (const field of ['match', 'rewrite']) if (regex.of(field).text === '') yield missing(regex.of(field));
  const match = regex.of('match');
  if (match.text !== '' && !re2.accepts(match.text)) yield badValue(match, re2.expected);
}

/** The codes of gRPC (istio `pkg/grpc`, SupportedGRPCStatus). */
const GRPC_STATUS = [
  ...['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS'],
  ...['PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE'],
  ...['UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'],
];

/** istio `pkg/config/validation/validation.go`, validateHTTPFaultInjection. */
export function* checkFault(fault: Part): Iterable<Complaint> {
  if (!fault.isSet) return;
  const [abort, delay] = [fault.of('abort'), fault.of('delay')];
  if (!abort.isSet && !delay.isSet) yield badValue(fault, 'abort or delay in it');
  for (const percentage of [abort, delay].map((part) => part.of('percentage', 'value'))) {
    const { number } = percentage;
    if (number < 0 || number > 100 || (number > 0 && number < 0.0001))
      yield badValue(percentage, 'a percentage: 0, or from 0.0001 to 100');
  }
  const [status, grpc, http2] = [abort.of('httpStatus'), abort.of('grpcStatus'), abort.of('http2Error')];
  if (status.isSet && !isStatus(status.number)) yield badValue(status, STATUS);
  if (grpc.isSet && !GRPC_STATUS.includes(grpc.text))
    yield badValue(grpc, `one of ${GRPC_STATUS.join(', ')}`);
  if (http2.isSet) yield badValue(http2, 'httpStatus or grpcStatus instead: istiod does not support it');
  if (abort.isSet && abort.set('httpStatus', 'grpcStatus', 'http2Error').length === 0)
    yield warned(abort, 'has no effect without httpStatus or grpcStatus');
  yield* checkFormats(delay, { fixedDelay: duration });
  if (delay.of('exponentialDelay').isSet)
    yield badValue(delay.of('exponentialDelay'), 'fixedDelay instead: istiod does not support it');
}
