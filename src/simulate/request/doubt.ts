import { at, objectAt, stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { Message } from './message.js';

/** Why the MeshConfig of a mesh keeps a request from being answered; `undefined` if it does not. */
export function meshDoubt(mesh: Mesh, message: Message): string | undefined {
  const { meshConfig } = mesh.assumptions;
  if (meshConfig === undefined || message.kind !== 'http') return undefined;
  const settings = objectAt(meshConfig, 'defaultConfig', 'connectionSettings');
  if (settings === undefined) return undefined;
  const field = 'defaultConfig.connectionSettings of the MeshConfig';
  const isEdge = stringAt(settings, 'profile') === 'EDGE';
  const says = (name: string): boolean => isEdge || at(settings, name) !== undefined;
  const [path = ''] = message.path.split('?');
  if (path.includes('//') && says('httpMergeSlashes'))
    return `${field} decides about slashes, which is not modelled`;
  if (/%2f|%5c/i.test(path) && says('httpPathWithEscapedSlashesAction'))
    return `${field} decides about escaped slashes, which is not modelled`;
  const underscored = [...message.headers.keys()].find((name) => name.includes('_'));
  return underscored !== undefined && says('httpHeadersWithUnderscoresAction')
    ? `${field} decides about the header ${underscored}, which is not modelled`
    : undefined;
}

/** Why a namespace may be none that istiod looks at (`discoverySelectors`); `undefined` if it is one. */
export function namespaceDoubt(mesh: Mesh, namespace: string): string | undefined {
  if (mesh.discovered(namespace) === 'yes') return undefined;
  return `discoverySelectors of the MeshConfig do not select namespace ${namespace}, which is not modelled`;
}

/** Why a ServiceEntry may be hidden (`serviceEntryVisibility`); `undefined` if it is not. */
export function entryDoubt(mesh: Mesh): string | undefined {
  const applies = at(mesh.assumptions.meshConfig, 'serviceEntryVisibility', 'applyToSidecars');
  return applies === true
    ? 'serviceEntryVisibility of the MeshConfig decides who sees a ServiceEntry, which is not modelled'
    : undefined;
}
