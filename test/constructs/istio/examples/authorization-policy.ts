import type {
  AuthorizationPolicyFields,
  AuthorizationPolicyProps,
} from '../../../../src/constructs/istio/authorization-policy.js';
import type { AuthorizationOperation } from '../../../../src/constructs/istio/authorization-rule.js';
import type { PolicyTargets } from '../../../../src/constructs/istio/target-ref.js';

type AllowFields = Required<Omit<AuthorizationPolicyFields, 'provider'>> & Pick<PolicyTargets, 'selector'>;

/** Every field but those of {@link customProps}. */
export const allProps: AllowFields & { readonly action: 'ALLOW' } = {
  name: 'dashboard',
  namespace: 'shop',
  labels: { team: 'web' },
  annotations: { 'istio.io/dry-run': 'true' },
  selector: { matchLabels: { app: 'dashboard' } },
  action: 'ALLOW',
  rules: [
    {
      from: [
        {
          source: {
            principals: ['cluster.local/ns/shop/sa/web', '*/sa/web', 'cluster.local/ns/shop/*', '*'],
            notPrincipals: ['cluster.local/ns/shop/sa/batch'],
            requestPrincipals: ['https://id.example.com/alice', 'https://id.example.com/*', '*/bob', '*'],
            notRequestPrincipals: ['https://id.example.com/mallory'],
            namespaces: ['shop', 'team-*-web'],
            notNamespaces: ['sandbox'],
            trustDomains: ['cluster.local', '*.example.com'],
            notTrustDomains: ['old.example.com'],
            ipBlocks: ['10.0.0.0/8', '2001:db8::1'],
            notIpBlocks: ['10.9.0.1'],
            remoteIpBlocks: ['203.0.113.0/24'],
            notRemoteIpBlocks: ['203.0.113.7'],
          },
        },
        { source: { serviceAccounts: ['web', 'shop/web'], notServiceAccounts: ['shop/batch'] } },
      ],
      to: [
        {
          operation: {
            hosts: ['api.example.com', '*.example.com', 'api.example.com:*'],
            notHosts: ['old.example.com'],
            ports: ['8080', '65535'],
            notPorts: ['9090'],
            methods: ['GET', 'P*', '*'],
            notMethods: ['DELETE'],
            paths: ['/health', '/api/*', '*.json', '*', '/calls/{*}/media/{**}'],
            notPaths: ['/api/admin/*', '/{*}/secret'],
          },
        },
      ],
      when: [
        { key: 'request.headers[x-tenant]', values: ['a', 'b*'], notValues: ['c'] },
        { key: 'request.auth.claims[realm][roles]', values: ['admin'] },
        { key: 'request.auth.audiences', notValues: ['legacy'] },
        { key: 'source.ip', values: ['10.0.0.0/8'] },
        { key: 'destination.port', values: ['8080'] },
        { key: 'experimental.envoy.filters.network.mysql_proxy[db.table]', values: ['[update]'] },
      ],
    },
    {},
  ],
};

