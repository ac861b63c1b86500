import type {
  ClosingStep,
  FindingList,
  NewPaper,
  NoticeList,
  OpeningField,
  OpeningStep,
  OpeningView,
  PaperVerdictList,
} from '@zhengdun/contract';
import { dayOf } from '../kernel/clock/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import type { Http } from '../kernel/http/index.ts';
import { applicationId, personId, unitId } from './city.repo.ts';
import { CONTRACTOR } from './people.ts';
import { publish } from './publish.ts';
import { type Asker, enter } from './visitor.ts';

/**
 * What people of the city do, each by the route that a page would take and as somebody who is signed in: the rules
 * that hold for everybody hold here.
 */
export async function act(http: Http, now: Date): Promise<void> {
  const day = (days: number): string => dayOf(new Date(now.getTime() + days * DAY_MS));
  const as = (loginName: string): Promise<Asker> => enter(http, loginName);
  const [supervisor, leader, liaison, handler, security] = (await Promise.all(
    ['supervisor', 'leader', 'liaison', 'handler', 'security'].map((name) => as(`demo.${name}`)),
  )) as [Asker, Asker, Asker, Asker, Asker];
  await rectify({ supervisor, liaison, handler });
  await sendNotices(supervisor, as);
  await state({ handler, liaison, leader }, day);
  await deviate({ liaison, leader }, day);
  await open({ handler, supervisor }, day);
  await publish(as);
  await close({ handler, as }, day);
  await security.post('/grants', {
    personId: personId(CONTRACTOR),
    role: 'operator',
    area: 'unit',
    place: unitId('jiaoyu'),
    endsAt: new Date(now.getTime() + 9 * DAY_MS).toISOString(),
    approver: '样例负责人',
    reason: '网站运维服务合同将于近期期满',
  });
}

/** Findings of one unit: assigned, a delay granted and one asked for, an appeal, one under supervision. */
async function rectify(by: Record<'supervisor' | 'liaison' | 'handler', Asker>): Promise<void> {
  const { rows } = await by.liaison.get<FindingList>(
    `/findings?unit=${unitId('jiaoyu')}&state=unassigned&size=20`,
  );
  const mine = rows.slice(0, 6).map(({ id }) => id);
  await by.liaison.post('/findings/assign', { ids: mine, personId: personId('demo.handler'), days: 15 });
  const [first, second, third, fourth] = mine;
  await by.handler.post(`/findings/${first}/delay`, { days: 5, ground: '运维单位需要一周准备新证书。' });
  await by.supervisor.post(`/findings/${first}/decide`, { decision: 'grant', ground: '' });
  await by.handler.post(`/findings/${second}/delay`, {
    days: 10,
    ground: '涉及平台改造，需与承载平台协调。',
  });
  await by.handler.post(`/findings/${third}/appeal`, { ground: '该内容由平台统一提供，检测时恰逢维护。' });
  await by.supervisor.post(`/findings/${fourth}/watch`, { on: true, ground: '列入本季度重点督办事项。' });
  await by.supervisor.post(`/findings/${fourth}/comments`, {
    body: '上季度同一问题出现过，请说明反复的原因。',
  });
  await by.handler.post(`/findings/${fourth}/comments`, {
    body: '改版时沿用了旧模板。\n已请运维单位更换模板，本周内上线后申请复核。',
  });
}

/** Three notices: one signed for and answered, one with a delay asked for, one that nobody has signed for yet. */
async function sendNotices(supervisor: Asker, as: (loginName: string) => Promise<Asker>): Promise<void> {
  for (const key of ['minzheng', 'jiaqu', 'weijian']) {
    const { rows } = await supervisor.get<FindingList>(`/findings?unit=${unitId(key)}&verdict=unmet&size=20`);
    const findings = rows.slice(0, 4).map(({ id }) => id);
    await supervisor.post('/notices', { findings, days: 15, demand: '请按期整改并反馈。' });
  }
  for (const key of ['minzheng', 'jiaqu']) {
    const liaison = await as(`demo.${key}.liaison`);
    const { rows } = await liaison.get<NoticeList>('/notices?show=all');
    const id = rows[0]?.id;
    await liaison.post(`/notices/${id}/sign`, {});
    if (key === 'minzheng')
      await liaison.post(`/notices/${id}/answer`, { text: '已部署整改，预计本周内完成全部事项。' });
    else await liaison.post(`/notices/${id}/delay`, { days: 5, ground: '两项问题需由承载平台处理。' });
  }
}

