import { describe, expect, test } from 'vitest';
import type { Operations } from '../../src/model/intent.js';
import { describeRequests } from '../../src/simulate/describe.js';
import { difference, nameRequests } from '../../src/simulate/operations.js';
import { intersection, requestsOf } from '../../src/simulate/requests.js';

/** `GET /a` as an operation. */
function operations(...texts: readonly string[]): Operations {
  return texts.map((text) => {
    const [method = '', path = ''] = text.split(' ');
    return { method, path };
  });
}

function missing(wanted: Operations, found: Operations): string {
  return describeRequests(difference(requestsOf(wanted), requestsOf(found)));
}

describe('difference', () => {
  test.each([
    [['GET /a'], ['GET /a'], ''],
    [['GET /a'], ['GET *'], ''],
    [['GET /a'], ['* /a'], ''],
    [['GET /a/b'], ['GET /a/*'], ''],
    [['GET /a'], ['GET /a/*'], 'GET on /a'],
    [['GET /ab'], ['GET /a/*'], 'GET on /ab'],
    [['GET /a/*'], ['GET /a/b'], 'GET on /a/* except GET on /a/b'],
    [['GET *'], ['GET /a'], 'GET on every path except GET on /a'],
    [['* /a'], ['GET /a'], 'every method on /a except GET on /a'],
    [['GET /a', 'POST /a'], ['GET /a'], 'POST on /a'],
    [['GET /a/*'], ['GET /a/b/*', 'GET /a/*'], ''],
  ])('of %j and %j is "%s"', (wanted, found, left) => {
    expect(missing(operations(...wanted), operations(...found))).toBe(left);
  });

  test('any is every request', () => {
    expect(missing('any', operations('* *'))).toBe('');
    expect(missing('any', operations('GET *'))).toBe('every method on every path except GET on every path');
    expect(missing('any', [])).toBe('everything');
    expect(missing(operations('DELETE /x'), 'any')).toBe('');
  });
});

describe('names', () => {
  test('do not depend on how a set is written', () => {
    const names = nameRequests(requestsOf(operations('GET /a/*', 'GET /a/b', 'POST /a/b')));
    expect(names).toEqual(nameRequests(requestsOf(operations('POST /a/b', 'GET /a/b', 'GET /a/*'))));
    expect(names.operations).toEqual(operations('GET /a/*', 'POST /a/b'));
  });

  test('of what two sets share', () => {
    const shared = intersection(
      requestsOf(operations('* /api/*')),
      requestsOf(operations('GET *', 'POST /api/v1/*')),
    );
    expect(nameRequests(shared).operations).toEqual(operations('GET /api/*', 'POST /api/v1/*'));
  });

  test('say what is left out', () => {
    const requests = [
      { within: [{ paths: [{ prefix: '/a/' }] }], except: [{ methods: [{ exact: 'DELETE' }] }] },
    ];
    expect(nameRequests(requests)).toEqual({
      operations: operations('* /a/*'),
      except: operations('DELETE /a/*'),
    });
  });
});
