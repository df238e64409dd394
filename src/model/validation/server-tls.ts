import { CIPHER_SUITES } from '../formats/cipher-suites.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { namesOf, type Part } from './part.js';

const FILES = ['serverCertificate', 'privateKey', 'caCertificates'] as const;
const SOURCES = ['tlsCertificates', 'credentialName', 'credentialNames'] as const;

/** istio `pkg/config/validation/validation.go`, validateTLSOptions: how a server speaks TLS. */
export function* checkServerTls(tls: Part): Iterable<Complaint> {
  if (!tls.isSet) return;
  yield* checkParameters(tls);
  const mode = tls.of('mode').text === '' ? 'PASSTHROUGH' : tls.of('mode').text;
  const own = tls.filled(...FILES, ...SOURCES);
  if (mode === 'ISTIO_MUTUAL') {
    for (const field of own)
      yield together(field, 'does not go with mode ISTIO_MUTUAL, which has certificates of the mesh');
    return;
  }
  if (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') {
    const ignored = [...own, ...tls.filled('caCrl')];
    if (ignored.length > 0) yield warned(ignored[0] ?? tls, `is ignored: mode ${mode} uses no certificates`);
  }
  const sources = [...tls.filled(...SOURCES)];
  const files = tls.filled('serverCertificate', 'privateKey');
  if (files.length === 2) sources.push(...files.slice(0, 1));
  if (sources.length > 1)
    yield together(sources[1] ?? tls, `expected one source of certificates, found ${namesOf(sources)}`);
  const ends = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode);
  if (ends && tls.filled('credentialName', 'credentialNames').length > 0) return;
  if (ends) yield* checkFiles(tls, mode);
  const list = tls.of('caCrl');
  if (list.text === '') return;
  if (tls.of('credentialName').text !== '')
    yield together(list, 'does not go with credentialName: the list has to be in the Secret');
  if (mode === 'SIMPLE')
    yield together(list, 'does not go with mode SIMPLE, in which clients show no certificates');
}

function* checkFiles(tls: Part, mode: string): Iterable<Complaint> {
  if (mode !== 'SIMPLE' && tls.of('caCertificates').text === '')
    yield missing(tls.of('caCertificates'), `caCertificates is missing: mode ${mode} verifies clients`);
  const certificates = tls.of('tlsCertificates').items;
  for (const certificate of certificates.length > 0 ? certificates : [tls])
    for (const field of ['serverCertificate', 'privateKey']) {
      const file = certificate.of(field);
      if (file.text === '')
        yield missing(file, `${field} is missing, or credentialName: mode ${mode} shows a certificate`);
    }
}

function* checkParameters(tls: Part): Iterable<Complaint> {
  const [least, suites] = [tls.of('minProtocolVersion'), tls.of('cipherSuites').items];
  if (['TLSV1_0', 'TLSV1_1'].includes(least.text) && suites.length === 0)
    yield warned(least, 'needs cipherSuites: by default there are none for versions below TLS 1.2');
  const seen = new Set<string>();
  for (const suite of suites) {
    if (!isSuite(suite.text)) yield warned(suite, `is ignored: ${suite.text} is no suite that Envoy knows`);
    else if (seen.has(suite.text)) yield warned(suite, `${suite.text} is there twice`);
    seen.add(suite.text);
  }
}

/** istio `pkg/config/security/security.go`, IsValidCipherSuite. */
function isSuite(name: string): boolean {
  return name === '' || name === 'ALL' || !/^[\p{L}\p{N}]/u.test(name) || CIPHER_SUITES.includes(name);
}

/** Certificates of a port that speaks no TLS. */
export function* checkNoFiles(tls: Part): Iterable<Complaint> {
  const mode = tls.of('mode').text;
  const isPassthrough = ['', 'PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(mode);
  const files = tls.filled(...FILES);
  if (!isPassthrough)
    yield badValue(tls.of('mode'), 'none: a port of HTTP in plain text takes only httpsRedirect');
  else if (files.length > 0) yield together(files[0] ?? tls, 'does not go with a port of HTTP in plain text');
}
