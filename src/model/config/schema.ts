import { z } from 'zod';
import { objectLabelName, objectName } from '../formats/label.js';
import { formatted } from '../settings/formatted.js';
import { cidr, hostPattern, labels, port } from '../settings/types.js';
import { meshConfigSchema } from './mesh-config.js';

const severity = z.enum(['error', 'warning', 'info', 'off']);
const path = z.string().min(1, { error: 'expected a path' });

const gateway = z.strictObject({
  namespace: formatted(objectLabelName),
  name: formatted(objectName).describe('The name of its Deployment'),
  labels: labels.describe('The labels of its pods, which Gateways select'),
  serviceAccount: formatted(objectName).describe('As which it calls into the mesh'),
});

const service = z.strictObject({
  host: hostPattern.describe('The full name: ledger.bank.svc.cluster.local, or *.bank.svc.cluster.local'),
  ports: z.array(port).min(1).optional().describe('All that it has; any without this'),
});

/** What `meshproof.yaml` says. The severities of rules are judged by {@link severitiesSchema}. */
export const configSchema = z.strictObject({
  rootNamespace: formatted(objectLabelName).optional().describe("Istio's root namespace; istio-system"),
  trustDomain: z.string().min(1).optional().describe('The trust domain of the mesh; cluster.local'),
  meshConfig: meshConfigSchema.optional(),
  gateways: z
    .array(gateway)
    .min(1)
    .optional()
    .describe("Gateways that run outside of the sets; without this istioctl's istio-ingressgateway"),
  services: z.array(service).optional().describe('Services that exist although no set has them'),
  sharedNamespaces: z
    .array(formatted(objectLabelName))
    .optional()
    .describe('Namespaces of which the sets have only a part: what they lack there is not missing'),
  nodeCidrs: z.array(cidr).optional().describe('Addresses of the nodes'),
  podCidrs: z.array(cidr).min(1).optional().describe('Addresses of the pods'),
  sets: z
    .record(z.string().min(1), z.union([path, z.array(path).min(1)]))
    .optional()
    .describe('What is applied together, by name: a path or several, from this file on'),
  rules: z
    .array(path)
    .optional()
    .describe('Files with rules of your own, .js or .ts, from this file on; all that they export are run'),
  severity: z
    .record(z.string(), severity)
    .optional()
    .describe('What becomes of the findings of a rule: another severity, or off'),
  failOn: z
    .enum(['error', 'warning', 'info', 'never'])
    .optional()
    .describe('The least with which check fails; error'),
});

/** What `meshproof.yaml` says. */
export type Config = Readonly<z.infer<typeof configSchema>>;

/** The schema with the severities of these rules alone. */
export function severitiesSchema(rules: readonly string[]) {
  return configSchema.extend({ severity: severitiesOf(rules).strict().optional() });
}

/** For editors: the rules of meshproof by name, and room for others. */
export function publishedSchema(rules: readonly string[]) {
  const { description = '' } = configSchema.shape.severity;
  return configSchema.extend({
    severity: severitiesOf(rules).catchall(severity).optional().describe(description),
  });
}

function severitiesOf(rules: readonly string[]) {
  return z.object(Object.fromEntries(rules.map((id) => [id, severity.optional()])));
}
