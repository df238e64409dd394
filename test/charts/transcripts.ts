import { component, http, Workload } from '../../src/index.js';
import type { Components } from '../../charts/connected.js';

/** The ninth component of CONTRIBUTING.md. */
export const transcripts = component({
  id: 'transcripts',
  build: (platform) =>
    new Workload(platform, 'transcripts', {
      image: 'auralink/transcripts:0.1.0',
      replicas: 2,
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } },
      ports: { http: http(8095) },
      probes: { liveness: { tcp: 'http' }, readiness: { get: '/ready', port: 'http' } },
    }),
  connect: ({ transcripts, aiCore }: Components & { readonly transcripts: Workload }) => {
    transcripts.calls(aiCore.ports.http, {
      methods: ['POST'],
      paths: ['/api/v1/transcribe'],
      timeout: '30s',
    });
  },
});
