import { type AnchorRule, lineAround } from './rule.ts';

const TO_THE_DOOR =
  /^[^\p{L}\p{N}]{0,4}(?:为|是|在)?[^\p{L}\p{N}]{0,2}(?<place>[\p{sc=Han}A-Za-z0-9\-—·()（）#]{4,60}?\d+(?:号楼|号|室|栋|幢|组|户|单元|楼))/u;

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
    const { after } = lineAround(text, to, to);
    const match = TO_THE_DOOR.exec(after);
    const place = match?.groups?.place;
    if (!match || !place) return undefined;
    const end = to + match[0].length;
    return { rule: 'home-address', from: end - place.length, to: end, severity: 3, masking: 'ends' };
  },
};

/** 被告张某，住某某市某某路8号: said of a person, not of 住宅 and 住建局. */
export const livesAt: AnchorRule = {
  reach: { before: 2, after: 90 },
  anchors: ['住'],
  worthALook: (text, end) =>
    /^(?![宅房建户院所宿处地在址])[\u4e00-\u9fff]{2,8}[省市县区镇乡村街路]/.test(text.slice(end, end + 9)) &&
    /^[\s,，;；。、某)）]?$/.test(text.slice(Math.max(0, end - 2), end - 1)),
  judge: (spot) => homeAddresses.judge(spot),
};
