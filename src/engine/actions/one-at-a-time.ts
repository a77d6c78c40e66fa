const tails = new Map<string, Promise<unknown>>();

/** Those who want the same thing, a name mostly, get it one after the other; all others go on side by side. */
export function oneAtATime<R>(key: string, act: () => Promise<R>): Promise<R> {
  const before = tails.get(key) ?? Promise.resolve();
  const turn = before.then(act, act);
  const tail = turn.then(
    () => undefined,
    () => undefined,
  );
  tails.set(key, tail);
  void tail.then(() => {
    if (tails.get(key) === tail) tails.delete(key);
  });
  return turn;
}
