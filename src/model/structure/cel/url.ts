/** A URL as `url()` gives it (apiserver pkg/cel/library/urls.go), as far as rules of Istio ask for it. */
export class Url {
  constructor(readonly scheme: string) {}
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;
const BAD_ESCAPE = /%(?![\da-fA-F]{2})/;
/** What Go lets stand in a host name or, in brackets, in an address; then digits as port. */
const HOST = /^(?:\[[^\]]*\]|[^\s"<>\\^`{|}[\]:%]*)(?::\d*)?$/;

/** Go's `url.ParseRequestURI`: an absolute URL or an absolute path; `undefined` for anything else. */
export function parseUrl(text: string): Url | undefined {
  if (text === '' || CONTROL.test(text)) return undefined;
  const [, scheme = '', after = ''] = SCHEME.exec(text) ?? [];
  const rest = scheme === '' ? text : after;
  if (!rest.startsWith('/')) return scheme === '' ? undefined : new Url(scheme.toLowerCase());
  const [path = ''] = rest.split('?', 1);
  if (BAD_ESCAPE.test(path)) return undefined;
  if (scheme !== '' && rest.startsWith('//')) {
    const authority = path.slice(2).split('/', 1)[0] ?? '';
    if (!HOST.test(authority.slice(authority.lastIndexOf('@') + 1))) return undefined;
  }
  return new Url(scheme.toLowerCase());
}
