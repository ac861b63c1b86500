import type { LocalText, Obstacle, OpeningField } from '@zhengdun/contract';

interface ObstacleEntry {
  /** `hard`: an 应当 or 不得; a leader may approve otherwise only where the text says 原则上 */
  readonly weight: Obstacle['weight'];
  /** the obligation whose sentence it rests on */
  readonly obligation: string;
  readonly field?: OpeningField;
  /** a companion rule that it rests on instead: the sentence itself does not say it */
  readonly companion?: string;
  readonly fact: LocalText;
  readonly advice: LocalText;
}

/** Everything that may stand against a case, by its code. */
export const OBSTACLE_WORDS = {
  'second-portal': {
    weight: 'hard',
    obligation: 'A4.4-one-portal',
    field: 'nature',
    fact: {
      zh: '本单位已有门户网站“{name}”，不能再开设第二个',
      en: 'The unit has the portal "{name}" already; a second one cannot be opened',
    },
    advice: {
      zh: '用于业务专题或者办事系统的，改选网站类型。要以新网站替换的，先办理原门户网站的关停',
      en: 'Choose another kind if it is a topic site or a service system. To replace the portal, close that one first',
    },
  },
  'own-site-below': {
    weight: 'in-principle',
    obligation: 'A10.3-no-own-site-below',
    fact: {
      zh: '本单位级别为{level}，申请单独建设网站',
      en: 'The unit is a {level} and applies for a site of its own',
    },
    advice: {
      zh: '改为在上级党政机关网站平台开设栏目。确需单独建设的，由本单位负责人书面批准',
      en: "Open a column on the superior's platform instead. If a site is really needed, a leader of the unit approves it in writing",
    },
  },
  'own-site-remark': {
    weight: 'remark',
    obligation: 'A10.3-no-own-site-below',
    fact: {
      zh: '本单位是{level}事业单位，条文只列明党政机关，这里只作提示',
      en: 'The unit is a public institution ({level}); the sentence names organs only, so this is a remark',
    },
    advice: { zh: '请先考虑使用上级平台', en: "Think of the superior's platform first" },
  },
  'app-below-county': {
    weight: 'in-principle',
    obligation: 'A6.1-app-source',
    companion: 'app-management-2026',
    fact: {
      zh: '本单位级别为{level}，县级以下原则上不建政务应用程序',
      en: 'The unit is a {level}; below county level no app of its own is built in principle',
    },
    advice: {
      zh: '请使用上级已有的应用程序。确需建设的，由本单位负责人书面批准',
      en: "Use a superior's app. If an own one is really needed, a leader of the unit approves it in writing",
    },
  },
  'organ-suffix': {
    weight: 'hard',
    obligation: 'A5.2-organ-suffix',
    field: 'domain',
    fact: {
      zh: '域名“{host}”不以“.gov.cn”或“.政务”为后缀',
      en: 'The name "{host}" ends neither with .gov.cn nor with .政务',
    },
    advice: { zh: '改用“.gov.cn”或“.政务”域名', en: 'Use a name under .gov.cn or .政务' },
  },
  'gov-suffix': {
    weight: 'hard',
    obligation: 'A5.3-no-gov-suffix-for-others',
    field: 'domain',
    fact: {
      zh: '本单位是事业单位，域名“{host}”使用了党政机关的后缀',
      en: 'The unit is a public institution, and "{host}" has the suffix of organs',
    },
    advice: {
      zh: '改用“.cn”或“.公益”域名。机构编制部门已登记行政职能的，填写登记文号',
      en: 'Use a name under .cn or .公益. If the establishment authority has recorded administrative functions, give its paper',
    },
  },
  'institution-suffix': {
    weight: 'hard',
    obligation: 'A5.4-institution-suffix',
    field: 'domain',
    fact: {
      zh: '域名“{host}”不以“.cn”或“.公益”为后缀',
      en: 'The name "{host}" ends neither with .cn nor with .公益',
    },
    advice: { zh: '改用“.cn”或“.公益”域名', en: 'Use a name under .cn or .公益' },
  },
  'mail-organ-suffix': {
    weight: 'hard',
    obligation: 'A31.2-organ-mail-suffix',
    field: 'domain',
    fact: {
      zh: '邮件系统域名“{host}”不以“.gov.cn”或“.政务”为后缀',
      en: 'The mail domain "{host}" ends neither with .gov.cn nor with .政务',
    },
    advice: { zh: '改用“.gov.cn”或“.政务”域名', en: 'Use a name under .gov.cn or .政务' },
  },
  'mail-institution-suffix': {
    weight: 'hard',
    obligation: 'A31.3-institution-mail-suffix',
    field: 'domain',
    fact: {
      zh: '邮件系统域名“{host}”不以“.cn”或“.公益”为后缀',
      en: 'The mail domain "{host}" ends neither with .cn nor with .公益',
    },
    advice: { zh: '改用“.cn”或“.公益”域名', en: 'Use a name under .cn or .公益' },
  },
  'more-domains': {
    weight: 'in-principle',
    obligation: 'A5.1-one-zh-one-en-domain',
    field: 'otherDomains',
    fact: {
      zh: '除一个中文域名和一个英文域名外，还填写了{hosts}',
      en: 'Besides one Chinese and one English name there are {hosts}',
    },
    advice: {
      zh: '删去其他域名。确需保留的，由本单位负责人书面批准',
      en: 'Leave the others out. If they are really needed, a leader of the unit approves it in writing',
    },
  },
  'domain-taken': {
    weight: 'hard',
    obligation: 'A5.5-no-unauthorised-transfer',
    field: 'domain',
    fact: {
      zh: '域名“{host}”已登记在{unit}的“{name}”名下',
      en: 'The name "{host}" is registered for "{name}" of {unit}',
    },
    advice: {
      zh: '换一个域名。因机构调整接收该域名的，先由{unit}办理变更',
      en: 'Take another name. If it passes to you by a reorganisation, {unit} changes its registration first',
    },
  },
  'registered-already': {
    weight: 'hard',
    obligation: 'A2.1-inventory',
    field: 'domain',
    fact: {
      zh: '“{host}”已在本单位的应用台账中，名称是“{name}”',
      en: '"{host}" stands in the register of this unit already, as "{name}"',
    },
    advice: { zh: '不是新开办的，在应用台账中修改登记', en: 'What is not new is changed in the register' },
  },
  'name-form': {
    weight: 'in-principle',
    obligation: 'A8.2-other-name-form',
    field: 'name',
    fact: {
      zh: '名称“{name}”不是单位名称或规范简称，也不是区域名加职责名',
      en: 'The name "{name}" is neither that of the unit nor made of region and duty',
    },
    advice: {
      zh: '从拟出的名称中选择。确需使用的，由本单位负责人书面批准',
      en: 'Choose one of the proposed names. If this one is really needed, a leader of the unit approves it in writing',
    },
  },
  'name-shown': {
    weight: 'remark',
    obligation: 'A8.3-entity-name-shown',
    field: 'name',
    fact: {
      zh: '名称“{name}”不是单位名称或规范简称',
      en: 'The name "{name}" is not that of the unit',
    },
    advice: {
      zh: '上线时在显著位置标明“{unit}”',
      en: 'When it goes online, show "{unit}" prominently',
    },
  },
  'name-taken': {
    weight: 'hard',
    obligation: 'A8.1-name-entity-first',
    field: 'name',
    fact: { zh: '名称“{name}”已由{unit}使用', en: 'The name "{name}" is used by {unit}' },
    advice: {
      zh: '换一个名称，写明本单位或者本区域',
      en: 'Take another one that names the unit or its region',
    },
  },
  'name-misleading': {
    weight: 'in-principle',
    obligation: 'A8.1-name-entity-first',
    field: 'name',
    fact: {
      zh: '名称中的“{word}”超出本单位的名称和职责',
      en: 'The word "{word}" says more than the unit is',
    },
    advice: {
      zh: '删去“{word}”。确需使用的，由本单位负责人书面批准',
      en: 'Leave "{word}" out. If it is really needed, a leader of the unit approves it in writing',
    },
  },
  'name-region': {
    weight: 'in-principle',
    obligation: 'A8.2-other-name-form',
    field: 'name',
    fact: {
      zh: '名称中的“{region}”是上级区域，本单位属于{own}',
      en: 'The name says {region}, a region above; the unit belongs to {own}',
    },
    advice: {
      zh: '改写为{own}。确需使用的，由本单位负责人书面批准',
      en: 'Write {own}. If it is really needed, a leader of the unit approves it in writing',
    },
  },
  abroad: {
    weight: 'hard',
    obligation: 'A23.1-data-centre',
    field: 'location',
    fact: { zh: '服务器或者云平台填写为境外', en: 'Server or cloud stands outside of the mainland' },
    advice: { zh: '改用设在境内的数据中心或者云平台', en: 'Use a data centre or cloud within the mainland' },
  },
  'level-three': {
    weight: 'hard',
    obligation: 'A17.6-level3-portal',
    field: 'mlpsLevel',
    fact: {
      zh: '本单位级别为{level}，门户网站拟定为第{planned}级',
      en: 'The unit is {level}, and its portal is planned for level {planned}',
    },
    advice: { zh: '按第三级安全保护要求建设', en: 'Build it for level 3' },
  },
} as const satisfies Record<string, ObstacleEntry>;
export type ObstacleCode = keyof typeof OBSTACLE_WORDS;

/** The entry of a code, with all that an entry may have. */
export function obstacleEntry(code: ObstacleCode): ObstacleEntry {
  return OBSTACLE_WORDS[code];
}
