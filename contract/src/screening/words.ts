import type { Lang, LocalText } from '../local-text.ts';
import type { ScreenCategory, ScreenRule } from './rules.ts';
import type { ScreenObstacle, ScreenPart, ScreenView } from './screening.ts';

export const SCREEN_CATEGORY_WORDS = {
  'state-secret': { zh: '疑似国家秘密', en: 'possible state secret' },
  'work-secret': { zh: '工作秘密标志', en: 'work-secret mark' },
  credential: { zh: '口令和密钥', en: 'password or key' },
  personal: { zh: '个人信息', en: 'personal information' },
  organisation: { zh: '单位代码', en: 'code of an organisation' },
  form: { zh: '公文格式', en: 'form of an official paper' },
  wording: { zh: '文字差错', en: 'slip of the pen' },
  covered: { zh: '遮盖未删除', en: 'covered, not removed' },
  list: { zh: '本单位词库', en: "the unit's own list" },
} as const satisfies Record<ScreenCategory, LocalText>;

export const SCREEN_VIEW_WORDS = {
  pinyin: { zh: '拼音', en: 'pinyin' },
  sound: { zh: '谐音', en: 'same sound' },
  shape: { zh: '形近', en: 'look-alike' },
  digits: { zh: '数字', en: 'digits' },
} as const satisfies Record<ScreenView, LocalText>;

/** What a hit is called, why it is one, and what to do. */
export interface ScreenRuleWords {
  readonly title: LocalText;
  readonly why: LocalText;
  readonly cure: LocalText;
}

const SECRET_CURE: LocalText = {
  zh: '请立即停止处理和传递，不要转发、截图、上传，交本单位保密员确认；确认泄密的，24小时内报告保密行政管理部门和上级主管部门。',
  en: 'Stop at once: do not forward, photograph or upload it. Hand it to the secrecy officer; a confirmed leak is reported within 24 hours to the secrecy administration and the superior.',
};
const MASK_CURE: LocalText = {
  zh: '请删除，或者按需要隐去中间数字后再发布。',
  en: 'Remove it, or publish it with its middle hidden.',
};
const KEY_CURE: LocalText = {
  zh: '请删除，并立即更换：写出来的口令和密钥视为已经泄露。',
  en: 'Remove it and replace it at once: what was written down counts as known.',
};

