import { expect, it, vi } from 'vitest';
import { autostartEntry } from './login-item';

vi.mock('electron', () => ({ app: {} }));

it('is an entry that starts the program in the tray, whatever its path holds', () => {
  const entry = autostartEntry({ program: '/opt/Fi le/fil"e$mill`', args: ['--hidden', '--data', '/home/a\\b/100%'] });
  expect(entry.split('\n')).toContain('Type=Application');
  expect(entry).toContain('Exec="/opt/Fi le/fil\\\\"e\\\\$mill\\\\`" "--hidden" "--data" "/home/a\\\\\\\\b/100%%"\n');
});
