/** An address that a text has in it. */
export interface Address {
  /** In lower case, without `://`.
   *  @default - none is written */
  readonly scheme?: string | undefined;
  /** In lower case, without a final dot. Never an IP address, never `localhost`. */
  readonly host: string;
  readonly port?: number | undefined;
  /** What follows the host and the port, from its `/`, `?` or `#` on. */
  readonly rest: string;
  /** Where the word that it is begins in the text, and where it ends. */
  readonly range: readonly [start: number, end: number];
}

/** Longer words are no addresses: keys, certificates, data. */
const LONGEST = 2000;
const SEPARATORS = /[\s"'`,;|<>()[\]{}=\\]+/g;
/** What stands beside a word that is put together from variables or templates. */
const OPEN_BEFORE = /[)}>]/;
const OPEN_AFTER = /[({[<]/;

const SCHEME = /^[a-z][a-z0-9+.-]*$/i;
const HOST = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?$/i;
const PORT = /^\d{1,5}$/;

/**
 * The addresses in a text: URLs, and `host:port`. Comments of configuration files (lines that begin with `#`, `//` or
 * `;`) are passed over, and so is what is completed by variables. Takes time in proportion to the text.
 */
export function addressesIn(text: string): readonly Address[] {
  if (!text.includes(':') && !text.includes('.svc')) return [];
  const found: Address[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    if (!/^\s*(?:#|\/\/|;)/.test(line)) addFrom(line, offset, found);
    offset += line.length + 1;
  }
  return found;
}

function addFrom(line: string, offset: number, found: Address[]): void {
  let start = 0;
  const add = (end: number): void => {
    const word = line.slice(start, end);
    if (word === '' || word.length > LONGEST) return;
    // `a: $(B).c` and `${A}-b:80` are completed by somebody else.
    if (OPEN_BEFORE.test(line[start - 1] ?? '')) return;
    const isOpen = OPEN_AFTER.test(line[end] ?? '');
    const address = addressOf(word, isOpen);
    if (address !== undefined) found.push({ ...address, range: [offset + start, offset + end] });
  };
  for (const match of line.matchAll(SEPARATORS)) {
    add(match.index);
    start = match.index + match[0].length;
  }
  add(line.length);
}

function addressOf(word: string, isOpen: boolean): Omit<Address, 'range'> | undefined {
  const at = word.indexOf('://');
  const scheme = at === -1 ? undefined : word.slice(word.lastIndexOf(':', at - 1) + 1, at);
  if (scheme !== undefined && !SCHEME.test(scheme)) return undefined;
  const after = at === -1 ? word : word.slice(at + '://'.length);
  const end = after.search(/[/?#]/);
  const authority = end === -1 ? after : after.slice(0, end);
  // Where the authority itself goes on in a variable, nobody knows the host.
  if (isOpen && end === -1) return undefined;
  const place = authority.slice(authority.lastIndexOf('@') + 1);
  const colon = place.lastIndexOf(':');
  const [host, port] = colon === -1 ? [place, undefined] : [place.slice(0, colon), place.slice(colon + 1)];
  if (port !== undefined && (!PORT.test(port) || Number(port) > 65_535)) return undefined;
  if (!HOST.test(host) || isLocal(host) || (scheme === undefined && !isPlain(host, port, authority)))
    return undefined;
  return {
    scheme: scheme?.toLowerCase(),
    host: host.toLowerCase().replace(/\.$/, ''),
    port: port === undefined ? undefined : Number(port),
    rest: end === -1 ? '' : after.slice(end),
  };
}

/** Without a scheme only a host with a port is an address, or a name that only clusters give. */
function isPlain(host: string, port: string | undefined, authority: string): boolean {
  if (authority.includes('@')) return false;
  return (port !== undefined && /[a-z]/i.test(host)) || /\.svc(?:\.cluster\.local)?\.?$/i.test(host);
}

function isLocal(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.toLowerCase() === 'localhost';
}
