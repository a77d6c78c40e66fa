import { describe, expect, it } from 'vitest';
import { isProgram } from './is-program';

describe('isProgram', () => {
  it.each(['/x/setup.exe', 'C:\\x\\Setup.EXE', 'C:\\x\\setup.exe. ', '/x/Invoice.pdf.desktop', '/x/.sh', '/x/a.AppImage'])(
    'sees through %s',
    (path) => {
      expect(isProgram(path)).toBe(true);
    },
  );

  it.each(['/x/invoice.pdf', '/x/table.csv', '/x.exe/notes', '/x/exe', '/x/photo.JPG'])('lets %s be shown', (path) => {
    expect(isProgram(path)).toBe(false);
  });
});
