import type { AnyOptions } from '../call.js';

/** Conditions in which the callee has not seen the request, or has refused it unread. */
const UNSEEN = 'connect-failure,refused-stream,reset-before-request';
/** Conditions in which it may have: only for what may be repeated. */
const PERHAPS_SEEN = { http: `${UNSEEN},reset,gateway-error`, grpc: `${UNSEEN},reset,unavailable` } as const;

/**
 * The limits of a route. Retries are always written out: where a route says nothing Istio repeats twice
 * (istio `pilot/pkg/networking/core/route/retry/retry.go`). A timeout is switched off by leaving it out: the webhook
 * refuses `0s`.
 */
export function patience(options: AnyOptions, protocol: 'http' | 'grpc', idempotent: boolean) {
  const { tries = 1, perTry, timeout } = options;
  return {
    ...(timeout === undefined ? {} : { timeout }),
    retries:
      tries === 1
        ? { attempts: 0 }
        : {
            attempts: tries - 1,
            ...(perTry === undefined ? {} : { perTryTimeout: perTry }),
            retryOn: idempotent ? PERHAPS_SEEN[protocol] : UNSEEN,
          },
  };
}
