import { describe, expect, test } from 'vitest';
import { analyzeText } from './fixtures.js';

/** A server whose configuration is in a variable of its own, so that a test is one text. */
function server(config: string, change: (text: string) => string = (text) => text): string {
  const body = config
    .trim()
    .split('\n')
    .map((line) => `                ${line}`)
    .join('\n');
  return change(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: sfu
  annotations: {}
spec:
  selector:
    matchLabels:
      app: sfu
  template:
    metadata:
      labels:
        app: sfu
      annotations:
        note: none
    spec:
      enableServiceLinks: false
      terminationGracePeriodSeconds: 3600
      containers:
        - name: sfu
          image: livekit/livekit-server:v1.9.11
          args: []
          env:
            - name: LIVEKIT_KEYS
              valueFrom:
                secretKeyRef:
                  name: livekit
                  key: keys
            - name: LIVEKIT_CONFIG
              value: |
${body}
`);
}

const found = (text: string) =>
  analyzeText(text).findings.map(({ rule, message, location }) => ({ rule, message, line: location?.line }));
const messages = (text: string) => found(text).map(({ message }) => message);
const image = (name: string) => (text: string) => text.replace('livekit/livekit-server:v1.9.11', name);

describe('the configuration of LiveKit', () => {
  test('is read from a variable, and a finding is at its line', () => {
    expect(found(server('port: 7880\nrtc:\n  udp_port: 7882\n  tcp_prot: 7881'))).toEqual([
      { rule: 'livekit-config-valid', message: 'no such key; did you mean tcp_port?', line: 34 },
    ]);
  });

  test('is read from an argument', () => {
    const text = server('port: 7880', (one) =>
      one.replace(
        'args: []',
        'args:\n            - --config-body\n            - |\n              prot: 7880',
      ),
    );
    expect(messages(text)).toEqual(['no such key; did you mean port?']);
  });

  test('may have what Go takes for the type', () => {
    expect(messages(server('room:\n  auto_create: yes\nregion: 7\nturn: null'))).toEqual([]);
    expect(messages(server('room:\n  auto_create: perhaps'))).toHaveLength(1);
  });

  test('has the keys of its version', () => {
    const newer = 'enable_participant_data_blob: true';
    expect(messages(server(newer))).toEqual([expect.stringContaining('no such key before 1.13.5')]);
    expect(messages(server(newer, image('livekit/livekit-server:v1.13.5')))).toEqual([]);
    const older = 'room:\n  create_room_enabled: true';
    expect(messages(server(older))).toEqual([]);
    expect(messages(server(older, image('livekit/livekit-server:v1.13.5')))).toEqual([
      expect.stringContaining('no such key after 1.11.0'),
    ]);
  });

  test('has the keys of any version where that is not known, and is not judged where none is', () => {
    const both = 'enable_participant_data_blob: true\nroom:\n  create_room_enabled: true';
    expect(messages(server(both, image('shop/sfu:7')))).toEqual([]);
    expect(messages(server('invented: 1', image('shop/sfu:7')))).toHaveLength(1);
    expect(messages(server('invented: 1', image('livekit/livekit-server:v2.0.0')))).toEqual([]);
    const lenient = (text: string) => text.replace('args: []', 'args: [--disable-strict-config]');
    expect(messages(server('invented: 1', lenient))).toEqual([]);
  });

  test('is one that an annotation says it is, or is not', () => {
    const annotated = (value: string) => (text: string) =>
      text.replace('note: none', `meshproof.io/livekit: '${value}'`);
    const newer = 'enable_participant_data_blob: true';
    const fork = (text: string) => image('shop/sfu:7')(annotated('1.9.1')(text));
    expect(messages(server(newer, fork))).toEqual([expect.stringContaining('livekit-server 1.9.1')]);
    expect(messages(server('invented: 1', annotated('false')))).toEqual([]);
  });
});

describe('the keys of LiveKit', () => {
  const secret = 'kQ2vT9xW4zB7nM1pL6sD3fG8hJ5rY0cA';
  const keys = (line: string) => (text: string) =>
    text.replace(/valueFrom:[\s\S]*?key: keys\n/, `value: '${line}'\n`);

  test('are strong', () => {
    expect(messages(server('port: 7880', keys(`app: ${secret}`)))).toEqual([]);
    expect(messages(server('port: 7880', keys('app: short')))).toEqual([
      'the secret of the key app has 5 characters, expected at least 32',
    ]);
    expect(messages(server('port: 7880', keys(`app: replace-me-${secret}`)))).toEqual([
      'the secret of the key app is a placeholder',
    ]);
    expect(messages(server(`keys:\n  app: ${'x'.repeat(40)}`))).toHaveLength(1);
  });

  test('are never repeated', () => {
    const { findings } = analyzeText(server('port: 7880', keys('app: hunter2')));
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  test('may be put together from other variables', () => {
    expect(messages(server('port: 7880', keys('app: $(SECRET)')))).toEqual([]);
  });
});

describe('a Service beside LiveKit', () => {
  const beside = (name: string, spec = '') =>
    `${server('port: 7880', (text) => text.replace('enableServiceLinks: false\n      ', ''))}---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: sfu
${spec}  ports:
    - name: http
      port: 7880
`;

  test.each(['livekit', 'livekit-rtc-tcp', 'livekit-prometheus', 'livekit-turn-tls'])(
    'is no %s, unless links are off',
    (name) => {
      expect(messages(beside(name))).toEqual([expect.stringContaining('_PORT to an address')]);
    },
  );

  test('may have another name, or no address', () => {
    expect(messages(beside('sfu'))).toEqual([]);
    expect(messages(beside('livekit', '  clusterIP: None\n'))).toEqual([]);
  });
});
