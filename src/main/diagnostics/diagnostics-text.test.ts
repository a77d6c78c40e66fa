import { expect, it } from 'vitest';
import { diagnosticsText, shortenPaths, withoutSecrets } from './diagnostics-text';

const facts = {
  at: new Date(Date.UTC(2026, 10, 23)),
  about: { Filemill: '0.1.0', Electron: '45.4.1' },
  checks: [{ name: 'disk', level: 'warning', sentence: 'Little room in /home/ana/data.', hint: 'Make room.' }],
  checksObstacle: null,
  settings: { heartbeatFile: '/home/ana/Scans/beat', s3: { secretAccessKey: 'hunter2', accessKeyId: 'AKIA', endpoint: 'https://ana:hunter3@s3.example.com/bucket?token=hunter4' } },
  crashes: [],
  logs: { 'shell.log': ['{"event":"x","path":"/home/ana/Scans/inv.pdf"}'] },
} as const;
const places = [
  { path: '/home/ana', name: '~' },
  { path: '/home/ana/Scans', name: '<folder 1>' },
];

it('tells what is needed, with paths shortened and without secrets', () => {
  const text = diagnosticsText(facts, places);
  expect(text).toContain('Electron: 45.4.1');
  expect(text).toContain('[warning] disk: Little room in ~/data. Make room.');
  expect(text).toContain('"path":"<folder 1>/inv.pdf"');
  expect(text).toContain('"endpoint": "https://s3.example.com/…"');
  expect(text).toContain('## Crash reports kept here\nnone');
  expect(text).not.toMatch(/hunter|AKIA|\/home\/ana/);
});

it('says why there are no checks', () => {
  expect(diagnosticsText({ ...facts, checks: [], checksObstacle: 'The engine is not running.' }, [])).toContain('## Checks\nThe engine is not running.');
});

it('keeps what is no secret, and that there is none', () => {
  expect(withoutSecrets({ keepBy: ['name'], password: null, encrypt: true, days: 3, sessionToken: 'x' })).toEqual({ keepBy: ['name'], password: null, encrypt: true, days: 3, sessionToken: '(left out)' });
});

it('shortens paths as they stand in JSON, and never all slashes', () => {
  expect(shortenPaths('{"p":"C:\\\\Users\\\\Ana\\\\x"} /a', [{ path: 'C:\\Users\\Ana', name: '~' }, { path: '/', name: 'ROOT' }])).toBe('{"p":"~\\\\x"} /a');
});
