import { type AnchorRule, lineAround } from './rule.ts';

/** Names of regions as they are often written wrongly, and what they are called. */
const WRONG: Readonly<Record<string, string>> = {
  内蒙古省: '内蒙古自治区',
  内蒙省: '内蒙古自治区',
  内蒙区: '内蒙古自治区',
  内蒙自治区: '内蒙古自治区',
  内蒙古族自治区: '内蒙古自治区',
  广西省: '广西壮族自治区',
  广西自治区: '广西壮族自治区',
  广西壮自治区: '广西壮族自治区',
  西藏省: '西藏自治区',
  西藏藏族自治区: '西藏自治区',
  宁夏省: '宁夏回族自治区',
  宁夏自治区: '宁夏回族自治区',
  宁夏回自治区: '宁夏回族自治区',
  新疆省: '新疆维吾尔自治区',
  新疆自治区: '新疆维吾尔自治区',
  新疆维吾尔族自治区: '新疆维吾尔自治区',
  新疆维族自治区: '新疆维吾尔自治区',
  新疆建设兵团: '新疆生产建设兵团',
  北京省: '北京市',
  上海省: '上海市',
  天津省: '天津市',
  重庆省: '重庆市',
  香港市: '香港特别行政区',
  澳门市: '澳门特别行政区',
  香港行政区: '香港特别行政区',
  澳门行政区: '澳门特别行政区',
  香港特区行政区: '香港特别行政区',
  澳门特区行政区: '澳门特别行政区',
  香港省: '香港特别行政区',
  澳门省: '澳门特别行政区',
  新疆维吾尔区: '新疆维吾尔自治区',
  广西壮族区: '广西壮族自治区',
  宁夏回族区: '宁夏回族自治区',
  内蒙古自治省: '内蒙古自治区',
  西藏自治省: '西藏自治区',
  北京自治区: '北京市',
  上海自治区: '上海市',
  天津自治区: '天津市',
  重庆自治区: '重庆市',
  广州省: '广东省',
  深圳省: '广东省',
  杭州省: '浙江省',
  南京省: '江苏省',
  武汉省: '湖北省',
  成都省: '四川省',
  西安省: '陕西省',
  广东市: '广东省',
  浙江市: '浙江省',
  江苏市: '江苏省',
  山东市: '山东省',
  湖北市: '湖北省',
  湖南市: '湖南省',
  四川市: '四川省',
  陕西市: '陕西省',
  辽宁市: '辽宁省',
  贵州市: '贵州省',
  甘肃市: '甘肃省',
  黑龙江市: '黑龙江省',
  福建市: '福建省',
  安徽市: '安徽省',
  江西市: '江西省',
  香港特区市: '香港特别行政区',
  香港自治区: '香港特别行政区',
  澳门自治区: '澳门特别行政区',
  香港特别政区: '香港特别行政区',
  澳门特别政区: '澳门特别行政区',
  内蒙古自治州: '内蒙古自治区',
  广西壮族自治州: '广西壮族自治区',
  西藏自治州: '西藏自治区',
  宁夏回族自治州: '宁夏回族自治区',
  新疆维吾尔自治州: '新疆维吾尔自治区',
  香港特别行政市: '香港特别行政区',
  澳门特别行政市: '澳门特别行政区',
  台湾国: '台湾地区',
  香港国: '香港特别行政区',
  澳门国: '澳门特别行政区',
  延边自治州: '延边朝鲜族自治州',
  恩施自治州: '恩施土家族苗族自治州',
  湘西自治州: '湘西土家族苗族自治州',
  阿坝自治州: '阿坝藏族羌族自治州',
  甘孜自治州: '甘孜藏族自治州',
  凉山自治州: '凉山彝族自治州',
  黔东南自治州: '黔东南苗族侗族自治州',
  黔西南自治州: '黔西南布依族苗族自治州',
  黔南自治州: '黔南布依族苗族自治州',
  楚雄自治州: '楚雄彝族自治州',
  红河自治州: '红河哈尼族彝族自治州',
  文山自治州: '文山壮族苗族自治州',
  西双版纳自治州: '西双版纳傣族自治州',
  大理自治州: '大理白族自治州',
  德宏自治州: '德宏傣族景颇族自治州',
  怒江自治州: '怒江傈僳族自治州',
  迪庆自治州: '迪庆藏族自治州',
  临夏自治州: '临夏回族自治州',
  甘南自治州: '甘南藏族自治州',
  海北自治州: '海北藏族自治州',
  黄南自治州: '黄南藏族自治州',
  海南藏自治州: '海南藏族自治州',
  果洛自治州: '果洛藏族自治州',
  玉树自治州: '玉树藏族自治州',
  海西自治州: '海西蒙古族藏族自治州',
  昌吉自治州: '昌吉回族自治州',
  博州自治州: '博尔塔拉蒙古自治州',
  巴音郭楞自治州: '巴音郭楞蒙古自治州',
  伊犁自治州: '伊犁哈萨克自治州',
  伊犁哈萨克族自治州: '伊犁哈萨克自治州',
  巴音郭楞蒙古族自治州: '巴音郭楞蒙古自治州',
  博尔塔拉蒙古族自治州: '博尔塔拉蒙古自治州',
};

