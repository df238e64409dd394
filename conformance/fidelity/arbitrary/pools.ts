/** Small pools, so that what is generated meets: hosts that overlap, paths at the edge of each other. */

/** Names of services as people write them in manifests of one namespace or the other. */
export const MESH_HOSTS = [
  'web',
  'api',
  'api.a',
  'api.b',
  'web.a.svc.cluster.local',
  'api.a.svc.cluster.local',
  'api.b.svc.cluster.local',
  'API.b.svc.cluster.local',
  'raw.b.svc.cluster.local',
  'pods.a.svc.cluster.local',
  '*.a.svc.cluster.local',
  '*.b.svc.cluster.local',
  '*.svc.cluster.local',
  '*.cluster.local',
  'out.example.com',
  '*.example.com',
  '*',
] as const;

/** Hosts of gateways and of what is bound to them. */
export const PUBLIC_HOSTS = [
  'app.example.com',
  'API.example.com',
  'api.example.com',
  '*.example.com',
  '*.app.example.com',
  '*.com',
  '*',
  'x.app.example.com',
  'localhost',
] as const;

/** Hosts as clients name them at a gateway. */
export const CALLED_PUBLIC = [
  'app.example.com',
  'api.example.com',
  'APP.example.com',
  'app.example.com.',
  'x.app.example.com',
  'y.x.app.example.com',
  'example.com',
  'other.org',
  'localhost',
  'wapp.example.com',
] as const;

/** Names by which pods call. */
export const CALLED_MESH = [
  'web',
  'api',
  'api.a',
  'api.b',
  'api.b.svc',
  'api.b.svc.cluster.local',
  'raw.b',
  'API.b',
  'web.a.svc',
  'web.a.svc.cluster.local.',
  'api.a.svc.cluster.local',
  'out.example.com',
  'two.example.com',
  'other.org',
  'api.b:7000',
  'api.a:8080',
  'api.a:81',
  'pods.a:8080',
  'pods.a:7000',
  'alias.a',
  'alias.a:80',
  'nowhere',
  'nowhere.a',
  'web:80',
  'WEB.a',
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
  '/api.v1',
  '/api/v1/',
] as const;

/** What clients ask for, beside the paths above in other spellings. */
export const CALLED_PATHS = [
  ...PATHS,
  ...PATHS,
  '/apix',
  '/api/v1x',
  '/api//v1',
  '//api/v1',
  '/api/v1//users/7',
  '/api/../health',
  '/api/./v1',
  '/health/..',
  '/../api/v1',
  '/api/%2e%2e/health',
  '/%61pi/v1',
  '/api%2Fv1',
  '/api%2fv1',
  '/api/v1%2F',
  '/api%5Cv1',
  '/api\\v1',
  '/api/v1;x=1',
  '/api/v1?debug=1',
  '/api/v1?debug=1&debug=2',
  '/api/v1?DEBUG=1',
  '/api/v1?debug',
  '/api/v1?debug=',
  '/api/v1?x=9&debug=%31',
  '/api/v1?access_token=x',
  '/api?x=/health',
  '/health/',
  '/health?x',
  '/a%20b',
  '/api/v1/users/',
  '/api/v1/users/7/8',
] as const;

export const REGEXES = [
  '/api/.*',
  '.*',
  '/api/v[0-9]+',
  '^/api',
  '^/api.*$',
  '/(api|health)',
  '.*v1$',
  '/API/.*',
  '(?i)/api/.*',
  '/api/[^/]+',
  '/api/?',
  '',
] as const;

export const METHODS = ['GET', 'POST', 'DELETE', 'OPTIONS', 'PUT', 'PATCH'] as const;

export const HEADERS = ['x-user', 'X-Role', 'cookie'] as const;

export const HEADER_VALUES = ['alice', 'Alice', 'alice,bob', '', 'admin', 'a', 'user=alice; x=1'] as const;

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
  'cluster.local/ns/A/sa/web',
  '*/sa/web',
  '*',
  'other.local/ns/a/sa/web',
  'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
] as const;
