import { badValue, missing, together, type Complaint } from './complaint.js';
import { namesOf, type Part } from './part.js';

const FILES = ['clientCertificate', 'caCertificates', 'privateKey', 'caCrl'] as const;
const CONFIG_MAP = 'configmap://';

/** istio `pkg/config/validation/agent/validation.go`, ValidateTLS: how a client opens TLS. */
export function* checkClientTls(tls: Part, namespace: string): Iterable<Complaint> {
  const mode = tls.of('mode').text;
  const credential = tls.of('credentialName');
  if (credential.text.startsWith(CONFIG_MAP) && !isOwnConfigMap(credential.text, namespace))
    yield badValue(credential, `${CONFIG_MAP}${namespace}/<name>`);
  if (tls.of('insecureSkipVerify').isTrue) {
    const useless = [
      ...tls.filled('caCertificates', ...(mode === 'SIMPLE' ? ['credentialName'] : [])),
      ...(tls.of('subjectAltNames').items.length > 0 ? [tls.of('subjectAltNames')] : []),
    ];
    if ((mode === 'SIMPLE' || mode === 'MUTUAL') && useless.length > 0)
      yield together(tls.of('insecureSkipVerify'), `does not go with ${namesOf(useless)}`);
  }
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return;
  if (credential.text !== '') {
    const files = tls.filled(...FILES);
    if (files.length > 0) yield together(credential, `does not go with ${namesOf(files)}`);
  } else if (mode === 'MUTUAL') {
    for (const field of ['clientCertificate', 'privateKey']) {
      const file = tls.of(field);
      if (file.text === '') yield missing(file, `${field} is missing: mode MUTUAL presents a certificate`);
    }
  }
}

/** istio `pilot/pkg/model/credentials/resource.go`, ParseResourceName: what is after the name is not looked at. */
function isOwnConfigMap(reference: string, namespace: string): boolean {
  const [first, second = ''] = reference.slice(CONFIG_MAP.length).split('/');
  return first === namespace && second !== '';
}
