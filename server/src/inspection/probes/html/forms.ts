import { type Element, isTag, isText } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { allElements, attribute, lineage, type ParsedPage } from './dom.ts';
import { ascii, elementText } from './flat-text.ts';
import { absolute, baseOf } from './links.ts';
import type { FormFact } from './page-facts.ts';

const LIMIT = 40;
/** More fields than these nobody fills in. */
const MAX_FIELDS = 300;
/** A label stands no further out. */
const MAX_STEPS = 6;
/** A label is made of few nodes. */
const LABEL_NODES = 100;

/** Categories of personal data by what a field is called, in the page's words or in its names. */
const CATEGORIES: readonly (readonly [string, RegExp])[] = [
  ['id-number', /身份证|证件号|证件类型|idcard|id_?card|idno|sfz/i],
  ['name', /姓名|真实名字|联系人|realname|real_name|truename|\bxm\b|linkman/i],
  ['phone', /手机|电话|联系方式|mobile|\bphone\b|\btel\b|telephone/i],
  ['email', /邮箱|电子邮件|e-?mail/i],
  ['address', /住址|通讯地址|家庭地址|联系地址|居住地|address/i],
  ['bank-card', /银行卡|卡号|开户行|bankcard/i],
  ['birth', /出生|生日|birth/i],
];
const NOTICE =
  /隐私|个人信息(保护|收集|处理)|收集.{0,12}个人信息|个人信息.{0,20}(保密|仅用于|只用于|不会|仅供)|知情同意|同意.{0,20}(授权|协议|声明)|告知书|信息保密/;
/** A notice's name; titles of news about the law are longer. */
const NOTICE_LINK =
  /^[^\p{L}]*(用户|网站|本站)?(隐私(政策|声明|保护|权|安全|条款|协议|说明|指引)?|个人信息(保护|处理|收集)?(政策|声明|说明|规则|须知|告知书?|指引))(政策|声明|协议)?[^\p{L}]*$/u;
const NOTICE_FILE = /(?:^|[/_-])(?:privacy|yinsi|yszc|yssm|ysbh)[\w-]*(?:\.|\/|$)/i;
const NOT_TYPED = new Set(['hidden', 'submit', 'button', 'image', 'reset', 'checkbox', 'radio', 'file']);

/** Forms of a page. They are read and never sent. */
export function readForms(page: ParsedPage, pageUrl: string): FormFact[] {
  const base = baseOf(page, pageUrl);
  const pageNotice = hasNoticeLink(page);
  const forms: FormFact[] = [];
  for (const element of page.elements) {
    if (element.name !== 'form' || forms.length >= LIMIT) continue;
    forms.push(readForm(page, element, { base, pageNotice }));
  }
  const loose = loosePassword(page) ?? looseFields(page, pageNotice);
  if (loose) forms.push(loose);
  return forms;
}

function readForm(page: ParsedPage, form: Element, around: { base: string; pageNotice: boolean }): FormFact {
  const fields = fieldsIn(allElements(form));
  const text = elementText(form, 4_000);
  const beside = form.parent && isTag(form.parent) ? form.parent : form;
  const personal = new Set<string>();
  for (const field of fields) {
    const category = categoryOf(field);
    if (category) personal.add(category);
  }
  return {
    action: absolute(attribute(form, 'action') || around.base, around.base) ?? null,
    method: attribute(form, 'method').toLowerCase() === 'post' ? 'post' : 'get',
    hasPassword: fields.some((field) => attribute(field, 'type').toLowerCase() === 'password'),
    personal: [...personal],
    fieldCount: fields.length,
    notice: around.pageNotice || NOTICE.test(text) || besideNotice(beside),
    label: plainText(labelOf(form, text), 40),
    line: page.lineAt(form.startIndex ?? 0),
  };
}

function fieldsIn(elements: Iterable<Element>, counts: (field: Element) => boolean = () => true): Element[] {
  const fields: Element[] = [];
  for (const element of elements) {
    if (isField(element) && counts(element)) fields.push(element);
    if (fields.length >= MAX_FIELDS) break;
  }
  return fields;
}

function isOutsideForms(element: Element): boolean {
  for (const { name } of lineage(element)) if (name === 'form') return false;
  return true;
}

function isField(element: Element): boolean {
  if (element.name === 'textarea' || element.name === 'select') return true;
  return element.name === 'input' && !NOT_TYPED.has(attribute(element, 'type').toLowerCase());
}

