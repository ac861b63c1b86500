import type { ErrorEntry } from './entry.ts';

/** Errors around units and applications. */
export const REGISTRY_ERRORS = {
  'region-unknown': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有代码为 {code} 的行政区划。请从列表中选择；开发区等请先添加。',
      en: 'There is no division {code}. Choose one from the list; add local ones first.',
    },
  },
  'claim-region-differs': {
    status: 400,
    exit: 64,
    words: {
      zh: '代码 {code} 是{name}的，与填写的行政区划名称不同。请核对代码和名称。',
      en: '{code} is the code of {name}, not of the region that was named. Look at both again.',
    },
  },
  'region-taken': {
    status: 409,
    exit: 64,
    words: {
      zh: '代码 {code} 已经用于另一个区划。请换一个代码。',
      en: 'The code {code} belongs to another division. Take another one.',
    },
  },
  'registry-outside-scope': {
    status: 403,
    exit: 64,
    words: {
      zh: '这超出了您负责的地区或系统，没有改动。请由上级单位办理。',
      en: 'This lies outside of your region or sector and nothing was changed. Ask the superior unit.',
    },
  },
  'unit-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个单位，或者不在您负责的范围内。',
      en: 'There is no such unit, or it is outside of your scope.',
    },
  },
  'unit-cycle': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{superior}”是本单位的下级，不能同时作为主管部门。请选择其他单位。',
      en: '"{superior}" is below this unit and cannot be its superior too. Choose another unit.',
    },
  },
  'credit-code-taken': {
    status: 409,
    exit: 64,
    words: {
      zh: '统一社会信用代码 {code} 已登记在另一个单位名下。请核对代码。',
      en: 'The credit code {code} is registered for another unit. Check the code.',
    },
  },
  'take-over-unit-missing': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{name}”尚未登记，您没有登记单位的权限。请系统管理员先登记单位，再登记应用。',
      en: '"{name}" is not registered and you may not register units. Ask the system administrator to do that first.',
    },
  },
  'application-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个应用，或者不在您负责的范围内。',
      en: 'There is no such application, or it is outside of your scope.',
    },
  },
  'application-state-refused': {
    status: 409,
    exit: 64,
    words: {
      zh: '应用现为“{from}”，不能直接改为“{to}”。',
      en: 'The application is "{from}" and cannot become "{to}" from there.',
    },
  },
  'platform-unknown': {
    status: 400,
    exit: 64,
    words: {
      zh: '所选的承载平台没有登记，或不对其他单位开放。请从列表中选择。',
      en: 'The hosting platform is not registered, or not open to others. Choose one from the list.',
    },
  },
  'certificate-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有读到单位的证书。请选择机构编制部门发给本单位的证书文件（PEM、CER或CRT），不是根证书，也不是带私钥的PFX。',
      en: 'No certificate of a unit was found. Choose the file that the establishment authority gave (PEM, CER or CRT): neither a root nor a PFX with a private key.',
    },
  },
  'platform-cycle': {
    status: 409,
    exit: 64,
    words: {
      zh: '所选的承载平台自己运行在本应用上。请选择其他平台。',
      en: 'The hosting platform runs on this very application. Choose another one.',
    },
  },
  'platform-too-deep': {
    status: 409,
    exit: 64,
    words: {
      zh: '承载平台最多上下{most}层，所选的承载平台之上已有这么多层。请直接选择更上层的平台。',
      en: 'Platforms stand {most} deep at most, and the chosen one has as many above it. Choose one further up.',
    },
  },
  'platform-in-use': {
    status: 409,
    exit: 64,
    words: {
      zh: '还有 {count} 个应用运行在这个平台上，不能取消开放或关停。请先为它们更换平台。',
      en: '{count} applications run on this platform, so it can be neither withdrawn nor closed. Move them first.',
    },
  },
  'host-name-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '地址“{address}”不完整。{problem}',
      en: 'The address "{address}" is not complete. {problem}',
    },
  },
  'registry-what-unknown': {
    status: 400,
    exit: 64,
    words: {
      zh: '应写 units（单位）或 applications（应用），现为“{word}”。例：zhengdun registry import units 单位.xlsx',
      en: 'Write units or applications, not "{word}". Example: zhengdun registry import units units.xlsx',
    },
  },
  'registry-file-form': {
    status: 400,
    exit: 64,
    words: {
      zh: '文件名应以 .csv 或 .xlsx 结尾，现为“{file}”。',
      en: 'The name of the file must end with .csv or .xlsx, not "{file}".',
    },
  },
  'export-not-written': {
    status: 500,
    exit: 70,
    words: {
      zh: '写不进 {file}（{detail}）。请改用其他位置或修改权限，再重新运行。',
      en: '{file} cannot be written ({detail}). Name another place or change its permissions and run again.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
