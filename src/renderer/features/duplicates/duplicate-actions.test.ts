import { beforeEach, expect, it, vi } from 'vitest';
import { callEngine } from '../../engine-client/engine-client';
import { useToasts } from '../../state/toast-store';
import { aGroup, aMember } from './a-group.test-kit';
import { decideGroup, markMember, stepBack } from './duplicate-actions';
import { useDuplicates } from './duplicates-store';

vi.mock('../../engine-client/engine-client', () => ({ callEngine: vi.fn() }));

const keeper = aMember({ fileId: 1, isKeeper: true });
const copy = aMember({ fileId: 2 });
const group = aGroup({ members: [keeper, copy] });
const answer = vi.mocked(callEngine);
const state = () => useDuplicates.getState();

beforeEach(() => {
  answer.mockReset();
  useDuplicates.setState({ groups: new Map(), steps: [], said: null, isStepSaid: false });
  useToasts.setState({ toasts: [] });
});

it('shows a mark before the engine has answered, and takes it back step by step', async () => {
  answer.mockResolvedValue(aGroup({ members: [keeper, { ...copy, planned: 'remove' }] }) as never);
  expect(markMember(group, copy, 'remove')).toBe(true);
  expect(state().groups.get(group.id)?.members[1]?.planned).toBe('remove');
  await vi.waitFor(() => expect(state().isStepSaid).toBe(true));
  expect(answer).toHaveBeenLastCalledWith('duplicates.mark', { id: group.id, fileId: 2, action: 'remove' });
  const show = vi.fn();
  stepBack(show);
  await vi.waitFor(() => expect(show).toHaveBeenCalledWith(group.id));
  expect(answer).toHaveBeenLastCalledWith('duplicates.mark', { id: group.id, fileId: 2, action: 'keep' });
  expect(state().isStepSaid).toBe(false);
});

it('asks for nothing that is bound to be refused, and says why', () => {
  expect(markMember(group, keeper, 'remove')).toBe(false);
  expect(answer).not.toHaveBeenCalled();
  expect(state().said).toContain('It is the one that is kept');
});

it('asks for nothing that is so already, and says that instead of what was said before', () => {
  markMember(group, keeper, 'remove');
  expect(markMember(group, keeper, 'keep')).toBe(true);
  expect(answer).not.toHaveBeenCalled();
  expect(state().said).toBe(`${keeper.name}: it is kept`);
});

it('remembers no step that failed, and lets the view ask what is true', async () => {
  answer.mockRejectedValue(new Error('no'));
  const { changes } = state();
  markMember(group, copy, 'remove');
  await vi.waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
  expect(state().steps).toHaveLength(0);
  expect(state().changes).toBeGreaterThan(changes);
});

it('takes a decision back to what it was before', async () => {
  answer.mockResolvedValue({ count: 1 } as never);
  decideGroup(aGroup({ decision: 'keepAll' }), 'notDuplicates');
  await vi.waitFor(() => expect(state().steps).toHaveLength(1));
  expect(state().said).toBe('IMG_2210 is settled: no duplicates');
  stepBack();
  await vi.waitFor(() => expect(answer).toHaveBeenLastCalledWith('duplicates.decide', { ids: [group.id], decision: 'keepAll' }));
});
