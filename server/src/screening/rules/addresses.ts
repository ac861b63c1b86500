import { type AnchorRule, lineAround } from './rule.ts';

const TO_THE_DOOR =
  /^[^\p{L}\p{N}]{0,4}(?:为|是|在)?[^\p{L}\p{N}]{0,2}(?<place>[\p{sc=Han}A-Za-z0-9\-—·()（）# ]{4,60}?\d+ ?(?:号楼|号|室|栋|幢|组|户|单元|楼)(?: ?[\p{sc=Han}A-Za-z]{0,16} ?\d+ ?(?:号楼|号|室|栋|幢|组|户|单元|楼))*(?: ?\d{3,4} ?室?)?)/u;
/** What only homes have. */
const HOME = /小区|花园|公寓|新村|家园|[苑庭]|单元|[幢栋]\d*(?:室|\d{3,4})|村.{0,8}组/;

/** Where a person lives, to the number of the door. Seats of units are no homes. */
export const homeAddresses: AnchorRule = {
  reach: { before: 0, after: 90 },
  anchors: [
    '家庭住址',
    '家庭地址',
    '现住址',
    '居住地址',
    '户籍地址',
    '户籍所在地',
    '住址',
    '家住',
    '经常居住地',
    '现住',
    '户籍地',
    '户口所在地',
    '通讯住址',
    '常住地',
    '居住地',
    '暂住地',
  ],
  judge({ text, to }) {
    // 户籍地 within 户籍地址, which leads here by itself.
    if (text[to] === '址') return undefined;
    const { after } = lineAround(text, to, to);
    const match = TO_THE_DOOR.exec(after);
    const place = match?.groups?.place;
    if (!match || !place) return undefined;
    const end = to + match[0].length;
    return { rule: 'home-address', from: end - place.length, to: end, severity: 3, masking: 'ends' };
  },
};

/** 邮寄地址：…小区5幢602: offices have such addresses, too, so it has to be one of a home. */
export const sentTo: AnchorRule = {
  reach: { before: 0, after: 90 },
  anchors: [
    '邮寄地址',
    '收件地址',
    '收货地址',
    '快递地址',
    '送达地址',
    '联系地址',
    '通讯地址',
    '通信地址',
    '住所地',
    '住所',
  ],
  worthALook: (text, end) => text[end] !== '地',
  judge(spot) {
    const found = homeAddresses.judge(spot);
    return found && HOME.test(spot.text.slice(found.from, found.to)) ? found : undefined;
  },
};

/** 被告张某，住某某市某某路8号: said of a person, not of 住宅 and 住建局. */
export const livesAt: AnchorRule = {
  reach: { before: 2, after: 90 },
  anchors: ['住'],
  worthALook: (text, end) =>
    /^(?![宅房建户院所宿处地在址])[\u4e00-\u9fff]{2,8}[省市县区镇乡村街路]/.test(text.slice(end, end + 9)) &&
    /^[\s,，;；。、某)）人告方户]?$/.test(text.slice(Math.max(0, end - 2), end - 1)),
  judge: (spot) => homeAddresses.judge(spot),
};
