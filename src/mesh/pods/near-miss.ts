import { editDistance } from '../../model/suggest.js';
import type { Labels, Requirement, Selector } from '../labels.js';
import { selects } from '../labels.js';
import type { PodTemplate } from './pod-template.js';

/** Pods that a selector nearly selects. */
export interface NearMiss {
  readonly pod: PodTemplate;
  /** What they do not meet. */
  readonly unmet: readonly Requirement[];
}

/** So many pods are compared: with more in one namespace, somebody else is no nearer. */
const MOST = 500;

/**
 * The pods whose labels differ least from what a selector asks for: those that meet most of it, then those whose values
 * are most alike. None if they have nothing in common.
 */
export function nearMiss(selector: Selector, pods: readonly PodTemplate[]): NearMiss | undefined {
  let best: (NearMiss & { readonly distance: number }) | undefined;
  for (const pod of pods.slice(0, MOST)) {
    const unmet = selector.filter(
      (requirement) => selects([requirement], { labels: pod.labels, others: 'none' }) !== 'yes',
    );
    const distances = unmet.map((requirement) => distanceOf(requirement, pod.labels));
    const isAlike = unmet.length < selector.length || distances.some((distance) => distance < 1);
    if (!isAlike) continue;
    const distance = distances.reduce((sum, one) => sum + one, 0);
    const isNearer =
      best === undefined ||
      unmet.length < best.unmet.length ||
      (unmet.length === best.unmet.length && distance < best.distance);
    if (isNearer) best = { pod, unmet, distance };
  }
  return best;
}

/** 0 is the same; 1 is nothing alike. */
function distanceOf({ key, values }: Requirement, labels: Labels): number {
  const value = labels[key];
  if (value === undefined) return 1;
  const nearest = values.reduce(
    (least, wanted) =>
      Math.min(least, editDistance(wanted, value) / Math.max(wanted.length, value.length, 1)),
    1,
  );
  return nearest > 0.4 ? 1 : nearest;
}

/** `has app: cart` or `has no label app`. */
export function labelOf({ labels }: PodTemplate, { key }: Requirement): string {
  const value = labels[key];
  return value === undefined ? `has no label ${key}` : `has ${key}: ${value}`;
}
