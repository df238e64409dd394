import { describe, expect, it } from 'vitest';
import { isPlaceholder } from '../../../src/analysis/secrets/placeholder.js';
import { secretByForm, secretByName } from '../../../src/analysis/secrets/secret-value.js';

const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';

describe('a secret is known', () => {
  it.each([
    ['a private key', 'tls.key', `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`],
    ['a private key', 'tls.key', `-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----`],
    ['an access key of AWS', 'ID', ['AKIA', 'Q3EGRVFL5TNJ2XYZ'].join('')],
    ['a token of GitHub', 'x', `ghp_${'a1B2'.repeat(9)}`],
    ['a URL with a password', 'DB', 'postgres://cart:s3cret@db/cart'],
    ['a URL with a password', 'REDIS', 'redis://:s3cret@redis:6379/0'],
  ])('%s by its form', (what, name, text) => {
    expect(secretByForm(name, text)?.what).toBe(what);
  });

  it.each([
    ['DB_PASSWORD', 'hunter2'],
    ['dbPassword', 'hunter2'],
    ['spring.datasource.password', 'hunter2'],
    ['requirepass', 'hunter2'],
    ['API_KEY', 'k3Jd82HsLq0PzX71'],
    ['JWT_SECRET', 'k3Jd82HsLq0PzX71'],
  ])('%s by its name', (name, text) => {
    expect(secretByName(name, text)).toBeDefined();
  });
});

describe('nothing is made of', () => {
  it.each([
    ['a certificate', `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`],
    ['a placeholder of a key', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
    ['a key of the documentation', 'AKIAIOSFODNN7EXAMPLE'],
    ['a URL with a variable', 'postgres://cart:$(DB_PASSWORD)@db/cart'],
    ['a URL with a user', 'postgres://cart@db/cart'],
    ['an address of mail', 'mailto://ops@example.com'],
  ])('%s', (_, text) => {
    expect(secretByForm('x', text)).toBeUndefined();
  });

  it.each([
    ['PASSWORD_FILE', '/etc/password'],
    ['DB_PASSWORD', '$(OTHER)'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['ENABLE_PASSWORD', 'true'],
    ['TLS_SECRET', 'shop-tls-2024-certificate'],
    ['TOKEN_TTL', '24h'],
    ['PUBLIC_KEY', 'k3Jd82HsLq0PzX71'],
    ['max_tokens', '4096'],
    ['password', 'changeme'],
    ['CACHE_KEY', 'k3Jd82HsLq0PzX71'],
  ])('%s=%s', (name, text) => {
    expect(secretByName(name, text)).toBeUndefined();
  });
});

describe('isPlaceholder', () => {
  it.each(
    'changeme CHANGE_ME change-me ChangeMe123 <PASSWORD> <your-key> REPLACE_ME replace-with-real-key TODO xxx xxxxxxxx *** your-password-here your_api_key placeholder'.split(
      ' ',
    ),
  )('%s', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each('hunter2 password s3cret <path:secret/data/cart#password> change todos yours x cart'.split(' '))(
    'not %s',
    (text) => {
      expect(isPlaceholder(text)).toBe(false);
    },
  );
});
