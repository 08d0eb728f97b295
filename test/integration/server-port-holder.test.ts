import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HttpClient, makeHttpClient } from '../../main/platform/http-client';
import { portHolder } from '../../main/server/port-holder';
import { startLocalServer } from '../support/local-server';
import { pushgatewayIsHere, startPushgateway } from '../support/pushgateway';
import { listening, startHttpServer } from '../support/servers';

function client(): HttpClient {
  const http = makeHttpClient();
  onTestFinished(() => http.close());
  return http;
}

describe('who holds a port', () => {
  it.skipIf(!pushgatewayIsHere)('is told of a real Pushgateway', async () => {
    const real = await startPushgateway();
    onTestFinished(() => real.stop());
    const holder = await portHolder(client(), real.url);
    expect(holder?.kind).toBe('pushgateway');
    expect(holder?.version).toMatch(/^\d+\.\d+/);
  });

  it('is told of another Pushtray', async () => {
    const other = await startLocalServer();
    onTestFinished(() => other.close());
    expect(await portHolder(client(), other.address)).toEqual({ kind: 'pushtray', version: '1.2.3' });
  });

  it.each([
    ['answers 404 to everything', 404, ''],
    ['answers something else to everything', 200, 'hello'],
    ['answers JSON of another shape', 200, '{"data":{"build_information":"none"}}'],
  ])('is nobody in particular when it %s', async (_title, status, body) => {
    const { url } = await startHttpServer((_request, response) => response.writeHead(status).end(body));
    expect(await portHolder(client(), url)).toBeUndefined();
  });

  it('is nobody in particular when it never answers', async () => {
    const { url } = await listening(createServer(() => undefined));
    expect(await portHolder(client(), url)).toBeUndefined();
  });
});
