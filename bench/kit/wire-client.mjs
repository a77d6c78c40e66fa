/**
 * Speaks the wire protocol of Filemill's processes (src/shared/rpc/wire.ts) by hand: a bench measures what is shipped,
 * and reads no TypeScript.
 *
 * @param send takes a message to the other side
 */
export function wireClient(send) {
  const waiting = new Map();
  const listeners = new Set();
  let lastId = 0;
  let gone = null;
  let greet;
  const greeted = new Promise((resolve) => {
    greet = resolve;
  });
  return {
    /** Resolves when the other side has said hello. */
    greeted,
    /** Takes a message that has come. */
    take(message) {
      if (message.t === 'hello') greet();
      else if (message.t === 'event') for (const listener of listeners) listener(message.name, message.payload);
      else if (message.t === 'ok' || message.t === 'failed') {
        const settle = waiting.get(message.id);
        waiting.delete(message.id);
        settle?.(message);
      }
    },
    /** The other side has gone, in words: open calls fail, and so does each new one. */
    end(words) {
      gone = words;
      for (const settle of waiting.values()) settle({ t: 'failed', error: { message: words } });
      waiting.clear();
    },
    call: (name, input = {}) =>
      new Promise((resolve, reject) => {
        if (gone !== null) {
          reject(new Error(`${name}: ${gone}`));
          return;
        }
        lastId += 1;
        waiting.set(lastId, (reply) => (reply.t === 'ok' ? resolve(reply.output) : reject(new Error(`${name}: ${reply.error.message}`))));
        send({ t: 'call', id: lastId, name, input });
      }),
    /** `listener(eventName, payload)`; returns the function that ends it. */
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
