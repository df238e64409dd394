import * as label from '../../../src/model/formats/label.js';
import { describeFormat } from './examples.js';

const LONG_63 = 'a'.repeat(63);
const PREFIX_253 = `${`${LONG_63}.`.repeat(3)}${'b'.repeat(61)}`;

describeFormat('labelKey', label.labelKey, {
  good: ['app', 'App_1.x-y', 'app.kubernetes.io/name', 'a/b', LONG_63, `${PREFIX_253}/${LONG_63}`],
  bad: [
    '',
    '/',
    'a/',
    '/a',
    'a/b/c',
    '-a',
    'a-',
    'a b',
    'A.com/b',
    'a_b/c',
    '-a/b',
    `${LONG_63}a`,
    `b${PREFIX_253}/a`,
    1,
  ],
});
describeFormat('labelValue', label.labelValue, {
  good: ['', 'web', 'V1.2_3-x', '1', LONG_63],
  bad: ['-a', 'a-', '.', 'a b', 'a/b', 'é', `${LONG_63}a`, 1],
});
describeFormat('objectLabelName', label.objectLabelName, {
  good: ['a', '1', 'ai-core', LONG_63],
  bad: ['', 'A', 'a.b', 'a_b', '-a', 'a-', `${LONG_63}a`, 1],
});
describeFormat('objectName', label.objectName, {
  good: ['a', '1', 'ai-core', 'a.b-c.d', PREFIX_253, 'a'.repeat(253)],
  bad: ['', 'A', 'a..b', '.a', 'a.', 'a_b', '-a', 'a.-b', `b${PREFIX_253}`, 1],
});
