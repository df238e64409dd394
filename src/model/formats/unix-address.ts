const SCHEME = 'unix://';

/** Whether a text is meant as a Unix domain socket. */
export function isUnixAddress(text: string): boolean {
  return text.startsWith(SCHEME);
}

/** Istio `pkg/config/validation/validation.go`, ValidateUnixAddress: an absolute path to a file, or `@name`. */
export function isValidUnixAddress(text: string): boolean {
  const path = text.slice(SCHEME.length);
  return isUnixAddress(text) && (path.startsWith('@') || (path.startsWith('/') && !path.endsWith('/')));
}

/** What {@link isValidUnixAddress} accepts, in words. */
export const UNIX_ADDRESS = 'unix:///absolute/path or unix://@name';
