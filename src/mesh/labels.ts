import { itemsAt, stringAt, stringsAt, textsAt, type Field } from './fields.js';
import { allOf, definite, type Match } from './match.js';

/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** What is known of the labels of something. */
export interface KnownLabels {
  readonly labels: Labels;
  /** Of the others: it has none, they are not known, or its author may choose them. */
  readonly others: 'none' | 'unknown' | 'free';
}

/** One condition on a label; all of a selector have to hold. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** A selector; without requirements it selects everything. */
export type Selector = readonly Requirement[];

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** A selector that is a map of labels, as in Services and Gateways. */
export function mapSelector(labels: Labels): Selector {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
}

/** A `LabelSelector` of Kubernetes. */
export function labelSelector(selector: Field): Selector {
  const expressions = itemsAt(selector, 'matchExpressions').flatMap((item): Requirement[] => {
    const operator = OPERATORS.find((known) => known === stringAt(item, 'operator'));
    const key = stringAt(item, 'key');
    return operator === undefined || key === undefined
      ? []
      : [{ key, operator, values: stringsAt(item, 'values') }];
  });
  return [...mapSelector(textsAt(selector, 'matchLabels')), ...expressions];
}

/** Whether a selector selects something with these labels. */
export function selects(selector: Selector, known: KnownLabels): Match {
  return allOf(selector.map((requirement) => meets(requirement, known)));
}

/** `NotIn` holds where the label is absent (k8s.io/apimachinery `pkg/labels/selector.go`). */
function meets({ key, operator, values }: Requirement, { labels, others }: KnownLabels): Match {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (value === undefined && others === 'free') return 'some';
  if (value === undefined && others === 'unknown') return { unmodelled: `whether there is a label ${key}` };
  switch (operator) {
    case 'In':
      return definite(value !== undefined && values.includes(value));
    case 'NotIn':
      return definite(value === undefined || !values.includes(value));
    case 'Exists':
      return definite(value !== undefined);
    case 'DoesNotExist':
      return definite(value === undefined);
  }
}
