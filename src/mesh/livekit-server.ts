import type { FieldPath } from '../model/field-path.js';
import type { Manifest } from '../model/manifest.js';
import { parseYaml } from '../model/settings/yaml-document.js';
import { isJsonObject, type Json, type JsonObject } from '../model/json.js';
import { at, itemsAt, numberAt, objectAt, stringAt, stringsAt, type Field } from './fields.js';
import type { Mesh } from './mesh.js';
import { mountedFile, textOfKey } from './mounted-file.js';
import { perMesh } from './per-mesh.js';
import { namespaceOf, POD_TEMPLATES } from './workload.js';
import { own } from '../model/own.js';

/** A text in a manifest, and where it is. */
export interface PlacedText {
  readonly manifest: Manifest;
  readonly path: FieldPath;
  readonly text: string;
}

/** The configuration of a server, as far as the set has it. */
export interface LiveKitSettings extends PlacedText {
  /** Nothing if the text is no YAML, or no mapping. */
  readonly config?: JsonObject;
}

/** A container that runs livekit-server. */
export interface LiveKitContainer {
  /** What owns its pods. */
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly podPath: FieldPath;
  readonly podSpec: Field;
  readonly path: FieldPath;
  readonly container: Field;
  /** Nothing where the set does not have it. */
  readonly settings?: LiveKitSettings;
  /** As annotated, or that of an official image; nothing where it cannot be known. */
  readonly version?: string;
  /** False with `--disable-strict-config`, which passes over unknown keys. */
  readonly isStrict: boolean;
}

/** Says that a pod is a LiveKit server, and of which version (or `true`); `false` says that it is none. */
const LIVEKIT_ANNOTATION = 'meshproof.io/livekit';

/** The containers of a manifest's pods that run livekit-server. */
export function livekitContainers(manifest: Manifest, mesh: Mesh): readonly LiveKitContainer[] {
  return byManifest(mesh).get(manifest) ?? [];
}

/** Every container of the set that runs livekit-server. */
export const allLivekitContainers = perMesh((mesh): readonly LiveKitContainer[] =>
  [...byManifest(mesh).values()].flat(),
);

const byManifest = perMesh(
  (mesh): ReadonlyMap<Manifest, readonly LiveKitContainer[]> =>
    new Map(
      mesh.manifests.all
        .filter(({ kind }) => Object.hasOwn(POD_TEMPLATES, kind))
        .map((manifest) => [manifest, containersOf(manifest, mesh)]),
    ),
);

function containersOf(manifest: Manifest, mesh: Mesh): readonly LiveKitContainer[] {
  const template = own(POD_TEMPLATES, manifest.kind) ?? [];
  const podPath = [...template, 'spec'];
  const podSpec = at(manifest, ...podPath);
  const annotated = stringAt(at(manifest, ...template), 'metadata', 'annotations', LIVEKIT_ANNOTATION);
  if (annotated === 'false') return [];
  return itemsAt(podSpec, 'containers').flatMap((container, i) => {
    const args = argumentsOf(container);
    if (annotated === undefined && !runsLiveKit(container, args)) return [];
    const base = {
      manifest,
      namespace: namespaceOf(manifest),
      podPath,
      podSpec,
      path: [...podPath, 'containers', i],
      container,
    };
    const settings = settingsOf(base, args, mesh);
    const version = versionOf(annotated, stringAt(container, 'image'));
    return [
      {
        ...base,
        ...(settings === undefined ? {} : { settings }),
        ...(version === undefined ? {} : { version }),
        isStrict: !args.includes('--disable-strict-config'),
      },
    ];
  });
}

/** By its image, by a file that is called as LiveKit calls it, by variables that nobody else reads, or by its ports. */
function runsLiveKit(container: Field, args: readonly string[]): boolean {
  const image = (stringAt(container, 'image') ?? '').replace(/[:@].*$/, '');
  if (/(?:^|\/)livekit-server$/.test(image)) return true;
  if (/(?:^|\/)livekit\.ya?ml$/.test(flag(args, 'config') ?? '')) return true;
  const names = itemsAt(container, 'env').map((variable) => stringAt(variable, 'name'));
  if (names.includes('LIVEKIT_CONFIG') || names.includes('LIVEKIT_KEYS')) return true;
  const ports = itemsAt(container, 'ports').map((port) => numberAt(port, 'containerPort'));
  return ports.includes(7880) && ports.includes(7881);
}

