import { visibleIn } from './virtual-service.js';

/** A namespace in which a client looks for DestinationRules. */
export interface RulePlace {
  readonly namespace: string;
  /** Whether a rule of it is one for the client. */
  readonly takes: (exportTo: readonly string[] | undefined, isSelective: boolean) => boolean;
}

/**
 * Where a client looks for DestinationRules for a service; the first namespace that has any wins: its own, that of the
 * service, the root namespace. A client of the root namespace takes of its own only private ones first: the others are
 * for the mesh (istio `pilot/pkg/model/push_context.go` destinationRule, setDestinationRules).
 */
export function rulePlaces(client: string, service: string, root: string): readonly RulePlace[] {
  const own: RulePlace = {
    namespace: client,
    takes: (exportTo = [], isSelective) =>
      client !== root || isSelective || (exportTo.length === 1 && ['.', root].includes(exportTo[0] ?? '')),
  };
  const others = [...new Set([service, root])].map((namespace): RulePlace => ({
    namespace,
    takes: (exportTo, isSelective) => !isSelective && visibleIn(client, namespace, exportTo),
  }));
  return [own, ...others];
}
