import { plainText } from '../../../kernel/plain-text.ts';
import { allElements, attribute, type ParsedPage } from './dom.ts';
import { elementText, type FlatText } from './flat-text.ts';
import type { FooterFacts } from './page-facts.ts';

const FOOTER_WORDS =
  /版权所有|主办单位|主\s*办\s*[:]|承\s*办\s*[:]|办公[室厅]主办|标识码|ICP\s*备|公网安备|技术支持|网站地图|站点地图|联系我们|Copyright/i;
/** A name ends with a blank, a sign, or the next label. */
const NAME = /^[\s:©]*(?:©|Copyright)?\s*([\u4e00-\u9fff()·“”、]{2,60})/;
const NEXT_LABEL =
  /承办|协办|主办|版权|网站|技术|运维|维护|地址|电话|联系|邮编|邮箱|备案|中文域名|政府网站|所有$/;
const ORGANISER = /主\s*办\s*(?:单\s*位)?\s*[:]/;
const ORGANISER_BEHIND = /([\u4e00-\u9fff()]{4,40}?)\s*主办(?!\s*(?:单位)?\s*[:])/;
const HOLDER = /版\s*权\s*所\s*有|版权归|承\s*办\s*(?:单\s*位)?\s*[:]/;
/** What only a footer says; an article may well name a 主办单位 of its own. */
const FOOTER_START = /标识码|ICP\s*备|公网安备|版权所有|网站地图|站点地图|关于我们|联系我们|Copyright/i;
/** The organiser may stand a little before those words. */
const BEFORE_START = 120;
/** The footer is looked for in the last part of the text. */
const TAIL = 2_500;

/** The foot of the page: whether there is one, and who signs it. */
export function readFooter(page: ParsedPage, text: FlatText): FooterFacts {
  const tail = text.text.slice(-TAIL);
  const start = tail.search(FOOTER_START);
  const foot = start === -1 ? '' : tail.slice(Math.max(0, start - BEFORE_START));
  const organiser = nameAfter(ORGANISER, foot) ?? ORGANISER_BEHIND.exec(foot)?.[1];
  const holder = nameAfter(HOLDER, foot);
  return {
    seen: FOOTER_WORDS.test(tail),
    mayBeWritten: mayBeWritten(page),
    ...(organiser?.trim() && { organiser: plainText(organiser, 60) }),
    ...(holder?.trim() && { holder: plainText(holder, 60) }),
  };
}

function nameAfter(label: RegExp, foot: string): string | undefined {
  const match = label.exec(foot);
  const name = match && NAME.exec(foot.slice(match.index + match[0].length))?.[1];
  const end = name?.search(NEXT_LABEL) ?? -1;
  const cut = end === -1 ? name : name?.slice(0, end);
  return cut && cut.length >= 2 ? cut : undefined;
}

/** An empty holder for a footer, or a script of the page's own in its last third. */
function mayBeWritten(page: ParsedPage): boolean {
  const lastThird = page.source.length * (2 / 3);
  for (const element of allElements(page.root)) {
    const named = `${attribute(element, 'id')} ${attribute(element, 'class')}`;
    if (/foot|bottom|copyright/i.test(named) && elementText(element, 100) === '') return true;
    const source = attribute(element, 'src');
    const own = source !== '' && !/conac\.cn|jiucuo|hm\.baidu|cnzz|51\.la|share|analytics/i.test(source);
    if (element.name === 'script' && own && (element.startIndex ?? 0) > lastThird) return true;
  }
  return false;
}