function categoryOf(field: Element): string | undefined {
  const names = ['name', 'id', 'placeholder', 'title', 'aria-label', 'msg', 'alt'].map((name) =>
    attribute(field, name),
  );
  // 姓　　名 is written apart to fill its cell.
  const described = ascii([...names, textBefore(field)].join(' ')).replace(
    /(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/g,
    '',
  );
  return CATEGORIES.find(([, pattern]) => pattern.test(described))?.[0];
}

/** The words before a field: its label beside it, in the same cell or row, or in the cell before. */
function textBefore(field: Element): string {
  const beside = wordsBefore(field);
  if (beside !== '') return beside;
  let steps = 0;
  for (const element of lineage(field)) {
    if (element === field) continue;
    if (++steps > MAX_STEPS) break;
    if (element.name === 'form' || element.name === 'body') break;
    const own = elementText(element, 80, LABEL_NODES);
    // The star of a field that must be filled in is no label.
    if (/\p{L}/u.test(own)) return own.length <= 40 ? own : '';
    const text = wordsBefore(element);
    if (text !== '') return text;
  }
  return '';
}

/** The words that stand before an element among its siblings, up to the field before. */
function wordsBefore(element: Element): string {
  let at = element.previousSibling;
  for (let steps = 0; at && steps < 4; steps++, at = at.previousSibling) {
    if (isText(at) && at.data.trim() !== '') return at.data.trim().slice(-40);
    if (!isTag(at)) continue;
    if (isField(at)) return '';
    const text = elementText(at, 60, LABEL_NODES);
    if (/\p{L}/u.test(text)) return text;
  }
  return '';
}

/** Words about the visitor's data next to the form, where its parent holds little else. */
function besideNotice(parent: Element): boolean {
  if (parent.name === 'body' || parent.name === 'html') return false;
  const text = elementText(parent, 6_000);
  return text.length < 5_000 && NOTICE.test(text);
}

const NOT_SENDING = /验证码|重置|取消|清空|返回|选择|上传|浏览|关闭/;

/** What its button says: the last one that sends, else its first words. */
function labelOf(form: Element, text: string): string {
  let label: string | undefined;
  for (const element of allElements(form)) {
    const isButton =
      element.name === 'button' || ['submit', 'button'].includes(attribute(element, 'type').toLowerCase());
    if (!isButton) continue;
    const words = attribute(element, 'value') || elementText(element, 40);
    if (words !== '' && !NOT_SENDING.test(words)) label = words;
  }
  return label ?? text.slice(0, 40);
}

function hasNoticeLink(page: ParsedPage): boolean {
  for (const element of page.elements) {
    if (element.name === 'a' && NOTICE_LINK.test(elementText(element, 60))) return true;
    // The notice itself may stand in a frame beside the form.
    if (element.name === 'iframe' && NOTICE_LINK.test(attribute(element, 'title'))) return true;
    if (element.name === 'iframe' && NOTICE_FILE.test(attribute(element, 'src'))) return true;
  }
  return false;
}

/** So many kinds of personal data are asked for by no accident. */
const MANY_CATEGORIES = 3;

/** Fields outside of any form that a script sends together. */
function looseFields(page: ParsedPage, notice: boolean): FormFact | undefined {
  const fields = fieldsIn(page.elements, isOutsideForms);
  const personal = new Set(fields.map(categoryOf).filter((category) => category !== undefined));
  const [first] = fields;
  // Beside a box for a message fewer kinds tell as much.
  const enough = fields.some(({ name }) => name === 'textarea') ? MANY_CATEGORIES - 1 : MANY_CATEGORIES;
  if (!first || personal.size < enough) return undefined;
  return {
    action: null,
    method: 'post',
    hasPassword: false,
    personal: [...personal],
    fieldCount: fields.length,
    notice,
    label: '',
    line: page.lineAt(first.startIndex ?? 0),
  };
}

/** A password field outside of any form: scripts send it. */
function loosePassword(page: ParsedPage): FormFact | undefined {
  for (const element of page.elements) {
    if (element.name !== 'input' || attribute(element, 'type').toLowerCase() !== 'password') continue;
    if (!isOutsideForms(element)) continue;
    const line = page.lineAt(element.startIndex ?? 0);
    return {
      action: null,
      method: 'post',
      hasPassword: true,
      personal: [],
      fieldCount: 1,
      notice: false,
      label: '',
      line,
    };
  }
  return undefined;
}
