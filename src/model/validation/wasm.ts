import { badValue, missing, together, type Complaint } from './complaint.js';
import type { Part } from './part.js';
import { checkPort } from './port.js';
import { checkAttachment } from './selector.js';
import type { Validated } from './validated.js';

/** istio `pkg/config/validation/validation.go`, ValidateWasmPlugin. */
export function* checkWasmPlugin({ spec }: Validated): Iterable<Complaint> {
  yield* checkAttachment(spec);
  yield* checkModule(spec);
  yield* checkMatches(spec.of('match'));
}

/** istio `pkg/config/validation/validation.go`, ValidateTrafficExtension. */
export function* checkTrafficExtension({ spec }: Validated): Iterable<Complaint> {
  const [wasm, lua] = [spec.of('wasm'), spec.of('lua')];
  if (wasm.isSet && lua.isSet) yield together(lua, 'does not go with wasm');
  if (!wasm.isSet && !lua.isSet) yield missing(wasm, 'wasm is missing, or lua');
  yield* checkAttachment(spec);
  const code = lua.of('inlineCode');
  if (lua.isSet && (code.text === '' || Buffer.byteLength(code.text) > 65_536))
    yield badValue(code, 'a program of 1 to 65536 bytes');
  if (wasm.isSet) yield* checkModule(wasm);
  yield* checkMatches(spec.of('match'));
}

function* checkModule(module: Part): Iterable<Complaint> {
  const [url, sha, secret] = [module.of('url'), module.of('sha256'), module.of('imagePullSecret')];
  if (url.text === '') yield url.isSet ? badValue(url, URL_FORM) : missing(url);
  else if (!isModuleUrl(url.text)) yield badValue(url, URL_FORM);
  if (sha.text !== '' && !/^[0-9a-f]{64}$/.test(sha.text))
    yield badValue(sha, '64 digits of lower-case hexadecimal');
  if (secret.text.length > 253) yield badValue(secret, 'at most 253 characters');
  if (module.of('pluginName').text.length > 256)
    yield badValue(module.of('pluginName'), 'at most 256 characters');
  const names = new Set<string>();
  for (const variable of module.of('vmConfig', 'env').items) {
    const [name, value, from] = [variable.of('name'), variable.of('value'), variable.of('valueFrom')];
    if (name.text === '' || name.text.length > 256) yield badValue(name, 'a name of 1 to 256 characters');
    if (names.has(name.text)) yield badValue(name, 'a name that no other variable has');
    names.add(name.text);
    if (value.text !== '' && !['', 'INLINE'].includes(from.text))
      yield together(value, `does not go with valueFrom ${from.text}`);
  }
}

const URL_FORM = 'a URL of oci, https, http or file';

/** Without a scheme it is one of oci, and `host/path` is enough. Go's url.ParseRequestURI takes any text that it can. */
function isModuleUrl(text: string): boolean {
  const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]*):\//.exec(text) ?? [];
  if (scheme !== undefined && !['file', 'http', 'https', 'oci'].includes(scheme.toLowerCase())) return false;
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  return !/[\u0000-\u001f\u007f]/.test(text);
}

function* checkMatches(list: Part): Iterable<Complaint> {
  for (const match of list.items)
    for (const port of match.of('ports').items) yield* checkPort(port.of('number'));
}
