import { cleanup, render, screen } from '@testing-library/react';
import { useState, type ComponentType, type ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { later } from './later';

afterEach(cleanup);

const Hello = (): ReactNode => <p>hello</p>;

it('shows that something comes while the code is on its way, and then the part', async () => {
  let arrive = (_part: ComponentType): void => undefined;
  const { Part } = later(() => new Promise((resolve) => (arrive = resolve)));
  render(<Part />);
  expect(screen.getByTestId('skeleton')).toBeDefined();
  arrive(Hello);
  expect(await screen.findByText('hello')).toBeDefined();
  expect(screen.queryByTestId('skeleton')).toBeNull();
});

it('shows what was fetched ahead at once, and fetches it once', async () => {
  const load = vi.fn(() => Promise.resolve<ComponentType>(Hello));
  const { Part, fetch } = later(load);
  await Promise.all([fetch(), fetch()]);
  render(<Part />);
  expect(screen.getByText('hello')).toBeDefined();
  expect(load).toHaveBeenCalledTimes(1);
});

it('keeps what people did in a part that came while it was on show', async () => {
  const Counted = (): ReactNode => {
    const [at] = useState(() => Math.random());
    return <p data-testid="at">{at}</p>;
  };
  const { Part } = later(() => Promise.resolve<ComponentType>(Counted));
  const { rerender } = render(<Part />);
  const before = (await screen.findByTestId('at')).textContent;
  rerender(<Part />);
  expect(screen.getByTestId('at').textContent).toBe(before);
});

it('tries again after the code could not be had', async () => {
  const load = vi.fn<() => Promise<ComponentType>>().mockRejectedValueOnce(new Error('gone')).mockResolvedValue(Hello);
  const { Part, fetch } = later(load);
  await expect(fetch()).rejects.toThrow('gone');
  render(<Part />);
  expect(await screen.findByText('hello')).toBeDefined();
});
