import { component, ExternalService, tcp, tls } from '../src/index.js';
import type { Environment } from './environments/schema.js';

/** What the platform uses outside of the cluster. */
export const externals = component({
  id: 'externals',
  build: (platform, env: Environment) => ({
    supabase: new ExternalService(platform, 'supabase', {
      hosts: [env.external.supabase.api],
      ports: { https: tls(443) },
    }),
    postgres: new ExternalService(platform, 'postgres', {
      hosts: [env.external.supabase.postgres],
      ports: { direct: tcp(5432), pooler: tcp(6543) },
    }),
    ai: Object.entries(env.external.ai).map(
      ([name, host]) => new ExternalService(platform, name, { hosts: [host], ports: { https: tls(443) } }),
    ),
  }),
});
