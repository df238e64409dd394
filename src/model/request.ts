import { isIP } from 'node:net';
import { z } from 'zod';
import type { FieldPath } from './field-path.js';
import type { ResourceRef } from './manifest.js';

/** How a request may end, in the order in which it is explained below. */
const OUTCOMES = [
  'routed',
  'denied',
  'unauthorized',
  'unrouted',
  'redirected',
  'direct',
  'unreachable',
  'refused',
  'unknown',
] as const;

/**
 * What has to become of a request, all of it: what is left out may be anything. `routed` alone is met by any
 * application that gets the request; with weights, every way that it may take has to be as expected.
 */
const expectationSchema = z.strictObject({
  outcome: z.enum(OUTCOMES).describe('How it ends; docs/request.md explains each.'),
  status: z
    .int()
    .min(100)
    .max(599)
    .nullable()
    .optional()
    .describe('null for what no status tells: an application answers, or a connection fails.'),
  to: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .describe('<namespace>/<workload>, or external/<host>: every destination is this one, or one of these.'),
  port: z.int().min(1).max(65_535).optional().describe('Of the application.'),
  subset: z.string().optional().describe('Of the DestinationRule.'),
  host: z.string().optional().describe('As the application sees it.'),
  path: z.string().optional().describe('As the application sees it, with the query.'),
  location: z.string().optional().describe('Where a redirect leads.'),
  by: z
    .string()
    .optional()
    .describe('The object whose decision was the last one, as <kind> <namespace>/<name>.'),
});

/**
 * One request to ask about: what a file of requests holds a list of. The fields are those of HTTP and of Istio's
 * documentation, and described for editors; `tries` and `observe` only mean something where requests are really sent.
 */
export const requestSchema = z.strictObject({
  id: z
    .string()
    .min(1)
    .optional()
    .describe('Names it in verdicts. Default: its place in the list: r1, r2, …'),
  from: z
    .string()
    .min(1)
    .describe('internet, or <namespace>/<workload>; workload: <namespace>/<workload> is the same.'),
  via: z
    .string()
    .optional()
    .describe(
      'The gateway that an internet caller reaches, as <namespace>/<workload>. Default: the only one',
    ),
  url: z
    .string()
    .regex(/^(https?|wss?|grpc|tcp|tls):\/\/[^/?#]+/, 'expected a URL such as http://dashboard:8080/health')
    .describe('http, https, ws, wss, grpc, tcp or tls; the last two name a host and a port alone.'),
  method: z.string().min(1).optional().describe('Default: GET, and POST for grpc.'),
  headers: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .optional()
    .describe('A list is several lines of the header. host overrides the authority.'),
  jwt: z
    .union([z.literal('invalid'), z.record(z.string(), z.unknown())])
    .optional()
    .describe('The claims of a valid token, or invalid. Default: no token'),
  sourceIp: z
    .string()
    .refine((text) => isIP(text) !== 0, 'expected an IP address such as 203.0.113.7')
    .optional()
    .describe('Address of an internet caller.'),
  clientCert: z.boolean().optional().describe('Whether the client presents a certificate. Default: false'),
  expect: expectationSchema.optional().describe('Makes the request a test.'),
  tries: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('How many times it is sent, so that shares of weighted destinations can be seen. Default: 1'),
  observe: z
    .array(z.enum(['headers', 'attempts']))
    .optional()
    .describe(
      'What to report beside the verdict: what the program saw of headers, and how often the proxy tried.',
    ),
});

/** A file of requests. */
export const requestsSchema = z
  .array(requestSchema)
  .min(1)
  .superRefine((requests, context) => {
    const seen = new Set<string>();
    for (const [i, { id }] of requests.entries()) {
      if (id === undefined) continue;
      if (seen.has(id)) {
        context.addIssue({
          code: 'custom',
          path: [i, 'id'],
          message: 'expected a name that no request before it has',
        });
      }
      seen.add(id);
    }
  });

export type Request = Readonly<z.infer<typeof requestSchema>>;
export type Expectation = Readonly<z.infer<typeof expectationSchema>>;

/** How a request ends. */
export type Outcome =
  /** An application gets it. */
  | 'routed'
  /** By policy: 403, and no status for TCP. */
  | 'denied'
  /** By the token check: 401, or 403 for a wrong audience. */
  | 'unauthorized'
  /** 404: no host or route. 502: the host is blocked by REGISTRY_ONLY. */
  | 'unrouted'
  /** The proxy answers with another location. */
  | 'redirected'
  /** The proxy answers: a direct response, an abort, a CORS preflight. */
  | 'direct'
  /** 503: no cluster, no healthy endpoint. */
  | 'unreachable'
  /** The connection is refused or reset. The status is null if the caller itself sees it, 503 if its proxy does. */
  | 'refused'
  /** Something decides that is not modelled. */
  | 'unknown';

/** A place that answers, with the share of requests that it gets. */
export interface Destination {
  /** `<namespace>/<workload>`, or `external/<host>`. */
  readonly workload: string;
  /** The application's. */
  readonly port: number;
  /** The host of the service, if the request was routed by one. */
  readonly service?: string;
  readonly subset?: string;
  readonly share: number;
}

/** What happens to a request. */
export interface RequestVerdict {
  readonly id: string;
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly destinations: readonly Destination[];
  /** As the application sees them; null if none does. */
  readonly host: string | null;
  readonly path: string | null;
  /** Where a redirect leads. */
  readonly location: string | null;
}

/** One decision on the way of a request, and where it is written. */
export interface RequestStep {
  readonly stage:
    | 'name'
    | 'scope'
    | 'gateway'
    | 'route'
    | 'destination'
    | 'tls'
    | 'network'
    | 'authentication'
    | 'authorization'
    | 'port';
  /** What decided; nothing where a default did. */
  readonly decidedBy?: ResourceRef;
  /** The field of it. */
  readonly path?: FieldPath;
  /** What happens, without a final period. */
  readonly text: string;
  /** True for what did not decide, and came nearest or was passed over. @default false */
  readonly nearest?: true;
}

/** Another way in which some of the requests end. */
export interface OtherWay {
  readonly outcome: Outcome;
  readonly status: number | null;
  /** Of all requests. */
  readonly share: number;
}

/** A verdict with the way that led to it. */
export interface ExplainedVerdict extends RequestVerdict {
  readonly steps: readonly RequestStep[];
  /** Where weights, faults or pods that differ make some of the requests end in another way. @default - none do */
  readonly otherwise?: readonly OtherWay[];
}
