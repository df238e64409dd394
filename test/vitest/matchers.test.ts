import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadMesh, type MeshRequest, type WalkableMesh } from '../../src/vitest/index.js';

const MESH = fileURLToPath(new URL('mesh.yaml', import.meta.url));
const get = (path: string, more: Partial<MeshRequest> = {}): MeshRequest => ({
  from: 'internet',
  url: `http://shop.example.com${path}`,
  ...more,
});
let mesh: WalkableMesh;

beforeAll(async () => {
  mesh = await loadMesh(MESH);
});

/** The message of an expectation that is not met. */
function failure(check: () => void): string {
  try {
    check();
  } catch (error) {
    if (error instanceof Error) return error.message.replaceAll(MESH, 'mesh.yaml');
  }
  throw new Error('the expectation is met');
}

describe('what holds', () => {
  it.each<[string, () => void]>([
    [
      'toRoute',
      () => {
        expect(mesh).toRoute(get('/api/1'));
      },
    ],
    [
      'toRoute to',
      () => {
        expect(mesh).toRoute(get('/api/1'), { to: 'shop/web', port: 8080, path: '/1' });
      },
    ],
    [
      'not toRoute to another',
      () => {
        expect(mesh).not.toRoute(get('/api/1'), { to: 'shop/cart' });
      },
    ],
    [
      'toDeny',
      () => {
        expect(mesh).toDeny(get('/api/1', { method: 'DELETE' }));
      },
    ],
    [
      'toDeny by',
      () => {
        expect(mesh).toDeny(get('/api/1', { method: 'PUT' }), { by: 'AuthorizationPolicy shop/web' });
      },
    ],
    [
      'not toDeny',
      () => {
        expect(mesh).not.toDeny(get('/api/1'));
      },
    ],
    [
      'toRefuse',
      () => {
        expect(mesh).toRefuse({ from: 'other/plain', url: 'http://web.shop/api/1' });
      },
    ],
    [
      'toRefuse by',
      () => {
        expect(mesh).toRefuse(
          { from: 'other/plain', url: 'http://web.shop/api/1' },
          { by: 'PeerAuthentication shop/default', status: null },
        );
      },
    ],
    [
      'toRedirect',
      () => {
        expect(mesh).toRedirect(get('/old/1'), { location: 'http://shop.example.com/new' });
      },
    ],
    [
      'toBeUnrouted',
      () => {
        expect(mesh).toBeUnrouted(get('/nowhere'), { status: 404 });
      },
    ],
    [
      'toAnswer',
      () => {
        expect(mesh).toAnswer(get('/teapot'), { outcome: 'direct', status: 418 });
      },
    ],
    [
      'toAnswer unknown',
      () => {
        expect(mesh).toAnswer(get('/odd'), { outcome: 'unknown' });
      },
    ],
  ])('%s', (_, check) => {
    expect(check).not.toThrow();
  });
});

describe('what does not hold', () => {
  it('shows the way and the line that decides', async () => {
    const text = failure(() => {
      expect(mesh).toRoute(get('/api/1', { method: 'DELETE' }), { to: 'shop/web' });
    });
    const snapshot = fileURLToPath(new URL('../../__snapshots__/vitest/denied.txt', import.meta.url));
    await expect(`${text}\n`).toMatchFileSnapshot(snapshot);
  });

  it.each<[() => void, string]>([
    [
      () => {
        expect(mesh).toDeny(get('/api/1'));
      },
      'expected denied, is routed',
    ],
    [
      () => {
        expect(mesh).not.toRoute(get('/api/1'));
      },
      'expected not routed, and it is just that',
    ],
    [
      () => {
        expect(mesh).toRoute(get('/api/1'), { to: 'shop/cart' });
      },
      'expected to reach shop/cart, reaches shop/web:8080',
    ],
    [
      () => {
        expect(mesh).toRoute(get('/api/1'), { path: '/2' });
      },
      'expected path /2, is /1',
    ],
    [
      () => {
        expect(mesh).toDeny(get('/api/1', { method: 'PUT' }), { by: 'AuthorizationPolicy shop/all' });
      },
      'expected AuthorizationPolicy shop/all to decide, AuthorizationPolicy shop/web does',
    ],
    [
      () => {
        expect(mesh).toAnswer(get('/teapot'), { outcome: 'direct', status: 200 });
      },
      'expected direct (200), is direct (418)',
    ],
  ])('%#', (check, text) => {
    expect(failure(check)).toContain(text);
  });
});

describe('what holds for some requests only', () => {
  const canary = get('/canary');
  const broken = get('/broken');

  it('is not what all of them do', () => {
    expect(
      failure(() => {
        expect(mesh).toRoute(canary, { to: 'shop/web' });
      }),
    ).toContain('reaches shop/cart:8080');
    expect(
      failure(() => {
        expect(mesh).toRoute(broken);
      }),
    ).toContain('10 % of requests end as unreachable (503)');
  });

  it('is not what none of them do', () => {
    const some = 'expected not routed, and some of the requests are';
    expect(
      failure(() => {
        expect(mesh).not.toRoute(canary, { to: 'shop/cart' });
      }),
    ).toContain(some);
    expect(
      failure(() => {
        expect(mesh).not.toRoute(broken);
      }),
    ).toContain(some);
    const little = 'expected not unreachable, and some of the requests are';
    expect(
      failure(() => {
        expect(mesh).not.toAnswer(broken, { outcome: 'unreachable' });
      }),
    ).toContain(little);
  });
});

describe('what is not known', () => {
  it('meets neither an expectation nor its negation', () => {
    expect(
      failure(() => {
        expect(mesh).toRoute(get('/odd'));
      }),
    ).toContain('it is not known what happens');
    expect(
      failure(() => {
        expect(mesh).not.toRoute(get('/odd'));
      }),
    ).toContain('it is not known what happens');
    expect(
      failure(() => {
        expect(mesh).not.toDeny(get('/odd'));
      }),
    ).toContain('EnvoyFilter shop/odd');
  });
});

describe('what is no question', () => {
  it('names the field, whatever is expected', () => {
    const wrong = { from: 'shop/wev', url: 'http://web/' };
    expect(() => {
      expect(mesh).not.toRoute(wrong);
    }).toThrow('from: no workload is called "shop/wev"; did you mean shop/web?');
    const typo = { from: 'internet', url: 'http://web/', metod: 'GET' };
    expect(() => {
      expect(mesh).toRoute(typo);
    }).toThrow('metod');
  });

  it('names what is no mesh', () => {
    expect(() => {
      expect(loadMesh(MESH)).toRoute(get('/'));
    }).toThrow('give it what loadMesh() returns, awaited');
  });
});
