import type { Http } from '../kernel/http/index.ts';

/** Somebody who is signed in, and asks as a browser would. Paths are below `/api`; whatever is refused throws. */
export interface Asker {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: object): Promise<Answer>;
  /** bytes of a file, as they are */
  upload<Answer>(path: string, bytes: Buffer): Promise<Answer>;
}

/** Enters as somebody of the cast. */
export async function enter(http: Http, loginName: string): Promise<Asker> {
  let cookie = '';
  async function ask<Answer>(
    method: 'GET' | 'POST',
    path: string,
    payload?: object | Buffer,
  ): Promise<Answer> {
    const reply = await http.inject({
      method,
      url: `/api${path}`,
      headers: {
        host: '127.0.0.1',
        cookie,
        'user-agent': 'Chrome/140 (Linux)',
        ...(Buffer.isBuffer(payload) && { 'content-type': 'application/octet-stream' }),
      },
      ...(payload && { payload }),
    });
    if (reply.statusCode >= 400) throw new Error(`${method} ${path}: ${reply.statusCode} ${reply.body}`);
    const set = [reply.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]);
    if (set.length > 0) cookie = set.join('; ');
    return reply.json() as Answer;
  }
  await ask('POST', '/session/demo', { loginName });
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    upload: (path, bytes) => ask('POST', path, bytes),
  };
}
