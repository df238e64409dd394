import { component, Edge } from '../src/index.js';
import type { Environment } from './environments/schema.js';

/** The way in from the internet. What is routed is declared by the components that answer. */
export const edge = component({
  id: 'edge',
  build: (platform, env: Environment) => new Edge(platform, 'edge', { certificates: env.certificates }),
});