export const SCREEN_RULE_WORDS = {
  'state-secret-mark': {
    title: { zh: '国家秘密标志', en: 'mark of a state secret' },
    why: { zh: '有密级标志，像是国家秘密载体', en: 'it carries a classification mark' },
    cure: SECRET_CURE,
  },
  'state-secret-mention': {
    title: { zh: '可能是国家秘密标志', en: 'possibly the mark of a state secret' },
    why: {
      zh: '出现密级或者保密期限，须由保密员看一眼',
      en: 'a level or term of secrecy stands there; a secrecy officer has to look',
    },
    cure: SECRET_CURE,
  },
  'work-secret-mark': {
    title: { zh: '内部标志', en: 'internal mark' },
    why: { zh: '标明只在内部使用', en: 'it says that it is for internal use only' },
    cure: {
      zh: '请不要发布，交起草部门确认能否公开。',
      en: 'Do not publish it; ask whoever wrote it whether it may be public.',
    },
  },
  'not-for-publication': {
    title: { zh: '标明不公开', en: 'marked as not public' },
    why: {
      zh: '文件自己写明不公开或者依申请公开',
      en: 'the paper itself says that it is not published, or only on request',
    },
    cure: {
      zh: '请不要发布；公开属性有误的，先由制发单位更正。',
      en: 'Do not publish it; if the remark is wrong, whoever issued the paper corrects it first.',
    },
  },
  'private-key': {
    title: { zh: '私钥', en: 'private key' },
    why: { zh: '是可以直接使用的私钥', en: 'it is a private key that can be used' },
    cure: KEY_CURE,
  },
  'cloud-key': {
    title: { zh: '云服务密钥', en: 'key of a cloud service' },
    why: { zh: '形式与云服务访问密钥相同', en: 'it has the form of an access key' },
    cure: KEY_CURE,
  },
  'web-token': {
    title: { zh: '登录令牌', en: 'web token' },
    why: { zh: '是带签名的登录令牌（JWT）', en: 'it is a signed token (JWT)' },
    cure: KEY_CURE,
  },
  password: {
    title: { zh: '口令', en: 'password' },
    why: { zh: '写明了口令', en: 'a password is written out' },
    cure: KEY_CURE,
  },
  'connection-string': {
    title: { zh: '带口令的连接地址', en: 'connection string with a password' },
    why: { zh: '连接地址中写有口令', en: 'the address of a service holds its password' },
    cure: KEY_CURE,
  },
  'access-token': {
    title: { zh: '访问密钥', en: 'access token' },
    why: { zh: '写明了访问密钥', en: 'an access key is written out' },
    cure: KEY_CURE,
  },
  'resident-id': {
    title: { zh: '居民身份证号码', en: 'resident identity number' },
    why: {
      zh: '地区、出生日期和校验码都正确（GB 11643）；写明是身份证号码的，错一位也提示',
      en: 'region, date of birth and check digit fit (GB 11643); where it is called one, also with a slip',
    },
    cure: MASK_CURE,
  },
  'old-resident-id': {
    title: { zh: '15位身份证号码', en: 'resident identity number of 15 digits' },
    why: {
      zh: '标明是身份证号码，出生日期有效',
      en: 'it is called an identity number, and its date is valid',
    },
    cure: MASK_CURE,
  },
  mobile: {
    title: { zh: '手机号码', en: 'mobile number' },
    why: { zh: '是个人手机号码的号段', en: 'it lies in the range of mobile numbers' },
    cure: {
      zh: '请改用办公电话，或者隐去中间四位；确实要公布的，由本人同意。',
      en: "Use the office's number or hide four digits; to publish it, ask the person.",
    },
  },
  'home-telephone': {
    title: { zh: '家庭电话', en: 'home telephone' },
    why: { zh: '标明是家庭或者住宅电话', en: 'it is called the telephone of a home' },
    cure: MASK_CURE,
  },
  'bank-card': {
    title: { zh: '银行卡号', en: 'bank card number' },
    why: {
      zh: '卡号校验正确（Luhn），号段属于银行卡',
      en: 'its check digit fits (Luhn), and its range is one of cards',
    },
    cure: MASK_CURE,
  },
  passport: {
    title: { zh: '护照号码', en: 'passport number' },
    why: { zh: '标明是护照，形式相符', en: 'it is called a passport number and has the form' },
    cure: MASK_CURE,
  },
  'travel-permit': {
    title: { zh: '往来通行证号码', en: 'number of a travel permit' },
    why: { zh: '标明是港澳台通行证，形式相符', en: 'it is called a travel permit and has the form' },
    cure: MASK_CURE,
  },
  'residence-permit': {
    title: { zh: '永久居留证号码', en: 'number of a residence permit' },
    why: {
      zh: '标明是外国人永久居留身份证，形式相符',
      en: 'it is called a permanent residence card and has the form',
    },
    cure: MASK_CURE,
  },
  plate: {
    title: { zh: '车牌号码', en: 'vehicle plate' },
    why: { zh: '形式与机动车号牌相同（GA 36）', en: 'it has the form of a vehicle plate (GA 36)' },
    cure: MASK_CURE,
  },
  'home-address': {
    title: { zh: '家庭住址', en: 'home address' },
    why: { zh: '写到了门牌号', en: 'it goes to the number of the door' },
    cure: { zh: '请只写到乡镇、街道或者村、社区。', en: 'Name the township, street office or village only.' },
  },
  'photo-position': {
    title: { zh: '照片拍摄位置', en: 'place of a photo' },
    why: { zh: '照片中存有拍摄地的经纬度', en: 'the photo holds the coordinates of where it was taken' },
    cure: {
      zh: '请去掉照片的属性信息后再发布。',
      en: 'Remove what the camera wrote into the photo before it is published.',
    },
  },
  'credit-code': {
    title: { zh: '统一社会信用代码', en: 'unified social credit code' },
    why: {
      zh: '校验码正确（GB 32100），请确认是单位的代码',
      en: 'its check character fits (GB 32100); make sure it is that of an organisation',
    },
    cure: {
      zh: '单位代码可以公开，不需要的可以删去。',
      en: 'Codes of organisations are public; remove it if it is not needed.',
    },
  },
  'credit-code-misfit': {
    title: { zh: '统一社会信用代码校验不符', en: 'credit code does not fit' },
    why: {
      zh: '末位校验码与前17位不符（GB 32100）',
      en: 'its last character does not fit the others (GB 32100)',
    },
    cure: { zh: '请对照登记证书核对。', en: 'Compare it with the certificate.' },
  },
  'document-number': {
    title: { zh: '发文字号格式', en: 'form of the document number' },
    why: {
      zh: '年份应当用六角括号〔〕括入并写全，序号不加“第”、不编虚位（GB/T 9704-2012）',
      en: 'the year stands in full within 〔〕, the serial without ordinal sign and leading zeros (GB/T 9704-2012)',
    },
    cure: { zh: '请按右侧写法更正。', en: 'Write it as shown.' },
  },
  'impossible-date': {
    title: { zh: '日期或时间不存在', en: 'impossible date or time' },
    why: { zh: '没有这一天，或者没有这个时刻', en: 'there is no such day, or no such time of the day' },
    cure: { zh: '请核对日期和时间。', en: 'Check date and time.' },
  },
  'weekday-misfit': {
    title: { zh: '日期与星期不符', en: 'day of the week does not fit' },
    why: { zh: '这一天不是所写的星期', en: 'the day is another day of the week' },
    cure: { zh: '请核对日期和星期。', en: 'Check date and day of the week.' },
  },
  'date-form': {
    title: { zh: '日期写法', en: 'form of a date' },
    why: {
      zh: '成文日期的月、日不编虚位；汉字年份的零写作“〇”（GB/T 9704-2012、GB/T 15835-2011）',
      en: 'months and days without leading zeros; the zero of Chinese years is 〇 (GB/T 9704-2012, GB/T 15835-2011)',
    },
    cure: { zh: '请按右侧写法更正。', en: 'Write it as shown.' },
  },
  'region-name': {
    title: { zh: '行政区划名称', en: 'name of a region' },
    why: { zh: '行政区划名称不规范', en: 'the region is not called so' },
    cure: { zh: '请改用全称或者规范简称。', en: 'Use its full name or the usual short form.' },
  },
  misspelling: {
    title: { zh: '错别字', en: 'misspelling' },
    why: { zh: '常见错别字', en: 'a common misspelling' },
    cure: { zh: '请核对后更正。', en: 'Look and correct it.' },
  },
  'covered-text': {
    title: { zh: '遮盖块下仍有文字', en: 'words under a block' },
    why: {
      zh: '遮盖块下仍有文字，选取、复制就能看到',
      en: 'words still lie under a block; whoever selects and copies has them',
    },
    cure: {
      zh: '请在原文中删除这些文字，再重新生成 PDF；只盖色块不算删除。',
      en: 'Delete these words in the original and make the PDF anew; covering is not removing.',
    },
  },
} as const satisfies Record<ScreenRule, ScreenRuleWords>;

