import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { SUPPRESSION_PREFIX } from '../model/suppression.js';
import { ConstructError } from './construct-error.js';

/**
 * Keeps back what a rule of `meshproof check` finds in the object of a construct, with the annotation
 * `ignore.meshproof.io/<rule>: <reason>`. A rule that there is not, and one that finds nothing there, are findings
 * themselves.
 * @param construct one that makes one object
 * @param rule the id of the rule
 * @param reason why it is wrong here, for who reads the YAML
 * @throws ConstructError if the construct makes no object or several, or no reason is given
 */
export function ignoreRule(construct: IConstruct, rule: string, reason: string): void {
  const objects = construct.node.findAll().filter((one) => ApiObject.isApiObject(one));
  const [object] = objects;
  if (object === undefined || objects.length > 1)
    throw new ConstructError(construct, [
      `ignoreRule ${rule}: the construct makes ${objects.length} objects, expected one; name the one that is meant`,
    ]);
  if (reason.trim() === '') throw new ConstructError(construct, [`ignoreRule ${rule}: expected a reason`]);
  object.metadata.addAnnotation(`${SUPPRESSION_PREFIX}${rule}`, reason);
}