/** What only a CUSTOM policy has, and targets instead of a selector. */
export const customProps: AuthorizationPolicyProps = {
  action: 'CUSTOM',
  provider: { name: 'opa' },
  targetRefs: [
    { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' },
    { group: '', kind: 'Service', name: 'dashboard' },
    { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'storage' },
  ],
  rules: [
    { to: [{ operation: { paths: ['/admin/*'] } }], when: [{ key: 'source.ip', notValues: ['10.0.0.1'] }] },
  ],
};

const operation = (field: AuthorizationOperation): AuthorizationPolicyProps => ({
  rules: [{ to: [{ operation: field }] }],
});

/** What istiod's webhook refuses too. */
export const refusedByIstio: Readonly<Record<string, AuthorizationPolicyProps>> = {
  'DENY with an empty list of rules': { action: 'DENY', rules: [] },
  'CUSTOM with an empty list of rules': { action: 'CUSTOM', provider: { name: 'opa' }, rules: [] },
  'CUSTOM with an empty provider': { action: 'CUSTOM', provider: { name: '' }, rules: [{}] },
  'an empty source': { rules: [{ from: [{ source: {} }] }] },
  'a source with an empty list only': { rules: [{ from: [{ source: { principals: [] } }] }] },
  'an empty principal': { rules: [{ from: [{ source: { principals: [''] } }] }] },
  'an empty request principal': { rules: [{ from: [{ source: { requestPrincipals: [''] } }] }] },
  'an empty namespace': { rules: [{ from: [{ source: { namespaces: [''] } }] }] },
  'no address': { rules: [{ from: [{ source: { ipBlocks: ['10.0.0.256'] } }] }] },
  'no block': { rules: [{ from: [{ source: { notRemoteIpBlocks: ['10.0.0.0/33'] } }] }] },
  'a wildcard in a service account': { rules: [{ from: [{ source: { serviceAccounts: ['shop/*'] } }] }] },
  'a service account with two slashes': { rules: [{ from: [{ source: { serviceAccounts: ['a/b/c'] } }] }] },
  'a service account without namespace': {
    rules: [{ from: [{ source: { notServiceAccounts: ['/web'] } }] }],
  },
  'a service account of 321 characters': {
    rules: [{ from: [{ source: { serviceAccounts: ['a'.repeat(321)] } }] }],
  },
  '17 service accounts': {
    rules: [{ from: [{ source: { serviceAccounts: Array.from({ length: 17 }, (_, i) => `web-${i}`) } }] }],
  },
  'two wildcards in a trust domain': { rules: [{ from: [{ source: { trustDomains: ['*.example.*'] } }] }] },
  'a wildcard inside of a trust domain': { rules: [{ from: [{ source: { trustDomains: ['a.*.com'] } }] }] },
  'a slash in a trust domain': { rules: [{ from: [{ source: { trustDomains: ['cluster.local/ns'] } }] }] },
  'an empty operation': operation({}),
  'an empty host': operation({ hosts: [''] }),
  'an empty method': operation({ notMethods: [''] }),
  'an empty path': operation({ notPaths: [''] }),
  'port 65536': operation({ ports: ['65536'] }),
  'the name of a port': operation({ notPorts: ['http'] }),
  'an operator after {**}': operation({ paths: ['/{**}/calls/{*}'] }),
  'an operator inside of a segment': operation({ paths: ['/calls/{*}.json'] }),
  'another operator': operation({ paths: ['/calls/{id}'] }),
  'a wildcard in a template': operation({ paths: ['/calls/{*}/*'] }),
  'an empty key': { rules: [{ when: [{ key: 'request.headers[]', values: ['a'] }] }] },
  'a condition without values': { rules: [{ when: [{ key: 'source.ip', values: [] }] }] },
  'an empty value': { rules: [{ when: [{ key: 'request.headers[a]', values: [''] }] }] },
  'a value that is no address': { rules: [{ when: [{ key: 'remote.ip', notValues: ['localhost'] }] }] },
  'a value that is no port': { rules: [{ when: [{ key: 'destination.port', values: ['http'] }] }] },
  'a value that is no service account': {
    rules: [{ when: [{ key: 'source.serviceAccount', values: ['a/b/c'] }] }],
  },
  'a value that is no trust domain': { rules: [{ when: [{ key: 'source.trustDomain', values: ['a*b'] }] }] },
  'a target without name': { targetRefs: [{ kind: 'Service', name: '' }] },
  'a wildcard in a selector': { selector: { matchLabels: { 'app*': 'web' } } },
  'dry run of an audit': { action: 'AUDIT', rules: [{}], annotations: { 'istio.io/dry-run': 'true' } },
  'dry run that is neither true nor false': { annotations: { 'istio.io/dry-run': 'yes' } },
  'two mistakes': operation({ ports: ['0x50'], paths: ['/{**}/{*}'] }),
};

/** What Istio takes although it matches nothing, or (an empty list) everything. */
export const refusedHereOnly: Readonly<Record<string, AuthorizationPolicyProps>> = {
  'AUDIT with an empty list of rules': { action: 'AUDIT', rules: [] },
  'an empty list beside another field': {
    rules: [{ from: [{ source: { principals: [], ipBlocks: ['10.0.0.1'] } }] }],
  },
  // The webhook's own check for these two never fires: it sees an empty list as an absent one.
  'an empty list of sources': { rules: [{ from: [] }] },
  'an empty list of operations': { rules: [{ to: [] }] },
  'an empty list of conditions': { rules: [{ when: [] }] },
  'an empty list of targets': { targetRefs: [] },
  'a wildcard inside of a principal': {
    rules: [{ from: [{ source: { principals: ['cluster.local/ns/*/sa/web'] } }] }],
  },
  'two wildcards in a principal': { rules: [{ from: [{ source: { notPrincipals: ['*/sa/*'] } }] }] },
  'a principal with a scheme': {
    rules: [{ from: [{ source: { principals: ['spiffe://cluster.local/ns/shop/sa/web'] } }] }],
  },
  'a service account as a principal': { rules: [{ from: [{ source: { principals: ['web'] } }] }] },
  'an issuer without subject': {
    rules: [{ from: [{ source: { requestPrincipals: ['accounts.example.com'] } }] }],
  },
  'a namespace that cannot exist': { rules: [{ from: [{ source: { namespaces: ['Shop'] } }] }] },
  'a host with a scheme': operation({ hosts: ['https://api.example.com'] }),
  'a wildcard inside of a host': operation({ hosts: ['api.*.example.com'] }),
  'a method in small letters': operation({ methods: ['get'] }),
  'no method of HTTP': operation({ methods: ['FETCH'] }),
  'the beginning of no method': operation({ methods: ['PX*'] }),
  'a path without slash': operation({ paths: ['health'] }),
  'a path with a query': operation({ paths: ['/calls?limit=1'] }),
  'a wildcard inside of a path': operation({ paths: ['/calls/*/media'] }),
  'a template without slash': operation({ paths: ['calls/{*}'] }),
  'port 0': operation({ ports: ['0'] }),
  'a wildcard inside of a value': { rules: [{ when: [{ key: 'request.headers[a]', values: ['a*b'] }] }] },
  'no header name': { rules: [{ when: [{ key: 'request.headers[x tenant]', values: ['a'] }] }] },
  'claims without brackets': { rules: [{ when: [{ key: 'request.auth.claims[a]b[c]', values: ['a'] }] }] },
};