export const SCREEN_PART_WORDS = {
  body: { zh: '正文', en: 'body' },
  'hidden-text': { zh: '隐藏文字', en: 'hidden text' },
  'deleted-text': { zh: '修订中已删除的文字', en: 'text deleted in tracked changes' },
  'covered-text': { zh: '遮盖块下的文字', en: 'words under a block' },
  comment: { zh: '批注', en: 'comment' },
  'header-footer': { zh: '页眉页脚', en: 'header or footer' },
  note: { zh: '脚注或者备注', en: 'note' },
  'hidden-sheet': { zh: '隐藏的工作表', en: 'hidden sheet' },
  sheet: { zh: '工作表', en: 'sheet' },
  slide: { zh: '幻灯片', en: 'slide' },
  page: { zh: '页', en: 'page' },
  picture: { zh: '图片', en: 'picture' },
  properties: { zh: '文档属性', en: 'document properties' },
  attribute: { zh: '网页属性', en: 'attributes of the page' },
  member: { zh: '压缩包内文件', en: 'file in the archive' },
} as const satisfies Record<ScreenPart, LocalText>;

const NUMBERED = {
  page: { zh: (n: string) => `第${n}页`, en: (n: string) => `page ${n}` },
  slide: { zh: (n: string) => `第${n}张幻灯片`, en: (n: string) => `slide ${n}` },
  'covered-text': {
    zh: (n: string) => `第${n}页遮盖块下`,
    en: (n: string) => `under a block on page ${n}`,
  },
  picture: { zh: (n: string) => `第${n}页的图片`, en: (n: string) => `picture on page ${n}` },
} as const;

/**
 * Which part of a document, in words: 第2页, 工作表“名单”, 纪要.docx 批注. Empty for the body of one that has no parts.
 *
 * @param place.name the number of a page or slide, the name of a sheet, or the path in an archive; those of a document in an
 *   archive stand behind its path
 */
export function screenPartText(
  { part, name = '' }: { readonly part: ScreenPart; readonly name?: string | undefined },
  lang: Lang,
): string {
  const words = SCREEN_PART_WORDS[part][lang];
  const [, path = '', number] = /^(?:(.*) )?(\d+)$/.exec(name) ?? [];
  const numbered = part in NUMBERED ? NUMBERED[part as keyof typeof NUMBERED][lang] : undefined;
  if (numbered && number) return [path, numbered(number)].filter(Boolean).join(' ');
  if (name && (part === 'sheet' || part === 'hidden-sheet'))
    return lang === 'zh' ? `${words}“${name}”` : `${words} "${name}"`;
  return [name, part === 'body' ? '' : words].filter(Boolean).join(' ');
}

