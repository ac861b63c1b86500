import type { ItemInput, ItemView, NewItem, WorkflowInput } from '@zhengdun/contract';
import { applicationId, unitId } from './city.repo.ts';
import type { Asker } from './visitor.ts';

interface DemoItem extends Pick<NewItem, 'title' | 'text'> {
  readonly urgent?: boolean;
}

const PUBLISHED: DemoItem = {
  title: '关于做好2026年秋季学期开学工作的通知',
  text: '各县（市、区）教育局，直属各学校：\n为做好秋季学期开学工作，现将有关事项通知如下。\n一、9月1日开学，各学校提前做好校舍、食堂和校车检查。\n二、招生工作以《样例市2026年招生工作方案》为准。',
};
const WAITING: DemoItem = {
  title: '样例市教育局寒假值班安排',
  text: '寒假值班时间为2027年1月25日至2月25日。\n值班电话：0990-0000000。',
};
const RETURNED: DemoItem = {
  title: '校园安全提示',
  text: '请各学校检查取暖设备，注意用电安全。\n发现隐患的，10个工作日内整改。',
};
const DRAFT: DemoItem = { title: '研学活动报名说明', text: '活动报名自12月10日开始。' };
const URGENT: DemoItem = {
  title: '暴雪蓝色预警期间停课通知',
  text: '受降雪影响，明日全市中小学停课一天。',
  urgent: true,
};

/**
 * 信息发布 of two units: a workflow each; items that are published, wait for their reviews, were returned, are drafts; an
 * urgent one whose second review is owed.
 */
export async function publish(as: (loginName: string) => Promise<Asker>): Promise<void> {
  const [leader, handler, first, second] = (await Promise.all(
    ['leader', 'handler', 'reviewer', 'jiaoyu.reviewer'].map((name) => as(`demo.${name}`)),
  )) as [Asker, Asker, Asker, Asker];
  await setWorkflow(leader, 'jiaoyu', { stages: 2, urgentDays: 3 });
  const begin = (item: DemoItem) => beginItem(handler, 'jiaoyu', item);
  const published = await begin(PUBLISHED);
  await attach(handler, published);
  await submit(handler, published);
  await decide(first, published);
  await decide(second, published, '同意发布。');
  await markPublished(handler, published);
  const waiting = await begin(WAITING);
  await submit(handler, waiting);
  const returned = await begin(RETURNED);
  await submit(handler, returned);
  await handBack(first, returned);
  await begin(DRAFT);
  const urgent = await begin(URGENT);
  await submit(handler, urgent);
  await decide(first, urgent);
  await markPublished(handler, urgent);
  await publishElsewhere(as);
}

/** In a unit with one review. */
async function publishElsewhere(as: (loginName: string) => Promise<Asker>): Promise<void> {
  const [leader, handler] = [await as('demo.minzheng.leader'), await as('demo.minzheng.handler')];
  await setWorkflow(leader, 'minzheng', { stages: 1 });
  const id = await beginItem(handler, 'minzheng', {
    title: '困难群众冬季取暖补贴发放公告',
    text: '补贴自12月起按月发放，咨询请到各乡镇（街道）便民服务中心。',
  });
  await submit(handler, id);
  await decide(await as('demo.minzheng.reviewer'), id);
}

async function setWorkflow(
  leader: Asker,
  unit: string,
  more: Pick<WorkflowInput, 'stages' | 'urgentDays'>,
): Promise<void> {
  const input = { office: '办公室', authorMayReview: false, reviewers: [], ...more } satisfies WorkflowInput;
  await leader.post(`/units/${unitId(unit)}/review-workflow`, input);
}

async function beginItem(
  by: Asker,
  unit: string,
  { title, text, urgent = false }: DemoItem,
): Promise<string> {
  const input = { applicationId: applicationId(`${unit}-website`), kind: 'original' } as const;
  const { id } = await by.post<{ id: string }>('/publications', { ...input, title, text, urgent });
  return id;
}

async function attach(by: Asker, id: string): Promise<void> {
  const name = encodeURIComponent('样例市2026年招生工作方案.txt');
  const bytes = Buffer.from('样例市2026年招生工作方案\n一、坚持免试就近入学。\n');
  const file = await by.upload<{ id: string }>(`/publications/${id}/attachments?name=${name}`, bytes);
  const { current, version } = await by.get<ItemView>(`/publications/${id}`);
  const { title, text = '', urgent } = current;
  const input = { title, text, urgent, attachments: [file.id] } satisfies ItemInput;
  await by.post(`/publications/${id}/versions`, { ...input, after: version });
}

async function submit(by: Asker, id: string): Promise<void> {
  const { version } = await by.get<ItemView>(`/publications/${id}`);
  await by.post(`/publications/${id}/submit`, { version });
}

async function decide(by: Asker, id: string, ground = ''): Promise<void> {
  const { version, current } = await by.get<ItemView>(`/publications/${id}`);
  const read = { version, manifest: current.manifestSha256 };
  await by.post(`/publications/${id}/decide`, { ...read, decision: 'approve', ground });
}

async function handBack(by: Asker, id: string): Promise<void> {
  const { version, current } = await by.get<ItemView>(`/publications/${id}`);
  const place = { version, start: 21, end: 25 };
  await by.post(`/publications/${id}/comments`, { ...place, text: '期限与市里的要求不一致，请核对。' });
  const read = { version, manifest: current.manifestSha256 };
  await by.post(`/publications/${id}/decide`, { ...read, decision: 'return', ground: '整改期限有误。' });
}

async function markPublished(by: Asker, id: string): Promise<void> {
  const { version } = await by.get<ItemView>(`/publications/${id}`);
  await by.post(`/publications/${id}/publish`, {
    version,
    url: `https://www.jiaoyu.yangli.example/art/${id.slice(0, 8)}.html`,
  });
}