/** 情况说明: signed ones, of which one ends soon and one settles what a check could not determine, and one that waits. */
async function state(
  { handler, liaison, leader }: Record<'handler' | 'liaison' | 'leader', Asker>,
  day: (days: number) => string,
): Promise<void> {
  const application = applicationId('jiaoyu-website');
  const { rows } = await handler.get<PaperVerdictList>(`/applications/${application}/papers`);
  const open = rows.filter(({ act, verdict }) => act === 'write' && verdict === 'unknown').slice(0, 4);
  const own = open.map((row) => ({ ...row, by: handler, unit: 'jiaoyu', of: application }));
  // No check can tell whether a site of its own was approved.
  const below = { by: liaison, unit: 'yijy', of: applicationId('yijy-website') };
  const approval = { ...below, obligation: 'A10.3-no-own-site-below', title: '单独建站已经批准' };
  for (const [index, { by, unit, of, obligation, title }] of [...own, approval].entries()) {
    const document = await keepPaper(by, unit, { name: '样例证明.pdf', about: obligation });
    const paper = await by.post<{ id: string }>('/papers', {
      unitId: unitId(unit),
      applicationId: of,
      obligation,
      claim: 'met',
      statement: `${title}：已按要求落实，证明材料见附件。`,
      issuer: '样例市教育局办公室',
      issuedOn: day(-20),
      expiresOn: day(index === 0 ? 6 : 200),
      documents: [document],
    } satisfies NewPaper);
    if (index !== 3) await leader.post(`/papers/${paper.id}/sign`, { version: 1 });
  }
}

/** Exceptions: two that are approved, of which one sets a finding aside, and one that is asked for. */
async function deviate(
  { liaison, leader }: Record<'liaison' | 'leader', Asker>,
  day: (days: number) => string,
): Promise<void> {
  const ask = (key: string, ground: string, days: number, obligation = 'A5.1-one-zh-one-en-domain') =>
    liaison.post<{ id: string }>('/exceptions', {
      applicationId: applicationId(key),
      obligation,
      kind: 'exception',
      ground,
      startsOn: day(0),
      endsOn: day(days),
    });
  const { id } = await ask('jiaoyu-website', '机构合并过渡期内，原域名继续使用。', 25);
  const ground = '上级平台改造期间单独设站，改造完成后并入。';
  const site = await ask('jiajy-website', ground, 180, 'A10.3-no-own-site-below');
  for (const each of [id, site.id]) await leader.post(`/exceptions/${each}/decide`, { decision: 'approved' });
  await ask('jiajy-website', '网站迁移期间原域名继续使用。', 120);
}

const FORM: Partial<Record<OpeningField, string>> = {
  leader: '样例负责人',
  contact: '样例联络员',
  phone: '0990-0000000',
  postal: '样例市样例路1号',
  nature: 'topic',
  government: 'no',
  purpose: '公开教育信息，提供办事服务',
  operator: '样例运维公司',
  accessProvider: '样例接入公司',
  location: 'mainland',
  mlpsLevel: '2',
};

