import { describe, expect, it } from 'vitest';
import { endlessBody, garbage, type Handler, type Page, startWorld } from '../../../../test/world/index.ts';
import { openNetworkWeb } from '../../../kernel/web/index.ts';
import { lookRecord } from './index.ts';

async function look(page: string | Page | Handler) {
  await using world = await startWorld({ sites: { 'bszs.conac.cn': { pages: { '*': page } } } });
  await using web = openNetworkWeb(world);
  const observation = await lookRecord(web, '0123456789ABCDEF0123456789ABCDEF', {
    userAgent: 'Zhengdun/test',
  });
  return { observation, requests: world.sites.requests.map(({ method, path }) => `${method} ${path}`) };
}

describe('the record of a mark', () => {
  it('is opened once, and names hosts and units', async () => {
    const { observation, requests } = await look(
      '<title>标识</title><script>var a="www.script.gov.cn"</script><td>某某县人民政府</td><td>www.a.gov.cn</td><a>bszs.conac.cn</a>',
    );
    expect(requests).toEqual(['GET /sitename?method=show&id=0123456789ABCDEF0123456789ABCDEF']);
    expect(observation).toMatchObject({
      outcome: 'seen',
      facts: { status: 200, hosts: ['www.a.gov.cn'], names: ['某某县人民政府'] },
    });
  });

  it('that names very much is cut', async () => {
    const many = Array.from(
      { length: 500 },
      (_, index) => `<p>www.h${index}.gov.cn 第${'一二三四五'[index % 5]}局</p>`,
    ).join('');
    const { observation } = await look(many);
    expect(observation.outcome === 'seen' && observation.facts.hosts.length).toBe(20);
    expect(observation.outcome === 'seen' && observation.facts.names.length).toBeLessThanOrEqual(20);
  });

  it.each<[string, Page | Handler]>([
    ['标识查询页面返回404', { status: 404 }],
    ['标识查询页面返回503', { status: 503 }],
    ['服务器的答复不符合网页协议', garbage()],
  ])('that cannot be read is told: %s', async (zh, page) => {
    expect((await look(page)).observation).toMatchObject({ outcome: 'blocked', detail: { zh } });
  });

  it('without end, or of nothing but open tags, is read up to its bound', async () => {
    expect((await look(endlessBody())).observation).toMatchObject({
      outcome: 'seen',
      facts: { hosts: [], names: [] },
    });
    expect((await look('<script'.repeat(50_000))).observation).toMatchObject({ outcome: 'seen' });
  });
});
