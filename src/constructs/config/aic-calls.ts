import { duration, durationMs } from '../../model/formats/duration.js';
import { ConstructError, describeProblem } from '../construct-error.js';
import type { AddressForm } from '../platform/address.js';
import type { PortRef } from '../platform/port-ref.js';
import type { Workload } from '../platform/workload.js';
import { callSite } from '../source.js';
import { AIC_MODES, resolveAic, type AicPolicy } from './aic.js';
import { aicProblems } from './aic-problems.js';
import { millisecondsOf } from './aic-units.js';

/** How a client asks AIC. */
export interface AicCallOptions {
  /** How long it waits for the answer to one frame, a duration: no longer than a frame lasts. */
  readonly deadline: string;
  /** Variables of its container that hold the address.
   *  @default - none */
  readonly env?: Readonly<Record<string, AddressForm>>;
}

/** The gRPC service of AIC. */
const SERVICE = 'auralink.aic.v1.AICCompressionService';

/** One frame, one answer. */
const UNARY = ['CompressFrame', 'GetCompressionHints', 'AnalyzeNetworkConditions', 'HealthCheck'];

/**
 * Declares that a workload asks AIC at a port, frame by frame and in a stream. The calls are there whether the policy
 * is enabled or not, so that switching it on changes what the programs do, and not what the mesh lets through.
 * @throws ConstructError for a policy that cannot be, and for one whose times do not fit within the deadline
 */
export function aicCalls(
  caller: Workload,
  to: PortRef<'grpc'>,
  policy: AicPolicy,
  { deadline, env }: AicCallOptions,
): void {
  const problems = [
    ...[...aicProblems(policy)].map((problem) => `aic.${describeProblem(problem)}`),
    ...deadlineProblems(policy, deadline),
  ];
  if (problems.length > 0) throw new ConstructError(caller, problems, callSite());
  caller.calls(to, {
    services: { [SERVICE]: UNARY },
    timeout: deadline,
    ...(env === undefined ? {} : { env }),
  });
  caller.calls(to, { services: { [SERVICE]: ['CompressStream'] }, stream: true });
}

function* deadlineProblems(policy: AicPolicy, deadline: string): Iterable<string> {
  const limit = duration.accepts(deadline) ? durationMs(deadline) : undefined;
  if (limit === undefined) {
    yield `deadline is ${JSON.stringify(deadline)}, expected ${duration.expected}`;
    return;
  }
  const { modes, fallbackAfter } = resolveAic(policy);
  for (const mode of AIC_MODES) {
    const { maxLatency } = modes[mode];
    if (millisecondsOf(maxLatency) >= limit)
      yield `aic.modes.${mode}.maxLatency is ${maxLatency}, expected less than the deadline of the call, ${deadline}: the answer would never be seen`;
  }
  if (fallbackAfter !== undefined && millisecondsOf(fallbackAfter) >= limit)
    yield `aic.fallback.after is ${fallbackAfter}, expected less than the deadline of the call, ${deadline}: the call would fail first`;
}
