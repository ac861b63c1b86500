import type { Element } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { allElements, attribute, type ParsedPage, rawText } from './dom.ts';
import { elementText, type FlatText } from './flat-text.ts';
import { hiddenBy } from './hiding.ts';
import type { ForeignFact } from './page-facts.ts';

const LIMIT = 30;

/**
 * Words with which intruders advertise on pages they broke into. Only what hardly stands in an office's own text:
 * news of the police against gambling names 赌博, but not 澳门新葡京.
 */
const VICE =
  /澳门(新?葡京|金沙|威尼斯人|永利|银河)(娱乐|赌场|官网|网站)?|新葡京(娱乐|官网)|(金沙|威尼斯人|皇冠|永利|太阳城|葡京|万博|亚博|乐鱼|开云|爱游戏|必威|伟德|立博|澳博)(娱乐城?|体育|官网|平台|app|投注)|bet ?365|(真人|线上|网上)(百家乐|赌场|娱乐城?|棋牌|投注)|百家乐(平台|网址|技巧)|(时时彩|北京赛车|快三|六合彩|彩票)(平台|投注|计划|开奖网|官网|网址)|老虎机(游戏|平台)|足球(外围|投注)|体育投注|博彩(网|平台|公司|网站)|棋牌(游戏)?(平台|下载)送|娱乐城(注册|开户)|(成人|色情|三级)(视频|电影|网站|小说)|黄色(视频|网站)|裸聊|约炮|一夜情|援交|(代开|开具)发票|办证刻章|(代办|办理)(各类)?(假证|毕业证)|迷药|迷奸|枪支(出售|弹药)|传奇私服|私服发布|代孕(公司|机构|价格)|网络赚钱日结/i;
const AGAINST =
  /打击|严打|防范|整治|查处|查获|破获|警惕|抵制|举报|远离|禁止|严禁|涉嫌|案件|专项|治理|反赌|禁赌|宣传|判处|犯罪|曝光|通报|违法/;

