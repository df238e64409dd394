import { shown } from '../words.js';
import type { BuiltInEntries } from './entry.js';
import { labelKey, labelValue, objectLabelName } from '../../formats/label.js';
import { mappingAt } from './containers.js';

/** Of Pod Security; on other objects than namespaces such a label would mean nothing. */
const LEVELS = ['privileged', 'baseline', 'restricted'];
const ANNOTATIONS_MOST = 256 * 1024;

/** What all objects have (apimachinery validation.ValidateObjectMeta). */
export const METADATA: BuiltInEntries = {
  'meta.v1.ObjectMeta': {
    formats: {
      namespace: objectLabelName,
      'labels{key}': labelKey,
      'labels{}': labelValue,
      'annotations{key}': {
        ...labelKey,
        accepts: (key) => typeof key === 'string' && labelKey.accepts(key.toLowerCase()),
      },
      'finalizers[]': labelKey,
    },
    *check(metadata) {
      for (const mode of ['enforce', 'audit', 'warn']) {
        const level = mappingAt(metadata, 'labels')[`pod-security.kubernetes.io/${mode}`];
        if (level === undefined || LEVELS.includes(shown(level))) continue;
        const path = ['labels', `pod-security.kubernetes.io/${mode}`];
        yield {
          code: 'field-value',
          path,
          message: `expected one of ${LEVELS.join(', ')}, found ${JSON.stringify(level)}`,
        };
      }
      const annotations = Object.entries(mappingAt(metadata, 'annotations'));
      let size = 0;
      for (const [key, value] of annotations)
        size += Buffer.byteLength(key) + Buffer.byteLength(shown(value));
      if (size <= ANNOTATIONS_MOST) return;
      yield {
        code: 'field-value',
        path: ['annotations'],
        message: `expected at most ${ANNOTATIONS_MOST} bytes, found ${size}`,
      };
    },
  },
};