/** 开办: one granted and under way, one that waits to be taken up, one draft. */
async function open(
  { handler, supervisor }: Record<'handler' | 'supervisor', Asker>,
  day: (days: number) => string,
): Promise<void> {
  async function begin(name: string, domain: string): Promise<string> {
    const { id } = await handler.post<{ id: string }>('/openings', {
      unitId: unitId('jiaoyu'),
      kind: 'website',
    });
    const fields = { ...FORM, name, domain, plannedOn: day(40) };
    await handler.post<OpeningView>(`/openings/${id}/draft`, { fields });
    return id;
  }
  // An organ's new name ends as Article 5 demands: the case is refused with any other.
  const granted = await begin('样例市教育局招生服务网', 'zhaosheng.yangli.gov.cn');
  await handler.post(`/openings/${granted}/submit`, {});
  await supervisor.post(`/openings/${granted}/accept`, {});
  await supervisor.post(`/openings/${granted}/decision`, { decision: 'grant' });
  for (const step of ['budget', 'establishment-review', 'domain'] satisfies OpeningStep[])
    await handler.post(`/openings/${granted}/steps/${step}`, {
      number: `样例〔${day(0).slice(0, 4)}〕1号`,
      issuer: '样例办理机关',
      doneOn: day(0),
      receipt: '办公室存档',
      documentId: await keepPaper(handler, 'jiaoyu', { name: '样例回执.pdf', about: step }),
    });
  const waiting = await begin('样例市教育局资助服务网', 'zizhu.yangli.gov.cn');
  await handler.post(`/openings/${waiting}/submit`, {});
  await begin('样例市教育局研学服务网', 'yanxue.yangli.gov.cn');
}

/** 关停: an account that nobody uses any more, under way, and a mini program whose closing is proven and sealed. */
async function close(
  { handler, as }: { readonly handler: Asker; readonly as: (loginName: string) => Promise<Asker> },
  day: (days: number) => string,
): Promise<void> {
  async function begin(by: Asker, unit: string, application: string): Promise<string> {
    const { ids } = await by.post<{ ids: string[] }>('/closings', {
      unitId: unitId(unit),
      occasion: 'unused',
      since: day(-40),
      paper: `样例〔${day(-40).slice(0, 4)}〕12号`,
      applications: [{ id: applicationId(application), outcome: 'close' }],
    });
    return ids[0] ?? '';
  }
  async function record(
    by: Asker,
    id: string,
    of: { readonly unit: string; readonly steps: readonly ClosingStep[] },
  ) {
    for (const step of of.steps) {
      const document = await keepPaper(by, of.unit, { name: '样例办理凭证.pdf', about: step });
      const facts = { number: '样例1号', issuer: '样例办理机关', doneOn: day(-10), documents: [document] };
      await by.post(`/closings/${id}/steps/${step}`, { how: 'done', ...facts });
    }
  }
  const account = await begin(handler, 'jiaoyu', 'jiaoyu-account');
  await record(handler, account, { unit: 'jiaoyu', steps: ['notice', 'service-off'] });
  const [liaison, leader] = await Promise.all([as('demo.weijian.liaison'), as('demo.weijian.leader')]);
  const program = await begin(liaison, 'weijian', 'weijian-mini-program');
  const steps = ['notice', 'service-off', 'data-archived', 'data-deleted', 'app-filing-cancelled'] as const;
  await record(liaison, program, { unit: 'weijian', steps: [...steps, 'account-cancelled'] });
  for (const step of ['domain-cancelled', 'icp-cancelled'])
    await liaison.post(`/closings/${program}/steps/${step}`, {
      how: 'not-needed',
      ground: '小程序没有单独的域名和备案。',
    });
  await leader.post(`/closings/${program}/seal`, { code: '000000' });
}

/** Hands in a document that says what it is about. @returns its id */
async function keepPaper(
  by: Asker,
  unit: string,
  { name, about }: { readonly name: string; readonly about: string },
): Promise<string> {
  const { id } = await by.upload<{ id: string }>(
    `/documents?unit=${unitId(unit)}&name=${encodeURIComponent(name)}`,
    Buffer.from(`%PDF-1.7\n% 演示数据 ${about}\n%%EOF\n`),
  );
  return id;
}
