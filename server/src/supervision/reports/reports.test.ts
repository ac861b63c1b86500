import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictOf } from '../../../test/check-results.ts';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { keepCheck, registerSite, tellKept } from '../../../test/kept-checks.ts';
import { unzip } from '../../../test/unzip.ts';
import { xmlFault } from '../../../test/well-formed-xml.ts';
import { takeInChecks } from '../findings/take-in-checks.ts';
import { addSupervisionRoutes } from '../index.ts';

const database = useTestDatabase();
const now = new Date('2026-03-02T02:00:00Z');
const jobs = { async send() {}, async work() {}, async stop() {} };
let house: IdentityHouse;
let own: string;
let foreign: string;
let liaison: TestBrowser;
let checkId: string;

beforeAll(async () => {
  house = await identityHouse(database.db, (http) =>
    addSupervisionRoutes(http, { db: database.db, jobs, now: () => now }),
  );
  house.clock.now = now;
  own = await makeUnit(database.db, { name: '样例县人民政府办公室', region: '990000/990100/' });
  foreign = await makeUnit(database.db, { name: '另一市政府', region: '990000/990200/' });
  liaison = (await signedIn(house, { unitId: own, grants: [{ role: 'liaison' }] })).browser;
  const first = await registerSite(database.db, { unitId: own });
  const second = await registerSite(database.db, { unitId: own });
  await registerSite(database.db, { unitId: own });
  const other = await registerSite(database.db, { unitId: foreign });
  const seen = [
    verdictOf('site-code', 'differ', 'zh', { footer: '甲\u0007\u202e', source: '乙' }),
    verdictOf('exit-links', 'not-checked', 'zh'),
    verdictOf('https-served', 'served', 'zh'),
  ];
  for (const { host } of [first, second, other]) {
    const id = await keepCheck(database.db, { host, verdicts: seen, at: '2026-03-01T00:00:00Z' });
    if (host === first.host) checkId = id;
  }
  await tellKept(database.db, takeInChecks);
});
afterAll(() => house.http.close());

/** Paragraphs of a document that came as an answer. */
async function documentAt(path: string, browser = liaison) {
  const answer = await browser.get(path);
  const members = answer.status === 200 ? unzip(answer.bytes) : new Map<string, Buffer>();
  const xml = members.get('word/document.xml')?.toString('utf8') ?? '';
  const paragraphs = [...xml.matchAll(/<w:p>[\s\S]*?<\/w:p>/g)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
  );
  return { ...answer, xml, paragraphs, text: paragraphs.join('\n') };
}

describe('自查报告 of a unit', () => {
  it('tells of all its applications, the same problem of several together, and nothing of others', async () => {
    const { status, paragraphs, text, xml } = await documentAt(`/api/units/${own}/self-inspection.docx`);
    expect(status).toBe(200);
    expect(xmlFault(xml)).toBeUndefined();
    expect(paragraphs.filter((line) => /^[一二三四五]、|^（[一二三四五]）|^附件\d$/.test(line))).toEqual([
      '一、基本情况',
      '（一）单位和应用',
      '（二）自查组织',
      '（三）检测时间和工具',
      '二、自查结果',
      '三、存在的问题',
      '（一）网站标识码前后不一致（2个应用）',
      '四、无法判定事项及核实安排',
      '（一）尚未检测的事项（2项）',
      '五、下一步措施',
      '附件1',
      '附件2',
    ]);
    expect(text).toContain('应用台账有应用3个，已检测2个，有2项不符合、2项无法判定未办结');
    expect(text).toContain('不符合2项，无法判定2项，符合2项，不适用0项，共6项');
    expect(text).toContain('尚未检测的应用1个，没有检测不等于符合。');
    expect(text).toContain(checkId);
    expect(text).toMatch(/SHA-256：[0-9a-f]{64}/);
    expect(text).not.toContain('\u202e');
    expect(text).not.toContain('另一市政府');
  });

  it('says in numbers what the list says', async () => {
    const { body } = await liaison.get('/api/findings');
    const { text } = await documentAt(`/api/units/${own}/self-inspection.docx`);
    expect(body.total).toBe(4);
    expect(text).toContain(`有${body.total - body.counts.unknown}项不符合、${body.counts.unknown}项无法判定`);
  });

  it('is not made of a unit that the reader does not see', async () => {
    expect((await liaison.get(`/api/units/${foreign}/self-inspection.docx`)).code).toBe('unit-unknown');
  });
});

describe('整改台账', () => {
  it('is a paper across, with everything of the filter', async () => {
    const { xml, paragraphs, text } = await documentAt('/api/findings/register.docx?verdict=unmet');
    expect(xmlFault(xml)).toBeUndefined();
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/);
    expect(paragraphs[0]).toBe('互联网政务应用安全问题整改台账');
    expect(text).toContain('数据截至2026年3月2日，共2项');
    expect(text.match(/网站标识码前后不一致/g)).toHaveLength(2);
  });

  it('prints the measure that the finding itself asks for, with what was seen', async () => {
    const { body } = await liaison.get('/api/findings?verdict=unmet');
    const { body: finding } = await liaison.get(`/api/findings/${body.rows[0].id}`);
    const { text } = await documentAt('/api/findings/register.docx?verdict=unmet');
    expect(finding.seen.text.remedy).toContain('标识码');
    expect(text).toContain(finding.seen.text.remedy);
  });
});