export const SCREEN_OBSTACLE_WORDS = {
  missing: {
    zh: '没有这个文件，或者没有权限读取，没有检查。请核对路径和权限。',
    en: 'There is no such file, or it may not be read. Check path and rights.',
  },
  'too-large': {
    zh: '文件太大，超过 50 MB。请拆分后分别检查。',
    en: 'It is larger than 50 MB. Split it and screen the parts.',
  },
  encrypted: {
    zh: '文件已加密，不能检查内容。请取消密码后重新检查。',
    en: 'It is encrypted. Remove the password and screen it again.',
  },
  broken: {
    zh: '文件损坏，不能完整读取。请用原来的软件打开后另存，再重新检查。',
    en: 'It is damaged. Open it in its own program, save it anew, and screen it again.',
  },
  'old-format': {
    zh: '旧格式文件，其中没有能读取的文档。请另存为 DOCX、XLSX 或 PPTX 后重新检查。',
    en: 'A file of the old kind that holds no document that can be read. Save it as DOCX, XLSX or PPTX and screen it again.',
  },
  'unknown-format': {
    zh: '不认识的格式。请转换成文本、网页、DOCX、XLSX、PPTX 或 PDF 后重新检查。',
    en: 'The format is not known. Convert it to text, HTML, DOCX, XLSX, PPTX or PDF and screen it again.',
  },
  picture: {
    zh: '图片没能识别，其中的文字没有检查。请人工核对。',
    en: 'Pictures could not be read, and text within them was not screened. Look at it yourself.',
  },
  'no-picture-reader': {
    zh: '图片中的文字没有检查：识别组件还没有装好。请联网后重新检查，程序会自行取得组件；或者人工核对。',
    en: 'Text within pictures was not screened: what reads them is not there yet. Connect to the network and screen it again, it is fetched by itself; or look at it yourself.',
  },
  'too-deep': {
    zh: '压缩包嵌套太深。请解开后分别检查。',
    en: 'Archives are nested too deeply. Unpack them and screen the files.',
  },
  'too-much-inside': {
    zh: '解开后的内容太多，已停止读取。请解开后分别检查。',
    en: 'It holds too much once unpacked; reading was stopped. Unpack it and screen the files.',
  },
  'took-too-long': {
    zh: '读取超过时限，已停止。请拆分或者另存后重新检查。',
    en: 'Reading took too long and was stopped. Split it or save it anew.',
  },
  'too-many-places': {
    zh: '疑似之处太多，没有逐一判断。请拆分后分别检查。',
    en: 'So many places look like a hit that not all were judged. Split it and screen the parts.',
  },
  'no-text': {
    zh: '有没有文字的页或者带图片的页，其中的文字没有检查。请人工核对。',
    en: 'It has pages without text or with pictures, and what stands in them was not screened. Look at it yourself.',
  },
  'no-letters': {
    zh: '这些页用的字体没有嵌入文件，其中有文字认不出，没有检查。请嵌入字体后重新保存，或者人工核对。',
    en: 'These pages use fonts that do not lie in the file, and some words on them could not be told and were not screened. Embed the fonts and save it anew, or look at it yourself.',
  },
  program: {
    zh: '压缩包中有可执行程序。请删去后重新打包。',
    en: 'The archive holds a program. Take it out and pack it anew.',
  },
} as const satisfies Record<ScreenObstacle, LocalText>;

/** What such a hit is called among those of screening. */
export const AGGREGATION_WORDS: LocalText = { zh: '汇聚信息', en: 'facts that come together' };

/** Of facts that stand in several items and together reveal more than each (Art. 16). */
export const TOGETHER_WORDS = {
  why: {
    zh: '分散在几份稿件中，合在一起说出的比每一份都多（《规定》第十六条）',
    en: 'scattered over several items, they say more together than each (Article 16)',
  },
  cure: {
    zh: '请不要再发布其中一项，或者改写得不能对应到同一对象；已经发布的，一并研判。',
    en: 'Leave one of them out, or write it so that it does not lead to the same subject; look at what is published as well.',
  },
} as const satisfies Record<string, LocalText>;

/** Stands wherever files are handed in. */
export const NO_STATE_SECRETS: LocalText = {
  zh: '严禁上传、处理、存储国家秘密。',
  en: 'State secrets must never be uploaded, processed or stored here.',
};

/** Stands with every result that may hold a state secret. */
export const SECRET_NOTICE: LocalText = SECRET_CURE;
