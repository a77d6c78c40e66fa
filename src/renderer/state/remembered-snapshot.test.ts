import { beforeEach, expect, it } from 'vitest';
import { aSnapshot } from '../testing/a-snapshot';
import { useEngine } from './engine-store';
import { followRemembered, recallSnapshot } from './remembered-snapshot';

beforeEach(() => {
  localStorage.clear();
  useEngine.setState({ snapshot: null, link: 'connecting' });
});

it('shows the state of the last time until the engine answers', () => {
  followRemembered();
  expect(useEngine.getState().snapshot).toBeNull();
  useEngine.getState().connected(aSnapshot({ settledToday: 7 }));
  useEngine.setState({ snapshot: null, link: 'connecting' });
  followRemembered();
  expect(useEngine.getState().snapshot).toMatchObject({ settledToday: 7, state: 'starting', running: [] });
});

it('remembers nothing that does not parse', () => {
  localStorage.setItem('filemill:last-snapshot', '{"half');
  expect(recallSnapshot()).toBeNull();
  localStorage.setItem('filemill:last-snapshot', '{"sequence":"one"}');
  expect(recallSnapshot()).toBeNull();
});
