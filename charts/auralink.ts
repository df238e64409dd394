import { App } from 'cdk8s';
import { assemble, Platform, type Component } from '../src/index.js';
import * as components from './components.js';
import type { Environment } from './environments/schema.js';

type Components = Readonly<Record<string, Component<string, unknown, Environment>>>;

/** AuraLink in one environment: an app whose charts are its components. */
export function auralink(
  env: Environment,
  list: Components = components,
): { readonly app: App; readonly platform: Platform } {
  const app = new App();
  const platform = new Platform(app, 'auralink', {
    name: 'auralink',
    environment: env.name,
    namespaces: [{ name: 'auralink' }, { name: 'auralink-media', media: true }],
    mesh: { ...env.istio, nodeCidrs: env.nodeCidrs, podCidrs: env.podCidrs },
    tracing: { provider: 'otel', samplingPercent: env.tracing.samplingPercent },
    prometheus: env.prometheus,
    retryBudget: 4,
    externalSecrets: env.externalSecrets,
  });
  assemble(platform, list, env);
  return { app, platform };
}
