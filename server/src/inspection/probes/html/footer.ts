import { plainText } from '../../../kernel/plain-text.ts';
import { allElements, attribute, type ParsedPage } from './dom.ts';
import { elementText, type FlatText } from './flat-text.ts';
import type { FooterFacts } from './page-facts.ts';

const FOOTER_WORDS =
  /版权所有|主办单位|主\s*办\s*[:]|承\s*办\s*[:]|办公[室厅]主办|标识码|ICP\s*备|公网安备|技术支持|网站地图|站点地图|联系我们|Copyright/i;
const NAME = '([\\u4e00-\\u9fff()·“”、\\s]{2,60}?)';
const NAME_END =
  '(?=\\s{2,}|[\\n|,。;/(（]|承办|协办|主办|版权|网站|技术|运维|维护|地址|电话|联系|邮|备案|政府网站|All|Copyright|$)';
const ORGANISER = new RegExp(`主\\s*办\\s*(?:单\\s*位)?\\s*[:]\\s*${NAME}${NAME_END}`);
const ORGANISER_BEHIND = /([\u4e00-\u9fff()]{4,40}?)\s*主办(?!\s*(?:单位)?\s*[:])/;
const HOLDER = new RegExp(
  `(?:版\\s*权\\s*所\\s*有|版权归|承\\s*办\\s*(?:单\\s*位)?)\\s*[:©]?\\s*(?:©|Copyright)?\\s*${NAME}${NAME_END}`,
);
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
  const organiser = ORGANISER.exec(foot)?.[1] ?? ORGANISER_BEHIND.exec(foot)?.[1];
  const holder = HOLDER.exec(foot)?.[1];
  return {
    seen: FOOTER_WORDS.test(tail),
    mayBeWritten: mayBeWritten(page),
    ...(organiser?.trim() && { organiser: plainText(organiser, 60) }),
    ...(holder?.trim() && { holder: plainText(holder, 60) }),
  };
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
