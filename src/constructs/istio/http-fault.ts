import type { FieldFormats } from '../../model/check-fields.js';
import { duration } from '../../model/formats/duration.js';
import type { AtLeastOneOf, OneOf } from '../../model/one-of.js';
import { answerStatus } from './http-direct-response.js';
import { faultPercentage, type Percent } from './percent.js';

export type GrpcStatus =
  | 'OK'
  | 'CANCELLED'
  | 'UNKNOWN'
  | 'INVALID_ARGUMENT'
  | 'DEADLINE_EXCEEDED'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'PERMISSION_DENIED'
  | 'RESOURCE_EXHAUSTED'
  | 'FAILED_PRECONDITION'
  | 'ABORTED'
  | 'OUT_OF_RANGE'
  | 'UNIMPLEMENTED'
  | 'INTERNAL'
  | 'UNAVAILABLE'
  | 'DATA_LOSS'
  | 'UNAUTHENTICATED';

/** Answers that the proxy gives instead of the upstream. */
export type FaultAbort = {
  /** The share of requests, 0 or 0.0001 to 100. Required: without it no request is aborted. */
  readonly percentage: Percent;
} & OneOf<{
  /** 200 to 599. */
  readonly httpStatus: number;
  readonly grpcStatus: GrpcStatus;
}>;

/** Waits before the request goes on. */
export interface FaultDelay {
  /** How long, as a duration. */
  readonly fixedDelay: string;
  /** The share of requests, 0 or 0.0001 to 100. Required: without it no request is delayed. */
  readonly percentage: Percent;
}

/**
 * Faults made on purpose (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection).
 * In sidecars they switch off timeout and retries of the route.
 */
export type HttpFaultInjection = AtLeastOneOf<{ readonly abort: FaultAbort; readonly delay: FaultDelay }>;

/** Forms of the fields of {@link HttpFaultInjection}; compose with `prefixed`. */
export const httpFaultFormats: FieldFormats = {
  'abort.percentage.value': faultPercentage,
  'abort.httpStatus': answerStatus,
  'delay.percentage.value': faultPercentage,
  'delay.fixedDelay': duration,
};