function versionOf(annotated: string | undefined, image = ''): string | undefined {
  const text = annotated ?? /(?:^|\/)livekit\/livekit-server:(.*)$/.exec(image)?.[1] ?? '';
  return /^v?(\d+\.\d+\.\d+)$/.exec(text)?.[1];
}

type Base = Pick<LiveKitContainer, 'manifest' | 'namespace' | 'podPath' | 'podSpec' | 'path' | 'container'>;

/** The body wins over the file (livekit `cmd/server/main.go`, getConfigString). */
function settingsOf(base: Base, args: readonly string[], mesh: Mesh): LiveKitSettings | undefined {
  const found = bodyArgument(base) ?? variable(base, 'LIVEKIT_CONFIG', mesh) ?? file(base, args, mesh);
  if (found === undefined) return undefined;
  const { root, isReadable } = parseYaml(found.text);
  const config = isReadable ? root.data : undefined;
  return isJsonObject(config) ? { ...found, config } : found;
}

function bodyArgument({ manifest, path, container }: Base): PlacedText | undefined {
  for (const field of ['command', 'args']) {
    const texts = stringsAt(container, field);
    const i = texts.indexOf('--config-body');
    const text = i < 0 ? undefined : texts[i + 1];
    if (text !== undefined) return { manifest, path: [...path, field, i + 1], text };
  }
  return undefined;
}

function file(base: Base, args: readonly string[], mesh: Mesh): PlacedText | undefined {
  const name = flag(args, 'config');
  if (name === undefined) return undefined;
  const found = mountedFile(mesh.manifests, base.namespace, base.podSpec, base.container, name);
  if (!('manifest' in found)) return undefined;
  const text = textOfKey(found.manifest, found.key);
  return text === undefined ? undefined : { manifest: found.manifest, ...text };
}

/** The value of a variable of a container, where a manifest of the set has it. */
export function variable(
  { manifest, namespace, path, container }: Base,
  name: string,
  mesh: Mesh,
): PlacedText | undefined {
  const variables = itemsAt(container, 'env');
  const i = variables.findLastIndex((one) => stringAt(one, 'name') === name);
  const found = variables[i];
  const value = stringAt(found, 'value');
  if (value !== undefined) return { manifest, path: [...path, 'env', i, 'value'], text: value };
  for (const [field, kind] of [
    ['configMapKeyRef', 'ConfigMap'],
    ['secretKeyRef', 'Secret'],
  ] as const) {
    const source = objectAt(found, 'valueFrom', field);
    const [of, key] = [stringAt(source, 'name'), stringAt(source, 'key')];
    if (of === undefined || key === undefined) continue;
    const [holder] = mesh.manifests.same({ apiVersion: 'v1', kind, namespace, name: of });
    const text = holder === undefined ? undefined : textOfKey(holder, key);
    if (holder !== undefined && text !== undefined) return { manifest: holder, ...text };
  }
  return undefined;
}

/** All that the container is started with. */
export function argumentsOf(container: Field): readonly string[] {
  return [...stringsAt(container, 'command'), ...stringsAt(container, 'args')];
}

/** The value of a flag: `--name value` or `--name=value`. */
export function flag(args: readonly string[], name: string): string | undefined {
  const i = args.indexOf(`--${name}`);
  if (i >= 0) return args[i + 1];
  return args.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** Whether some variables of a container come from where nobody can see their names. */
export function hasUnseenVariables(container: Field): boolean {
  return itemsAt(container, 'envFrom').length > 0;
}

/** A field of the configuration, `rtc.tcp_port` as two steps. */
export function setting({ settings }: LiveKitContainer, ...path: FieldPath): Json | undefined {
  return at(settings?.config, ...path);
}

/** Whether it shares its rooms through a Redis; true also where nobody can tell. */
export function usesRedis(one: LiveKitContainer): boolean {
  const { container } = one;
  const names = itemsAt(container, 'env').map((variable) => stringAt(variable, 'name') ?? '');
  if (
    hasUnseenVariables(container) ||
    names.some((name) => /^(?:LIVEKIT_)?REDIS_(?:HOST|ADDRESS)$/.test(name))
  )
    return true;
  if (flag(argumentsOf(container), 'redis-host') !== undefined) return true;
  const fields = ['address', 'sentinel_addresses', 'cluster_addresses'];
  return fields.some((field) => setting(one, 'redis', field) !== undefined);
}
