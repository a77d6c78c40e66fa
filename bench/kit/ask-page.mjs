/** Electron answers on a port of its own, so that its page can be asked afterwards. */
export const ASKED_LATER = ['--remote-debugging-port=0'];

/** The port that Electron named on its error output. */
export function debuggingPort(said) {
  const port = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said)?.[1];
  if (port === undefined) throw new Error(`Electron named no debugging port:\n${said.slice(-2_000)}`);
  return port;
}

/** The value of an expression in the page of an Electron started with {@link ASKED_LATER}; undefined where the page went before it answered. */
export async function askPage(port, expression) {
  const targets = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
  const page = targets.find(({ type }) => type === 'page');
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  try {
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error('The page could not be asked.'));
    });
    const answer = new Promise((resolve) => {
      socket.onmessage = ({ data }) => resolve(JSON.parse(data));
      socket.onclose = () => resolve({});
    });
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }));
    const { result } = await answer;
    return result?.result?.value;
  } finally {
    socket.close();
  }
}
