import { aic as aicOf } from '../../charts/aic.js';
import { readEnvironment } from '../../charts/environments/read.js';
import { declared } from '../aic/declared.js';
import { deviations } from '../aic/deviations.js';
import { goAic, pythonAic } from '../aic/clients.js';
import { grpcEndpoints } from '../aic/endpoint.js';
import { readers, type Form } from '../aic/readers.js';
import { sampleProblems } from '../aic/sample-problems.js';
import { switches } from '../aic/switches.js';
import type { Check } from '../check.js';
import { readManifests } from '../manifests.js';
import { mountedFiles } from '../mounted-files.js';
import { replacing } from '../replacing.js';

const MOUNTED: readonly { readonly id: string; readonly file: string; readonly form: Form }[] = [
  { id: 'auralink-media/webrtc', file: 'aic_protocol.yaml', form: 'protocol' },
  { id: 'auralink-media/webrtc', file: 'aic-config.json', form: 'message' },
  { id: 'auralink-media/ingress-egress', file: 'aic-config.json', form: 'message' },
  { id: 'auralink/ai-core', file: 'aic-config.yaml', form: 'core' },
];
const SWITCHES = ['auralink-media/ingress-egress: ENABLE_AIC', 'auralink/ai-core: ENABLE_AIC_GRPC'];

/**
 * The files of AIC are mounted, are read strictly in Go and in Python, and tell every program the same policy, in its
 * units. The programs that implement AIC are not public: the fields are those that are documented of them.
 */
export const aic: Check = {
  name: 'aic',
  programs: [goAic, pythonAic],
  run: async ({ name, folder }) => {
    const manifests = readManifests(folder);
    const policy = aicOf(readEnvironment(name));
    const endpoints = grpcEndpoints(manifests);
    const found = switches(manifests);
    const problems = [...new Set([...SWITCHES, ...found.keys()])]
      .filter((one) => found.get(one) !== String(policy.enabled))
      .map((one) => `${one} is ${String(found.get(one))}, declared is ${String(policy.enabled)}`);
    for (const { id, file, form } of MOUNTED) {
      const text = mountedFiles(manifests, file).get(id);
      if (text === undefined) {
        problems.push(`${id} mounts no ${file}`);
        continue;
      }
      for (const { name: language, read } of readers[form]) {
        const [result] = await read([text]);
        const said = result !== undefined && 'said' in result ? result.said : {};
        const endpoint = endpoints.find(({ host, port }) => host === said['host'] && port === said['port']);
        if (form === 'protocol' && 'host' in said && endpoint === undefined)
          problems.push(`${id}: ${file}: ${said['host']}:${said['port'] ?? ''} is no gRPC port of a Service`);
        const expected = { ...declared[form](policy), ...endpoint };
        problems.push(
          ...[...deviations(result, expected)].map((one) => `${id}: ${file}, ${language}: ${one}`),
        );
      }
    }
    // They are the same for all.
    return name === 'production' ? [...problems, ...(await sampleProblems())] : problems;
  },
  spoils: {
    'a key that Go does not know': {
      says: ['field max_latency not found'],
      edit: replacing('webrtc', 'max_latency_ms:', 'max_latency:'),
    },
    'a key that Go misses': {
      says: ['aic_protocol.adaptive.fallback_timeout_ms is missing'],
      edit: replacing('webrtc', /\n *fallback_timeout_ms: 25/, ''),
    },
    'a ratio where the WebRTC server has percents': {
      says: ['aic_protocol.yaml, Go: reduction is 0.008, declared is 0.8'],
      edit: replacing('webrtc', 'target_reduction_percent: 80', 'target_reduction_percent: 0.8'),
    },
    'milliseconds where there are seconds': {
      says: ['aic_protocol.yaml, Go: ttl is 300000000, declared is 300000'],
      edit: replacing('webrtc', 'ttl_seconds: 300', 'ttl_seconds: 300000'),
    },
    'percents where ai-core has ratios': {
      says: [
        'aic-config.yaml, Go: adaptive.minQuality is 85, declared is 0.85',
        'aic-config.yaml, Python: adaptive.minQuality is 85, declared is 0.85',
      ],
      edit: replacing('ai-core', /( {6}adaptive:\n.*\n *quality: )0\.85/, '$185'),
    },
    'a key that Python misses': {
      says: ["missing ['target_ratio'], unknown ['target']"],
      edit: replacing('ai-core', 'target_ratio', 'target'),
    },
    'a field that the message does not have': {
      says: [
        'ingress-egress: aic-config.json, Go: refused: proto: (line 5:3): unknown field "max_latency_ms"',
      ],
      edit: replacing('ingress-egress', '"max_inference_latency_ms"', '"max_latency_ms"'),
    },
    'a mode that the enum does not have': {
      says: ['invalid value for enum field defaultMode: "NONE"'],
      edit: replacing('ingress-egress', '"default_mode": "OFF"', '"default_mode": "NONE"'),
    },
    'a field that the message misses': {
      says: ['webrtc: aic-config.json, Go: refused: enable_gpu is missing'],
      edit: replacing('webrtc', /,\n *"enable_gpu": (?:true|false)/, ''),
    },
    'one program that is switched on alone': {
      says: ['auralink/ai-core: ENABLE_AIC_GRPC is true, declared is false'],
      edit: replacing('ai-core', /(name: ENABLE_AIC_GRPC\n *value: )"false"/, '$1"true"'),
    },
    'an endpoint that speaks another protocol': {
      says: ['ai-core.auralink.svc.cluster.local:8000 is no gRPC port of a Service'],
      edit: replacing('webrtc', 'svc.cluster.local:50051', 'svc.cluster.local:8000'),
    },
    'a file that is not mounted': {
      says: ['auralink/ai-core mounts no aic-config.yaml'],
      edit: replacing(
        'ai-core',
        'mountPath: /etc/aic\n          name: aic',
        'mountPath: /etc/aic\n          name: other',
      ),
    },
  },
};