const MINER =
  /coin-?hive|coinimp|crypto-?loot|cryptonoter|deepminer|webminepool|webmine\.|jsecoin|minero\.cc|monerominer|coin-?have|ppoi\.org|authedmine|cryptonight|(?:miner|Miner)\s*\.\s*start\s*\(/;
const REFERRER_SWITCH =
  /document\s*\.\s*referrer[\s\S]{0,400}(baidu|sogou|so\.com|google|bing)[\s\S]{0,400}(location|window\s*\.\s*open|document\s*\.\s*write|createElement)/i;
const SPIDER_SWITCH =
  /userAgent[\s\S]{0,300}(baiduspider|googlebot|sogou|360spider|bingbot)[\s\S]{0,400}(location|document\s*\.\s*write|innerHTML)/i;

/** Signs of intrusion (Art. 3): advertising of vice, miners, disguised texts, pages that show search engines something else. */
export function readForeign(page: ParsedPage, text: FlatText): ForeignFact[] {
  const facts: ForeignFact[] = [];
  for (const element of allElements(page.root)) {
    if (facts.length >= LIMIT) break;
    const line = page.lineAt(element.startIndex ?? 0);
    for (const fact of signsOf(page, element)) facts.push({ ...fact, line });
  }
  return [...facts, ...promotions(text)];
}

type Sign = Omit<ForeignFact, 'line'>;

function signsOf(page: ParsedPage, element: Element): Sign[] {
  switch (element.name) {
    case 'title':
      return [...viceIn('title', elementText(element, 400)), ...disguised(page, element)];
    case 'meta':
      return /^(keywords|description)$/i.test(attribute(element, 'name'))
        ? [
            ...viceIn(attribute(element, 'name').toLowerCase(), attribute(element, 'content')),
            ...disguised(page, element),
          ]
        : [];
    case 'a':
    case 'h1':
    case 'h2':
    case 'h3':
    case 'li':
      return element.name === 'a' || element.name.startsWith('h')
        ? viceIn(element.name, elementText(element, 200))
        : [];
    case 'div':
    case 'span':
    case 'p':
    case 'marquee':
      return hiddenVice(element);
    case 'script':
    case 'iframe':
      return fromScript(element);
    default:
      return [];
  }
}

function viceIn(where: string, text: string): Sign[] {
  const match = VICE.exec(text.slice(0, 1_000));
  if (!match || AGAINST.test(text)) return [];
  return [{ kind: 'vice-words', detail: plainText(`${where}: ${match[0]}`, 80) }];
}

function hiddenVice(element: Element): Sign[] {
  const own =
    element.name === 'marquee' ? hiddenBy(element) : attribute(element, 'style') && hiddenBy(element);
  if (!own) return [];
  const match = VICE.exec(elementText(element, 4_000));
  return match ? [{ kind: 'hidden-block', detail: plainText(`${match[0]} (${own})`, 120) }] : [];
}

/** A title or description in numeric references while the page's other text is plain: written so that its owner does not see it. */
function disguised(page: ParsedPage, element: Element): Sign[] {
  const start = element.startIndex ?? 0;
  const raw =
    page.source.slice(start, start + 2_000).split(element.name === 'title' ? '</title' : '>')[0] ?? '';
  const references = raw.match(/&#x?[0-9a-f]{3,6};/gi)?.length ?? 0;
  const elsewhere = page.source.match(/&#x?[0-9a-f]{4,6};/gi)?.length ?? 0;
  if (references < 8 || elsewhere > references * 4) return [];
  return [{ kind: 'disguised-text', detail: plainText(`${element.name}: ${references}`, 80) }];
}

function fromScript(element: Element): Sign[] {
  const script = `${attribute(element, 'src')}\n${rawText(element).slice(0, 100_000)}`;
  const miner = MINER.exec(script);
  const signs: Sign[] = [];
  if (miner) signs.push({ kind: 'miner', detail: plainText(miner[0], 80) });
  if (REFERRER_SWITCH.test(script)) signs.push({ kind: 'referrer-switch', detail: 'document.referrer' });
  if (SPIDER_SWITCH.test(script)) signs.push({ kind: 'spider-switch', detail: 'navigator.userAgent' });
  return signs;
}

/** Words of which a text on a person's career is made. */
const CAREER =
  /出生于|出生地|籍\s*贯|民\s*族|[汉满回藏]族|毕业(于|院校)|身\s*高|创始人|董事长|总经理|法人|监事|执行董事|客座教授|终身教授|领军人物|大师|美术师|设计师|艺术家|书画家|院士|理事|会员|代表文献|品牌/g;
const ANNOUNCED = /^关于(专家组?|评委|专家组评委|企业代表|嘉宾|导师|主讲人?|作者|选手)[^\n]{0,4}[:\s]/;
const PERSON = /^(?:关于[^:\s]{1,8}[:\s]+)?([\u4e00-\u9fff]{2,4}?)(?=[,，(\s]|出生|毕业)/;
/** A portrait that follows the item itself stands within so many characters of it. */
const NEAR = 2_500;

/**
 * Portraits of persons or firms pushed into an item that does not speak of them otherwise: how reputations are
 * forged on copied or broken-into pages. Only a hint: a person must look.
 */
function promotions(text: FlatText): ForeignFact[] {
  const facts: ForeignFact[] = [];
  let offset = 0;
  for (const line of text.text.split('\n')) {
    const paragraph = line.trim();
    const at = offset + line.indexOf(paragraph);
    offset += line.length + 1;
    if (paragraph.length < 20 || paragraph.length > 4_000) continue;
    const career = paragraph.match(CAREER)?.length ?? 0;
    const announced = ANNOUNCED.test(paragraph);
    const name = PERSON.exec(paragraph)?.[1];
    const isPortrait = announced
      ? career >= 1
      : career >= 2 && name !== undefined && /出生|毕业/.test(paragraph.slice(0, 60));
    if (!isPortrait || (name !== undefined && isSpokenOf(text.text, name, at, paragraph.length))) continue;
    facts.push({ kind: 'promotion', detail: plainText(paragraph, 30), line: text.lineAt(at) });
    if (facts.length >= 5) break;
  }
  return facts;
}

/** True when the rest of the page speaks of the person too: then the portrait belongs to it. */
function isSpokenOf(text: string, name: string, at: number, length: number): boolean {
  return text.slice(0, at).includes(name) || text.slice(at + length + NEAR).includes(name);
}
