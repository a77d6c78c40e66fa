import { createServer as createTlsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { serveWeb, type Answerer, type WebReceiver } from '../../../../tests/helpers/web-receiver';
import { sendRequest, type WebRequest } from './send-request';

const closing: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function receiver(answer: Answerer): Promise<WebReceiver> {
  const one = await serveWeb(answer);
  closing.push(() => one.close());
  return one;
}

const send = (url: string, more: Partial<WebRequest> = {}): Promise<{ status: number }> =>
  sendRequest({ url, method: 'POST', headers: { authorization: 'Bearer secret' }, body: '{"a":1}', timeoutMs: 5_000, signal: new AbortController().signal, ...more });

describe('a request', () => {
  it('arrives as it was written', async () => {
    const { url, heard } = await receiver(() => ({ status: 204 }));
    expect(await send(`${url}/hook?x=1`, { method: 'PUT' })).toEqual({ status: 204 });
    expect(heard).toMatchObject([{ method: 'PUT', url: '/hook?x=1', body: '{"a":1}', headers: { authorization: 'Bearer secret' } }]);
  });

  it.each([
    [500, 'action.unreachable'],
    [503, 'action.unreachable'],
    [429, 'action.unreachable'],
    [408, 'action.unreachable'],
    [400, 'action.failed'],
    [401, 'action.failed'],
    [404, 'action.failed'],
    [301, 'action.failed'],
  ])('answered with %i is %s', async (status, code) => {
    const { url } = await receiver(() => ({ status, body: 'why' }));
    await expect(send(`${url}/x?key=hidden`)).rejects.toMatchObject({ code, details: 'why', message: expect.not.stringMatching(/hidden|secret/) as string });
  });

  it('follows a redirect to the same origin, with method and body', async () => {
    const { url, heard } = await receiver(({ url: at }) => (at === '/old' ? { status: 307, headers: { location: '/new' } } : { status: 200 }));
    await send(`${url}/old`);
    expect(heard.map((one) => [one.method, one.url, one.body])).toEqual([['POST', '/old', '{"a":1}'], ['POST', '/new', '{"a":1}']]);
  });

  it('does not carry its headers elsewhere', async () => {
    const other = await receiver(() => ({ status: 200 }));
    const { url } = await receiver(() => ({ status: 308, headers: { location: `${other.url}/catch` } }));
    await expect(send(url)).rejects.toMatchObject({ code: 'action.failed', message: expect.stringContaining('sends elsewhere') as string });
    expect(other.heard).toEqual([]);
  });

  it('ends when it is sent round in a circle', async () => {
    const { url, heard } = await receiver(() => ({ status: 307, headers: { location: '/again' } }));
    await expect(send(url)).rejects.toMatchObject({ code: 'action.failed', message: expect.stringContaining('without end') as string });
    expect(heard.length).toBeLessThan(10);
  });

  it('waits no longer than it may, also for an answer that only trickles', async () => {
    const silent = await receiver(() => null);
    await expect(send(silent.url, { timeoutMs: 200 })).rejects.toMatchObject({ code: 'action.unreachable', message: expect.stringContaining('did not answer within 0.2 seconds') as string });
    const trickling = await receiver((_heard, _turn, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
      return null;
    });
    await expect(send(trickling.url, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'action.unreachable' });
  });

  it('reads only the beginning of an answer that does not end', async () => {
    const { url } = await receiver((_heard, _turn, response) => {
      response.writeHead(500);
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'x')));
      };
      response.on('drain', pour);
      pour();
      return null;
    });
    const error = await send(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'action.unreachable' });
    expect((error as { details: string }).details.length).toBeLessThanOrEqual(2_000);
  });

  it('is called off at the signal', async () => {
    const { url } = await receiver(() => null);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    await expect(send(url, { signal: abort.signal })).rejects.toMatchObject({ code: 'call.cancelled' });
  });

  it('tries again later where nobody listens, or who does hangs up', async () => {
    const { url, close } = await serveWeb(() => ({ status: 200 }));
    await close();
    await expect(send(url)).rejects.toMatchObject({ code: 'action.unreachable', message: expect.stringContaining('ECONNREFUSED') as string });
    const rude = await listening(createServer((socket: Socket) => void socket.destroy()));
    await expect(send(`http://127.0.0.1:${rude}`)).rejects.toMatchObject({ code: 'action.unreachable' });
  });

  it('trusts no certificate that nobody vouches for', async () => {
    let heard = 0;
    const server = createTlsServer({ key: KEY, cert: CERTIFICATE }, (_request, response) => {
      heard += 1;
      response.end();
    });
    const port = await listening(server);
    await expect(send(`https://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'action.failed', message: expect.stringContaining('no certificate that can be trusted') as string });
    expect(heard).toBe(0);
  });

  it('is not sent when it is too large', async () => {
    const { url, heard } = await receiver(() => ({ status: 200 }));
    await expect(send(url, { body: 'x'.repeat(10 * 1024 * 1024 + 1) })).rejects.toMatchObject({ code: 'action.failed' });
    expect(heard).toEqual([]);
  });
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Of nobody: made for this test, trusted by none. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglKhqDvvcDp0EILk0
AiJY8ZMKoK9Q/Y7pI+rRX3JMzCGhRANCAASA+4fnf9jxFbUqgPT2kzl+OnzZGTca
NbeOKnuz3t5lUr+bn9oCvi1Lb0cXz9Z/Sly5CKEP0Nr6dFRxQecTEyk8
-----END PRIVATE KEY-----
`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBkTCCATagAwIBAgIUIzsPAIOWodNBSxfoUAJyQDc+l1cwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjIwMzUzNloYDzIxMjYxMDI5
MjAzNTM2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASA+4fnf9jxFbUqgPT2kzl+OnzZGTcaNbeOKnuz3t5lUr+bn9oCvi1L
b0cXz9Z/Sly5CKEP0Nr6dFRxQecTEyk8o2QwYjAdBgNVHQ4EFgQUFNObLi8+5MeP
zSfbF1caE4nZN7owHwYDVR0jBBgwFoAUFNObLi8+5MePzSfbF1caE4nZN7owDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYC
IQCSk53yqCxSSdsSKkKZsrZsDsSBZqeM10/Z56LraUodogIhAOR+NB+L+AI9JjJ7
7yVe8vKtcTl7ppwBtnNqcI7q8wj+
-----END CERTIFICATE-----
`;
