import type { LocalText } from '@zhengdun/contract';
import type { FormFact } from '../probes/html/page-facts.ts';
import { allPages, countPages } from './home.ts';
import { defineRule } from './rule.ts';

const ASKED: Readonly<Record<string, LocalText>> = {
  'id-number': { zh: '证件号', en: 'an ID number' },
  name: { zh: '姓名', en: 'a name' },
  phone: { zh: '电话', en: 'a telephone number' },
  email: { zh: '邮箱', en: 'an e-mail address' },
  address: { zh: '住址', en: 'an address' },
  'bank-card': { zh: '银行卡号', en: 'a bank card number' },
  birth: { zh: '出生日期', en: 'a date of birth' },
};

const LOGIN = /登录|登陆|登入|进入邮箱|忘记密码|找回密码|重置密码|修改密码|log ?in|sign ?in/i;
const SEARCH = /查询|搜索|检索|查找|查看|search|query/i;
const NEWSLETTER = /订阅|subscribe/i;
const NOT_COLLECTING = /(?:^|[/_.-])(?:login|logon|signin|sso|search|query|so)(?:[/_.?-]|$)/i;
/** Name, password and a code. */
const LOGIN_FIELDS = 3;
const HANDED_IN = /提交|留言|报名|预约|申请|发送|投递/;

/** Who logs in, searches or asks for his own entry by his name hands nothing over that is kept. */
function collects({ personal, fieldCount, hasPassword, label, action }: FormFact): boolean {
  if (personal.length === 0 || fieldCount < 2) return false;
  if (hasPassword && fieldCount <= LOGIN_FIELDS) return false;
  // A number or address with a code from it: who has an account proves that it is his.
  const [only] = personal;
  const isProof = personal.length === 1 && (only === 'phone' || only === 'email') && fieldCount === 2;
  if (isProof && !HANDED_IN.test(label)) return false;
  if (LOGIN.test(label) || SEARCH.test(label) || NEWSLETTER.test(label)) return false;
  return action === null || !NOT_COLLECTING.test(URL.parse(action)?.pathname ?? '');
}

/** Art. 22: who is asked for personal data is told what for. */
export const formNotice = defineRule({
  id: 'form-notice',
  needs: ['html'],
  judge(_, site) {
    const pages = allPages(site);
    const forms = pages.flatMap((page) =>
      page.forms.filter(collects).map((form) => ({ ...form, page: page.url })),
    );
    if (forms.length === 0) return { code: 'no-forms', facts: { pages: countPages(site) } };
    const without = forms.filter(({ notice }) => !notice);
    const [first] = without;
    if (!first) return { code: 'with-notice', facts: { count: forms.length } };
    return {
      code: 'without-notice',
      facts: {
        page: first.page,
        line: first.line,
        asked: first.personal.map((category) => ASKED[category] ?? category),
        count: without.length,
        forms: without
          .slice(0, 20)
          .map(({ page, line, personal, label }) => ({ page, line, personal: [...personal], label })),
      },
    };
  },
});
