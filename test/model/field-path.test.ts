import { expect, it } from 'vitest';
import { formatPath } from '../../src/model/field-path.js';

it.each([
  [[], ''],
  [['spec'], 'spec'],
  [['spec', 'http', 0, 'timeout'], 'spec.http[0].timeout'],
  [[0, 'a'], '[0].a'],
  [['labels', 'app.kubernetes.io/name'], 'labels["app.kubernetes.io/name"]'],
  [['replicas', 'ai-core'], 'replicas.ai-core'],
  [['data', '0'], 'data["0"]'],
  [['data', ''], 'data[""]'],
  [['data', 'a"b'], 'data["a\\"b"]'],
  [['_x', 'a_b'], '_x.a_b'],
])('%j is %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
