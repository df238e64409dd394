import { z } from 'zod';
import { fields } from '../../src/index.js';
import { postgres } from './postgres.js';
import { aicSettings } from './aic.js';
import { redis } from './redis.js';

const COMPONENTS = [
  'ai-core',
  'communication',
  'dashboard',
  'ingress-egress',
  'mesh-routing',
  'redis',
  'tracing',
  'webrtc',
] as const;

/** One value for each component: a missing one and an unknown one are both errors. */
function perComponent<T extends z.ZodType>(value: T) {
  return z.strictObject(
    Object.fromEntries(COMPONENTS.map((id) => [id, value])) as Record<(typeof COMPONENTS)[number], T>,
  );
}

const version = z
  .string()
  .regex(
    /^(?:sha256:[0-9a-f]{64}|(?!latest$)\w[\w.-]{0,127})$/,
    'expected an image tag other than latest, or sha256:<64 hex digits>',
  )
  .describe('Image tag (never latest), or digest as sha256:…');
const weight = z.int().min(0).max(100).describe('Share of the requests, in percent');
const versions = z.union([version, z.strictObject({ version, canary: z.strictObject({ version, weight }) })]);

const { cidr, host, hostPattern, labels, percent, port, quantity } = fields;

const autoscaling = z
  .strictObject({
    min: z.int().min(1),
    max: z.int().min(1),
    cpu: percent.optional().describe('Target of the average CPU use, in percent of the request'),
    memory: percent.optional().describe('Target of the average memory use, in percent of the request'),
  })
  .refine(({ min, max }) => min <= max, { message: 'expected max to be at least min', path: ['max'] });
const replicas = z.union([z.int().min(1), autoscaling]);
const resources = z.strictObject({
  requests: z.strictObject({ cpu: quantity, memory: quantity }),
  limits: z.strictObject({ cpu: quantity, memory: quantity }),
});

const media = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('hostNetwork'),
    udp: z.strictObject({ start: port, end: port }),
    tcp: port,
  }),
  z.strictObject({ mode: z.literal('hostPort'), udp: port, tcp: port }),
  z.strictObject({ mode: z.literal('turnOnly'), udp: port }),
]);

/** Everything that differs between the environments of AuraLink. */
export const environmentSchema = z.strictObject({
  name: z.enum(['dev', 'staging', 'production']),
  versions: perComponent(versions)
    // One of each runs, so there is nothing to divide requests between.
    .extend({ redis: version, tracing: version })
    .describe('Image versions; a canary is a second one with a weight'),
  replicas: z.strictObject({
    'ai-core': z.int().min(1),
    dashboard: replicas,
    'ingress-egress': replicas,
    'mesh-routing': z.int().min(1),
    webrtc: z.int().min(1),
  }),
  resources: perComponent(resources),
  hosts: z.strictObject({ api: host, dashboard: host, webrtc: host, turn: host }).describe('Public names'),
  certificates: z.array(z.strictObject({ secret: z.string(), hosts: z.array(hostPattern).min(1) })).min(1),
  features: z.strictObject({
    sso: z.boolean(),
    rbac: z.boolean(),
    auditLogging: z.boolean(),
    billing: z.boolean(),
    gpu: z.boolean().describe('ai-core gets one nvidia.com/gpu'),
    sip: z.boolean(),
    rtmp: z.boolean(),
    recording: z.boolean(),
  }),
  aic: aicSettings.default({ enabled: false }),
  livekit: z.strictObject({
    media,
    participants: z.int().min(1).describe('The most participants of one server'),
    drainSeconds: z.int().min(30).describe('How long a stopping server waits for calls to end'),
  }),
  external: z.strictObject({
    supabase: z.strictObject({ api: host }).describe('The project'),
    ai: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), host).describe('AI services by name'),
  }),
  postgres,
  storage: z.strictObject({
    class: z.string().optional().describe("StorageClass; the cluster's default without it"),
    models: quantity.describe('Volume of one ai-core pod'),
    redis: quantity,
    chat: quantity,
  }),
  redis,
  tracing: z.strictObject({
    samplingPercent: percent.describe('Share of the traces that are kept, by proxies and programs alike'),
    maxTraces: z.int().min(1).describe('How many of them Jaeger holds in memory'),
  }),
  istio: z.strictObject({
    rootNamespace: z.string(),
    trustDomain: z.string(),
    cni: z.boolean().describe('The CNI plugin runs: namespaces get Pod Security restricted'),
    outboundTrafficPolicy: z.enum(['ALLOW_ANY', 'REGISTRY_ONLY']),
    gateway: z.strictObject({ namespace: z.string(), name: z.string(), labels, serviceAccount: z.string() }),
  }),
  nodeCidrs: z
    .array(cidr)
    .describe("Addresses of the nodes, the CNI's tunnel addresses included; needed for hostNetwork"),
  podCidrs: z
    .array(cidr)
    .min(1)
    .describe('Addresses of the pods, from which the proof tells them from others'),
  prometheus: z.strictObject({ namespace: z.string(), labels }),
  externalSecrets: z
    .strictObject({ store: z.string(), prefix: z.string() })
    .optional()
    .describe('The External Secrets operator runs, and fills Secrets from this ClusterSecretStore'),
});

/** The settings of one environment. */
export type Environment = z.infer<typeof environmentSchema>;
