import type { FieldPath } from '../model/field-path.js';
import type { JsonObject } from '../model/json.js';
import { at, itemsAt, numberAt, objectAt, stringAt } from './fields.js';
import { setting, type LiveKitContainer } from './livekit-server.js';

/** A probe that asks a LiveKit server over HTTP. */
export interface LiveKitProbe {
  readonly name: 'livenessProbe' | 'readinessProbe' | 'startupProbe';
  readonly path: FieldPath;
  readonly get: JsonObject;
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** The probes that ask the port of the API; metrics answer on every path of a port of their own. */
export function livekitProbes(one: LiveKitContainer): readonly LiveKitProbe[] {
  const { container, settings } = one;
  const port = settings === undefined ? 7880 : (setting(one, 'port') ?? 7880);
  return PROBES.flatMap((name) => {
    const get = objectAt(container, name, 'httpGet');
    if (get === undefined) return [];
    const asked = at(get, 'port');
    const number =
      typeof asked === 'string'
        ? numberAt(
            itemsAt(container, 'ports').find((one) => stringAt(one, 'name') === asked),
            'containerPort',
          )
        : asked;
    return number === port ? [{ name, path: [...one.path, name], get }] : [];
  });
}
