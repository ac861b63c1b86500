// 内容管理系统对接示例：送审、接收签名通知、取回批准的正文和附件并核对摘要、登记网址。没有依赖，Node 20 以上。
// An example of a connector for a content system: hands items in, takes signed events, fetches the approved bytes, holds them
// against their digests, and reports the address. No dependency; Node 20 or later.
//
//   ZHENGDUN_URL=https://zhengdun.example.gov.cn  ZHENGDUN_TOKEN=zhengdun_…  ZHENGDUN_SECRET=…
//   SITE_DIR=/var/www/example  SITE_URL=https://www.example.gov.cn/  PORT=8700
//   node connector.mjs                接收通知 / waits for events
//   node connector.mjs item.json      送审一篇 / hands one item in: {"applicationId","reference","title","text","files":["a.pdf"]}
//
// 说明见 docs/content-systems.md.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** An event that is older than this may be one that somebody has recorded and plays again. */
const OLDEST_SECONDS = 300;
const BODY_LIMIT = 64 * 1024;
/** Scans are read by a job, which takes minutes: it is asked for half an hour. */
const WAIT_MS = 15_000;
const MOST_WAITS = 120;

/**
 * @param {{ server: string, token: string, secret: string, siteDir: string, siteUrl: string }} about
 *   siteDir stands for the content system: whatever publishes there
 */
export function createConnector({ server, token, secret, siteDir, siteUrl }) {
  const seenFile = join(siteDir, '.deliveries');

  async function call(path, init = {}) {
    const answer = await fetch(new URL(path, server), {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
    if (answer.ok) return answer;
    const { error } = await answer.json();
    throw Object.assign(new Error(`${answer.status} ${error.code}: ${error.message}`), { code: error.code });
  }

  function post(path, body, headers) {
    return call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** Files first, then the item that names them. Whatever breaks off is simply done again: nothing happens twice. */
  async function handIn({ files = [], ...item }, key) {
    const attachments = [];
    for (const file of files) {
      const query = new URLSearchParams({ applicationId: item.applicationId, name: basename(file) });
      const answer = await call(`/api/publications/files?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: await readFile(file),
      });
      attachments.push((await answer.json()).id);
    }
    const body = { kind: 'original', ...item, attachments };
    const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    for (let wait = 0; ; wait++) {
      try {
        const answer = await post('/api/publications/hand-in', body, { 'idempotency-key': key ?? digest });
        return await answer.json();
      } catch (error) {
        // It is kept as a draft; the same once more submits it when pictures in its files have been read.
        if (error.code !== 'attachments-being-read' || wait >= MOST_WAITS) throw error;
        await pause(WAIT_MS);
      }
    }
  }

  /** Whether an event comes from there and was not changed: HMAC-SHA256 over `<timestamp>.<body>`. */
  function isGenuine(headers, body) {
    const timestamp = String(headers['x-zhengdun-timestamp'] ?? '');
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > OLDEST_SECONDS) return false;
    const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest();
    const given = Buffer.from(String(headers['x-zhengdun-signature'] ?? '').replace('sha256=', ''), 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** The same delivery may come twice: its id is noted once it is done. */
  async function take(event) {
    const seen = await readFile(seenFile, 'utf8').catch(() => '');
    if (seen.includes(event.delivery)) return 'seen';
    if (event.event === 'due' || event.state === 'approved') await publish(event.item);
    if (event.event === 'withdrawn') await withdraw(event.item);
    await writeFile(seenFile, `${seen}${event.delivery}\n`);
    return 'done';
  }

  async function bytesOf({ path, sha256 }) {
    const answer = await call(path);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Error(`${path}: not what was approved`);
    return bytes;
  }

  async function publish(id) {
    const { approved, state } = await (await call(`/api/publications/${id}/status`)).json();
    // Taken back meanwhile; or its time has not come, and an event `due` will tell when it has.
    if (state !== 'approved' || !approved.ready) return;
    const folder = join(siteDir, id);
    const coming = `${folder}.coming`;
    await rm(coming, { recursive: true, force: true });
    await mkdir(coming, { recursive: true });
    const names = [];
    for (const file of approved.attachments) {
      const name = `${file.sha256.slice(0, 16)}.${file.name.split('.').at(-1)}`;
      await writeFile(join(coming, name), await bytesOf(file));
      names.push([name, file.name]);
    }
    const text = (await bytesOf(approved.text)).toString('utf8');
    await writeFile(join(coming, 'index.html'), page(approved.title, text, names));
    await rm(folder, { recursive: true, force: true });
    await rename(coming, folder);
    const url = new URL(`${id}/index.html`, siteUrl).href;
    await post(`/api/publications/${id}/publish`, { version: approved.version, url });
  }

  async function withdraw(id) {
    await rm(join(siteDir, id), { recursive: true, force: true });
  }

  /** For `http.createServer`: answers 2xx once an event is worked off, else it comes again. */
  async function receive(request, response) {
    let body = '';
    for await (const part of request) {
      body += part;
      if (body.length > BODY_LIMIT) return response.writeHead(413).end();
    }
    if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
    try {
      response.writeHead(200).end(await take(JSON.parse(body)));
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
      response.writeHead(503).end();
    }
  }

  return { handIn, receive };
}

function page(title, text, attachments) {
  const lines = text.split('\n').map((line) => `<p>${escaped(line)}</p>`);
  const links = attachments.map(([file, name]) => `<p><a href="${file}">${escaped(name)}</a></p>`);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
${[...lines, ...links].join('\n')}
</html>
`;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { env } = process;
  const connector = createConnector({
    server: env.ZHENGDUN_URL ?? '',
    token: env.ZHENGDUN_TOKEN ?? '',
    secret: env.ZHENGDUN_SECRET ?? '',
    siteDir: env.SITE_DIR ?? '.',
    siteUrl: env.SITE_URL ?? '',
  });
  const file = process.argv[2];
  if (file) {
    const item = await connector.handIn(JSON.parse(await readFile(file, 'utf8')));
    process.stdout.write(`${item.id} ${item.state}\n`);
  } else {
    createServer(connector.receive).listen(Number(env.PORT ?? 8700), '127.0.0.1');
  }
}
