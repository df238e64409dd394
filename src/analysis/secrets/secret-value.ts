import type { TextPart } from '../rule.js';
import { isPlaceholder } from './placeholder.js';

/** What a text gives away. */
export interface SecretValue {
  /** With an article: `a private key`. */
  readonly what: string;
  /** Whether its form alone tells; otherwise its name does. */
  readonly isCertain: boolean;
}

/** What a part of a text gives away. */
export interface SecretPart extends SecretValue {
  readonly within: TextPart;
}

/** Forms that tokens of well-known issuers have. Each is bounded, or of one class of characters. */
const TOKENS: readonly (readonly [string, RegExp])[] = [
  ['an access key of AWS', /\bAKIA[0-9A-Z]{16}\b/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})/],
  ['a token of GitLab', /\bglpat-[A-Za-z0-9_-]{20}/],
  ['a token of Slack', /\bxox[abprs]-[A-Za-z0-9-]{20}/],
  ['a key of Stripe', /\b[rs]k_live_[A-Za-z0-9]{20}/],
  ['a key of an AI service', /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32}/],
  ['a key of SendGrid', /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}/],
  ['a token of Hugging Face', /\bhf_[A-Za-z0-9]{34}/],
];
const PEM = /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY(?: BLOCK)?-----[\sA-Za-z0-9+/=]{60}/;
const JWT = /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{20}/;
const URL_PASSWORD = /:\/\/[^\s/@:'"]{0,100}:([^\s/@'"]{1,200})@/g;
/** Longer texts are data; a secret in them is at the beginning of one of their lines. */
const LONGEST = 200_000;

/** What the form of a text gives away, whatever its name. Never the value itself. */
export function secretByForm(name: string, text: string): SecretPart | undefined {
  const value = text.slice(0, LONGEST);
  const key = value.includes('PRIVATE KEY') ? PEM.exec(value) : null;
  if (key !== null) return { what: 'a private key', isCertain: true, within: endOfKey(value, key.index) };
  for (const [what, form] of TOKENS) {
    const found = form.exec(value);
    // Keys in the documentation of AWS end in this word.
    if (found !== null && !/EXAMPLE|xxxx/i.test(found[0]))
      return { what, isCertain: true, within: wordAt(value, found) };
  }
  if (value.includes('eyJ') && !/anon|public|publishable/i.test(name)) {
    const token = JWT.exec(value);
    if (token !== null) return { what: 'a signed token', isCertain: true, within: wordAt(value, token) };
  }
  if (value.includes('@') && value.includes('://')) {
    for (const found of value.matchAll(URL_PASSWORD))
      if (isWritten(found[1] ?? ''))
        return { what: 'a URL with a password', isCertain: false, within: wordAt(value, found) };
  }
  return undefined;
}

/** The match with what of the word is before and after it: a form may be the beginning of a secret. */
function wordAt(text: string, { 0: { length }, index }: RegExpExecArray): TextPart {
  const rest = /^[^\s"'`,;]*/.exec(text.slice(index + length, index + length + MOST))?.[0].length ?? 0;
  const before = /[^\s"'`,;=]*$/.exec(text.slice(Math.max(0, index - 100), index))?.[0].length ?? 0;
  return [index - before, index + length + rest];
}

/** Words are seldom longer. */
const MOST = 4000;

function endOfKey(text: string, start: number): TextPart {
  const end = text.indexOf('-----END', start);
  if (end === -1) return [start, text.length];
  const line = text.indexOf('\n', end);
  return [start, line === -1 ? text.length : line];
}

const PASSWORD = /(?:^|[_.-])(?:passwords?|passwd|passphrase|pwd|requirepass|masterauth|pgpassword)$/;
const KEY =
  /(?:^|[_.-])(?:secret|secret_?key|api_?key|access_?key|private_?key|signing_?key|encryption_?key|master_?key|auth_?key|token|api_?secret)$/;

/** What the name of a text says that it is, if it has the shape of such a thing. */
export function secretByName(name: string, text: string): SecretValue | undefined {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll('-', '_');
  const value = text.trim();
  if (!isWritten(value) || isPlaceholder(value) || /[\s/:]/.test(value)) return undefined;
  if (PASSWORD.test(words) && value.length >= 4 && !/^(?:true|false|null|none|yes|no)$/i.test(value))
    return { what: 'a password', isCertain: false };
  // Names of Secrets, headers and files are words; keys are not.
  const isRandom =
    value.length >= 12 &&
    /\d/.test(value) &&
    /[a-z]/i.test(value) &&
    !/^[a-z]+(?:[-_.][a-z0-9]+)*$/i.test(value);
  return KEY.test(words) && isRandom ? { what: 'a key', isCertain: false } : undefined;
}

/** Not put in by somebody else: a variable, a template, a reference to a store. */
function isWritten(value: string): boolean {
  return value !== '' && !/[${}<>%]/.test(value) && !/^(?:\*+|x{3,}|ENC\[|vault:|ref\+|arn:)/i.test(value);
}