/** Then they were called so, or it is said that one must not call them so. */
const OF_OLD =
  /民国|清朝|清代|清末|建省|设省|撤销|改为|改称|更名|旧称|原称|原名|历史上|当时|时任|前身|19[0-5]\d年|18\d\d年|应为|应写|误写|写成|写作|错误|不规范|不能称|不得称|规范表述|不是|[府县省通]志|旧志|[(][清明民]/;
/** 西藏省亲: to visit one's family in Tibet. 澳门国际机场. */
const GOES_ON =
  /^(?:道|亲|钱|时|力|心|事|电|水|油|去|略|悟|视|察|得|际|家|民|立|庆|旗|画|宴|有|内外|会|防|宾|场|区|政|容|貌|花|面)/;

/** The five as they are called, and what is written instead of the people's name. */
const AUTONOMOUS: Readonly<Record<string, string>> = {
  内蒙古: '内蒙古自治区',
  内蒙: '内蒙古自治区',
  广西: '广西壮族自治区',
  西藏: '西藏自治区',
  宁夏: '宁夏回族自治区',
  新疆: '新疆维吾尔自治区',
};
const OTHER_PEOPLE =
  /(?<region>内蒙古?|广西|西藏|宁夏|新疆)(?:回民|[回壮藏蒙苗彝维瑶侗满傣][族]?|蒙古族?|维吾尔族?|哈萨克族?|少数民族|民族){1,3}$/u;

/** 西藏壮族自治区: a region under the name of another people. */
export const autonomousNames: AnchorRule = {
  reach: { before: 60, after: 20 },
  anchors: ['自治区'],
  worthALook: (text, end) =>
    /[古西藏夏疆][\p{sc=Han}]{1,8}$/u.test(text.slice(Math.max(0, end - 12), end - 3)),
  judge({ text, from, to }) {
    const { before, line } = lineAround(text, from, to);
    const match = OTHER_PEOPLE.exec(before);
    const instead = AUTONOMOUS[match?.groups?.region ?? ''];
    if (!match || !instead || OF_OLD.test(line)) return undefined;
    const written = `${match[0]}自治区`;
    return written === instead || WRONG[written] !== undefined
      ? undefined
      : { rule: 'region-name', from: from - match[0].length, to, severity: 3, masking: 'whole', instead };
  },
};

/** 广东市级: the province and its cities. */
const OF_CITIES = /^(?:级|县|域|直|辖|外|局|厅|委)/;

export const regionNames: AnchorRule = {
  reach: { before: 60, after: 60 },
  anchors: Object.keys(WRONG),
  judge({ text, from, to }) {
    const wrong = text.slice(from, to).replace(/\s/g, '');
    const instead = WRONG[wrong];
    const { line, after } = lineAround(text, from, to);
    if (!instead || OF_OLD.test(line) || (/[省国市]$/.test(wrong) && GOES_ON.test(after))) return undefined;
    if (wrong === '内蒙区' && /^[域划间块内外别分位段]/.test(after)) return undefined;
    if (wrong.endsWith('市') && OF_CITIES.test(after)) return undefined;
    const beyond = /^(?:台湾|香港|澳门)国$/.test(wrong);
    return { rule: 'region-name', from, to, severity: beyond ? 2 : 3, masking: 'whole', instead };
  },
};
