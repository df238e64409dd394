import { claimAt, normalClaims } from './claims.js';
import type { JwtRule } from './jwt-rules.js';
import { queryOf, type Message } from './message.js';
import { isPreflight } from './preflight.js';
import type { Trace } from './trace.js';

/** What the token check of one proxy comes to. */
export type Authenticated = { readonly message: Message } | { readonly status: 401 | 403 };

/**
 * Checks a token as the rules of one workload say: without a token a request passes, and one that no rule takes is
 * refused (Envoy `source/extensions/filters/http/jwt_authn/`, configured by istio
 * `pilot/pkg/security/authn/policy_applier.go` convertToEnvoyJwtConfig).
 */
export function authenticate(rules: readonly JwtRule[], sent: Message, trace: Trace): Authenticated {
  if (rules.length === 0) return { message: sent };
  const [first] = rules;
  // Browsers send no credentials with it: istio sets `bypass_cors_preflight`.
  if (isPreflight(sent)) {
    trace.add('authentication', 'a CORS preflight, whose token is not looked at', first?.ref, first?.path);
    return { message: sent };
  }
  let message = sent;
  const judged: { readonly rule: JwtRule; readonly problem: Problem | undefined }[] = [];
  for (const rule of rules) {
    message = withoutOutput(message, rule);
    const problem = judge(rule, message);
    judged.push({ rule, problem });
    if (problem === undefined) break;
  }
  const accepting = judged.find(({ problem }) => problem === undefined);
  if (accepting !== undefined && message.token !== undefined && message.token !== 'invalid') {
    const { rule } = accepting;
    const { token } = message;
    trace.add('authentication', () => `the token of ${String(token['iss'])} is valid`, rule.ref, rule.path);
    return { message: accepted(message, token, rule) };
  }
  const failing = judged.filter(({ problem }) => problem !== 'none');
  const nearest = failing.find(({ problem }) => problem === 'audience') ?? failing.at(-1);
  if (nearest === undefined) {
    trace.aside('authentication', 'no token, which passes', first?.ref, first?.path);
    return { message };
  }
  const { rule, problem } = nearest;
  const path = problem === 'issuer' ? rule.path.slice(0, -1) : rule.path;
  trace.add('authentication', () => textOf(problem, rule), rule.ref, path);
  return { status: problem === 'audience' ? 403 : 401 };
}

/**
 * What one rule says: nothing against it, or what is wrong. Of several tokens all have to be valid, but it is enough
 * that one rule takes what it finds (Envoy `jwt_authn/authenticator.cc` doneWithStatus, `verifier.cc`).
 */
function judge(rule: JwtRule, message: Message): Problem | undefined {
  if (hasOtherToken(rule, message)) return 'signature';
  const { token } = message;
  if (token === undefined || !rule.bearer) return 'none';
  return token === 'invalid' ? 'signature' : problemWith(rule, token);
}

/** Headers that a rule writes are not the client's to write: a rule that is asked takes them away (`verifier.cc`). */
function withoutOutput(message: Message, { claimHeaders, payloadHeader }: JwtRule): Message {
  const written = [...claimHeaders.map(({ header }) => header), payloadHeader ?? ''];
  if (!written.some((name) => message.headers.has(name))) return message;
  const headers = new Map([...message.headers].filter(([name]) => !written.includes(name)));
  return { ...message, headers };
}

/** The token goes no further unless its rule forwards it. */
function accepted(message: Message, token: Readonly<Record<string, unknown>>, rule: JwtRule): Message {
  const headers = new Map(message.headers);
  for (const { header, claim } of rule.claimHeaders) {
    const value = claimAt(token, claim.split('.'));
    if (['string', 'number', 'boolean'].includes(typeof value)) headers.set(header, [String(value)]);
  }
  if (rule.payloadHeader !== undefined) headers.set(rule.payloadHeader, ['payload']);
  const { token: _, ...rest } = message;
  return { ...(rule.forwards ? message : rest), headers, claims: normalClaims(token, rule.words) };
}

type Problem = 'none' | 'signature' | 'issuer' | 'audience' | 'time' | 'form';

function problemWith(
  { issuer, audiences }: JwtRule,
  claims: Readonly<Record<string, unknown>>,
): Problem | undefined {
  if (issuer !== '' && claims['iss'] !== issuer) return 'issuer';
  if (isMalformed(claims)) return 'form';
  const now = Date.now() / 1000;
  const [expires, from] = [claims['exp'], claims['nbf']];
  if (typeof expires === 'number' && expires < now) return 'time';
  if (typeof from === 'number' && from > now) return 'time';
  if (audiences.length === 0) return undefined;
  const named = [claims['aud']].flat().filter((item) => typeof item === 'string');
  const wanted = new Set(audiences.map(plainAudience));
  return named.some((name) => wanted.has(plainAudience(name))) ? undefined : 'audience';
}

/** Registered claims have the types of RFC 7519, or there is no token (Envoy `jwt_verify_lib` parsePayload). */
function isMalformed(claims: Readonly<Record<string, unknown>>): boolean {
  const { aud } = claims;
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud ?? ''];
  return (
    ['iss', 'sub', 'jti'].some((name) => !['string', 'undefined'].includes(typeof claims[name])) ||
    ['iat', 'nbf', 'exp'].some((name) => !['number', 'undefined'].includes(typeof claims[name])) ||
    audiences.some((item) => typeof item !== 'string')
  );
}

/** Scheme and a final slash do not count (Envoy `jwt_verify_lib` CheckAudience). */
function plainAudience(text: string): string {
  return text.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

function textOf(problem: Problem | undefined, rule: JwtRule | undefined): string {
  switch (problem) {
    case 'audience':
      return `the token is not for ${rule?.audiences.join(' or ') ?? ''}`;
    case 'signature':
      return 'the token is not a valid one';
    case 'form':
      return 'a claim of the token has another type than RFC 7519 gives it';
    case 'time':
      return 'the token is not valid at this time';
    case 'issuer':
    case 'none':
    case undefined:
      return `no rule takes tokens of this issuer; this one takes those of ${rule?.issuer ?? ''}`;
  }
}

/** A text where a rule looks for tokens that cannot be one. */
function hasOtherToken(rule: JwtRule, message: Message): boolean {
  const query = queryOf(message.path);
  const cookies = (message.headers.get('cookie') ?? []).flatMap((line) => line.split(';'));
  const bearer =
    rule.bearer &&
    (message.headers.get('authorization')?.some((text) => text.startsWith('Bearer ')) ?? false);
  return (
    bearer ||
    rule.headers.some(
      ({ name, prefix }) => message.headers.get(name)?.some((text) => text.startsWith(prefix)) ?? false,
    ) ||
    rule.params.some((name) => query.has(name)) ||
    rule.cookies.some((name) => cookies.some((text) => text.trimStart().startsWith(`${name}=`)))
  );
}
