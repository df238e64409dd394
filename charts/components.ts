// The components of AuraLink, one line each: what is exported here is built, connected and synthesised.
export { aiCore } from './ai-core.js';
export { communication } from './communication.js';
export { dashboard } from './dashboard.js';
export { edge } from './edge.js';
export { externals } from './externals.js';
export { ingressEgress } from './ingress-egress.js';
export { meshRouting } from './mesh-routing.js';
export { redis } from './redis.js';
export { tracing } from './tracing.js';
export { webrtc } from './webrtc.js';
