/** Suites that Envoy knows (istio `pkg/config/security/security.go`, ValidCipherSuites); it ignores others. */
export const CIPHER_SUITES: readonly string[] = [
  ...['ECDHE-ECDSA-', 'ECDHE-RSA-', ''].flatMap((kind) => [
    `${kind}AES128-GCM-SHA256`,
    `${kind}AES256-GCM-SHA384`,
    `${kind}AES128-SHA`,
    `${kind}AES256-SHA`,
  ]),
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'DES-CBC3-SHA',
];
