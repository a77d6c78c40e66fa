import { expect, it } from 'vitest';
import { argumentsFor } from './notify-send';

const notice = {
  title: '--help & <more>',
  body: 'a <b>bold</b> & strange.pdf',
  actions: [
    { id: 'show', label: 'Show' },
    { id: 'retry', label: 'Retry' },
  ],
  icon: '/icons/window.png',
};

it('gives what a stranger wrote as text and never as an option or as markup', () => {
  const args = argumentsFor(notice, true);
  expect(args.slice(args.indexOf('--'))).toEqual(['--', '--help & <more>', 'a &lt;b&gt;bold&lt;/b&gt; &amp; strange.pdf']);
  expect(argumentsFor(notice, false).at(-1)).toBe(notice.body);
});

it('has a button for each action, and the first for a click on the notice', () => {
  expect(argumentsFor(notice, true).filter((arg) => arg.startsWith('--action='))).toEqual(['--action=default=Show', '--action=show=Show', '--action=retry=Retry']);
  expect(argumentsFor({ ...notice, actions: [] }, true).some((arg) => arg.startsWith('--action'))).toBe(false);
});
