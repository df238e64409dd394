import { z } from 'zod';
import * as types from '../../../src/model/settings/types.js';

/** A small file of settings with one of everything. */
export const exampleSchema = z.strictObject({
  name: z.enum(['dev', 'staging', 'production']).describe('The environment'),
  images: z.strictObject({ dashboard: types.image, webrtc: types.image }),
  replicas: z.strictObject({
    'ai-core': types.replicas,
    communication: types.replicas,
    dashboard: types.replicas,
  }),
  memory: types.quantity.optional(),
  features: z.strictObject({ sso: z.boolean(), billing: z.boolean().default(false) }),
  media: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('hostNetwork'), start: types.port, end: types.port }),
    z.strictObject({ mode: z.literal('hostPort'), udp: types.port }),
  ]),
  timeouts: z.record(z.string().regex(/^[a-z-]+$/), types.duration),
  nodeCidrs: z.array(types.cidr).min(1),
  password: types.secretRef,
});

export const EXAMPLE = `# yaml-language-server: $schema=./example.schema.json
name: staging

images:
  dashboard: auralink/dashboard:2.4.1
  webrtc: auralink/webrtc:1.9.1

replicas:
  ai-core: 2
  communication: { min: 2, max: 6 }
  dashboard: 3

memory: 1Gi

features:
  sso: true

media: { mode: hostPort, udp: 7882 }

timeouts:
  dashboard: 30s
  ai-core: 60s

nodeCidrs:
  - 10.20.0.0/16

password:
  name: redis
  key: password
`;
