/** Small pools, so that what is generated meets: hosts that overlap, paths at the edge of each other. */

/** Names of services as people write them in manifests of one namespace or the other. */
export const MESH_HOSTS = [
  'web',
  'api',
  'api.b',
  'web.a.svc.cluster.local',
  'api.a.svc.cluster.local',
  'api.b.svc.cluster.local',
  '*.b.svc.cluster.local',
  '*.svc.cluster.local',
  'out.example.com',
  '*.example.com',
] as const;

/** Hosts of gateways and of what is bound to them. */
export const PUBLIC_HOSTS = [
  'app.example.com',
  'API.example.com',
  '*.example.com',
  '*',
  'x.app.example.com',
] as const;

/** Hosts as clients name them at a gateway. */
export const CALLED_PUBLIC = [
  'app.example.com',
  'api.example.com',
  'APP.example.com',
  'app.example.com.',
  'x.app.example.com',
  'other.org',
] as const;

export const PATHS = [
  '/',
  '/api',
  '/api/',
  '/api/v1',
  '/API/v1',
  '/health',
  '/api/v1/users/7',
  '/v2',
] as const;

/** What clients ask for. */
export const CALLED_PATHS = [
  ...PATHS,
  '/apix',
  '/api/v1x',
  '/api//v1',
  '/api/../health',
  '/%61pi/v1',
  '/api%2Fv1',
  '/api/v1?debug=1',
  '/api/v1?debug=1&debug=2',
  '/health/',
  '/health?x',
  '/a b'.replace(' ', '%20'),
] as const;

export const REGEXES = ['/api/.*', '.*', '/api/v[0-9]+', '^/api', '/(api|health)', '.*v1$'] as const;

export const METHODS = ['GET', 'POST', 'DELETE', 'OPTIONS'] as const;

export const HEADERS = ['x-user', 'X-Role', 'cookie'] as const;

export const HEADER_VALUES = ['alice', 'Alice', 'alice,bob', '', 'admin'] as const;

/** Issuers of tokens; nobody trusts the last one. */
export const ISSUERS = [
  'https://id.example.com',
  'https://other.example.com',
  'https://nobody.example.com',
] as const;

export const PRINCIPALS = [
  'cluster.local/ns/a/sa/web',
  'cluster.local/ns/b/sa/api',
  'cluster.local/ns/a/*',
  '*/sa/web',
  '*',
  'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
] as const;
