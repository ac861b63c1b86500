import type { RuleTable } from './result-words.ts';

/** Chapter IV, Articles 17 to 28: cryptography facts, access, data, place. */
export const CHAPTER_4_DATA_WORDS = {
  'sm-support': {
    obligation: 'A17.4-cryptography',
    title: { zh: '商用密码支持情况', en: 'Commercial cryptography' },
    results: {
      supported: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '需登记密码应用评估报告', en: 'The cryptography assessment must be registered' },
        fact: {
          zh: '网站支持国密加密连接（{suites}）。密码应用是否符合要求，以评估报告为准。',
          en: 'The site supports SM encryption ({suites}). Whether cryptography is applied as required is told by the assessment.',
        },
        remedy: {
          zh: '请本单位办公室登记商用密码应用安全性评估报告。',
          en: 'Have the office register the assessment report.',
        },
        handler: 'office',
        recheck: { zh: '已登记有效的评估报告。', en: 'A valid report is registered.' },
      },
      'not-supported': {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '未见国密加密，需登记评估报告', en: 'No SM encryption seen; register the assessment' },
        fact: {
          zh: '网站没有应答国密加密连接（TLCP 和 RFC 8998）。第三级及以上系统应按要求使用商用密码。',
          en: 'The site did not answer SM handshakes (TLCP and RFC 8998). Systems of level 3 and above use commercial cryptography as required.',
        },
        remedy: {
          zh: '请本单位办公室登记等级保护定级和密码应用评估报告。需要的，请网站运维单位加装国密证书和设备。',
          en: 'Have the office register grade and assessment; where required, have the operator add SM certificates and devices.',
        },
        handler: 'office',
        recheck: {
          zh: '已登记有效的评估报告，或定级不需要。',
          en: 'A valid report is registered, or the grade needs none.',
        },
      },
    },
  },
  'staff-entrance': {
    obligation: 'A19.2-staff-functions',
    title: { zh: '工作人员入口的访问限制', en: 'Staff entrances' },
    results: {
      'none-seen': {
        verdict: 'met',
        fact: {
          zh: '打开{pages}个页面，未见可从互联网打开的后台和办公系统入口。',
          en: '{pages:page was|pages were} opened; no back-end or office entrance is open to the Internet.',
        },
      },
      login: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '工作人员入口可从互联网打开', en: 'A staff entrance opens from the Internet' },
        fact: {
          zh: '“{text}”（{url}）从检测所在网络可以打开，要求输入口令。是否限制了地址段或设备，看不出来。',
          en: '"{text}" ({url}) opens from where the check ran and asks for a password. Whether address ranges or devices are limited cannot be seen.',
        },
        remedy: {
          zh: '请网站运维单位限制该入口的接入地址段或设备，或登记已采取的限制措施。',
          en: 'Have the operator limit address ranges or devices, or register what is in place.',
        },
        handler: 'operator',
        recheck: {
          zh: '从外部网络打不开该入口，或已登记限制措施。',
          en: 'The entrance no longer opens from outside, or the limits are registered.',
        },
      },
      opens: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '工作人员入口可从互联网打开', en: 'A staff entrance opens from the Internet' },
        fact: {
          zh: '“{text}”（{url}）从检测所在网络可以打开，没有看到登录框。是否限制了地址段或设备，看不出来。',
          en: '"{text}" ({url}) opens from where the check ran and shows no box for a password. Whether address ranges or devices are limited cannot be seen.',
        },
        remedy: {
          zh: '请网站运维单位限制该入口的接入地址段或设备，或登记已采取的限制措施。',
          en: 'Have the operator limit address ranges or devices, or register what is in place.',
        },
        handler: 'operator',
        recheck: {
          zh: '从外部网络打不开该入口，或已登记限制措施。',
          en: 'The entrance no longer opens from outside, or the limits are registered.',
        },
      },
      linked: {
        verdict: 'unknown',
        reason: 'not-checked',
        problem: { zh: '工作人员入口没有试过能否打开', en: 'The staff entrance was not tried' },
        fact: {
          zh: '公开页面上放有工作人员入口“{text}”（{url}），本次没有打开它。',
          en: 'The staff entrance "{text}" ({url}) stands on a public page and was not opened this time.',
        },
        remedy: { zh: '请对在线的网站再检测一次。', en: 'Check the site itself once more.' },
        handler: 'operator',
        recheck: {
          zh: '从外部网络打不开该入口，或已登记限制措施。',
          en: 'The entrance no longer opens from outside, or the limits are registered.',
        },
      },
      closed: {
        verdict: 'met',
        fact: {
          zh: '入口“{text}”（{url}）从检测所在网络打不开：{why}。',
          en: 'The entrance "{text}" ({url}) does not open from where the check ran: {why}.',
        },
      },
    },
  },
  'mail-entrance': {
    obligation: 'A19.3-mail-access',
    title: { zh: '邮箱入口的访问限制', en: 'Mail entrances' },
    results: {
      'none-seen': {
        verdict: 'not-applicable',
        fact: {
          zh: '打开{pages}个页面，未见本单位邮箱的登录入口。',
          en: "{pages:page was|pages were} opened; no entrance of the unit's e-mail was seen.",
        },
      },
      login: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '邮箱入口可从互联网打开', en: 'A mail entrance opens from the Internet' },
        fact: {
          zh: '“{text}”（{url}）从检测所在网络可以打开，要求输入口令。是否限制了地址段或设备，看不出来。',
          en: '"{text}" ({url}) opens from where the check ran and asks for a password. Whether address ranges or devices are limited cannot be seen.',
        },
        remedy: {
          zh: '请网站运维单位限制邮箱登录的地址段或设备，或登记已采取的限制措施。',
          en: 'Have the operator limit address ranges or devices, or register what is in place.',
        },
        handler: 'operator',
        recheck: {
          zh: '从外部网络打不开该入口，或已登记限制措施。',
          en: 'The entrance no longer opens from outside, or the limits are registered.',
        },
      },
      opens: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '邮箱入口可从互联网打开', en: 'A mail entrance opens from the Internet' },
        fact: {
          zh: '“{text}”（{url}）从检测所在网络可以打开，没有看到登录框。是否限制了地址段或设备，看不出来。',
          en: '"{text}" ({url}) opens from where the check ran and shows no box for a password. Whether address ranges or devices are limited cannot be seen.',
        },
        remedy: {
          zh: '请网站运维单位限制邮箱登录的地址段或设备，或登记已采取的限制措施。',
          en: 'Have the operator limit address ranges or devices, or register what is in place.',
        },
        handler: 'operator',
        recheck: {
          zh: '从外部网络打不开该入口，或已登记限制措施。',
          en: 'The entrance no longer opens from outside, or the limits are registered.',
        },
      },
      linked: {
        verdict: 'unknown',
        reason: 'not-checked',
        problem: { zh: '邮箱入口没有试过能否打开', en: 'The mail entrance was not tried' },
        fact: {
          zh: '公开页面上放有邮箱入口“{text}”（{url}），本次没有打开它。',
          en: 'The mail entrance "{text}" ({url}) stands on a public page and was not opened this time.',
        },
        remedy: { zh: '请对在线的网站再检测一次。', en: 'Check the site itself once more.' },
        handler: 'operator',
        recheck: {
          zh: '从外部网络打不开该入口，或已登记限制措施。',
          en: 'The entrance no longer opens from outside, or the limits are registered.',
        },
      },
      closed: {
        verdict: 'met',
        fact: {
          zh: '入口“{text}”（{url}）从检测所在网络打不开：{why}。',
          en: 'The entrance "{text}" ({url}) does not open from where the check ran: {why}.',
        },
      },
    },
  },
  'personal-numbers': {
    obligation: 'A21.3-personal-information',
    title: { zh: '页面公开的个人号码', en: 'Personal numbers in pages' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面的文字，未见身份证号、银行卡号和护照号。附件和图片未查。',
          en: 'The text of {pages:page|pages} was read; no resident-ID, bank-card or passport number was seen. Attachments and pictures were not read.',
        },
      },
      found: {
        verdict: 'unmet',
        severity: 2,
        effort: 1,
        problem: { zh: '页面公开了个人号码', en: 'A page publishes personal numbers' },
        fact: {
          zh: '{page} 第{line}行有{kinds}（{masked}）。共{count}个。',
          en: 'Line {line} of {page} holds {kinds} ({masked}); {count} in all.',
        },
        remedy: {
          zh: '请网站运维单位立即遮盖或撤下。确需公开的，只保留必要的几位，并登记法律依据。',
          en: 'Have the operator mask or remove them at once; where publication is needed, keep only the digits that are, and register the legal ground.',
        },
        handler: 'operator',
        recheck: { zh: '页面不再有完整的个人号码。', en: 'No page holds a complete personal number.' },
      },
    },
  },
  'form-notice': {
    obligation: 'A22.1-consent',
    title: { zh: '收集个人信息的告知', en: 'Notice beside forms' },
    results: {
      'no-forms': {
        verdict: 'not-applicable',
        fact: {
          zh: '打开{pages}个页面，未见收集个人信息的表单。',
          en: '{pages:page was|pages were} opened; no form asks for personal data.',
        },
      },
      'with-notice': {
        verdict: 'met',
        fact: {
          zh: '{count}个收集个人信息的表单都有告知或隐私政策链接。',
          en: '{count:form asks|forms ask} for personal data, each with a notice or a linked policy.',
        },
      },
      'without-notice': {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '收集个人信息的表单没有告知', en: 'A form asks for personal data without a notice' },
        fact: {
          zh: '{page} 第{line}行的表单要填{asked}，旁边没有告知用途，页面也没有隐私政策链接。共{count}个表单。',
          en: 'The form in line {line} of {page} asks for {asked}; neither form nor page tells the purpose; {count:form|forms} in all.',
        },
        remedy: {
          zh: '请网站运维单位在表单旁写明收集的内容、用途和同意方式，并链接隐私政策。',
          en: 'Have the operator state beside the form what is collected, what for and how consent is given, and link a policy.',
        },
        handler: 'operator',
        recheck: { zh: '表单旁有告知，或链接了隐私政策。', en: 'The form has a notice or links a policy.' },
      },
    },
  },
  'site-place': {
    obligation: 'A23.1-data-centre',
    title: { zh: '网站服务器所在地', en: 'Place of the servers' },
    results: {
      mainland: {
        verdict: 'met',
        fact: {
          zh: '网站的{count}个地址都在境内（{places}）。',
          en: 'The site has {count:address|addresses}, each in the mainland ({places}).',
        },
      },
      outside: {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '网站服务器地址在境外', en: 'The site stands outside the mainland' },
        fact: {
          zh: '地址{addresses}经两个来源查询都在境外（{places}）。',
          en: 'Two sources place {addresses} outside the mainland ({places}).',
        },
        remedy: {
          zh: '请云服务商核实服务器所在机房。确在境外的，请迁回境内。',
          en: 'Have the cloud provider find out where the servers stand; if outside, move them.',
        },
        handler: 'cloud',
        recheck: { zh: '网站的全部地址都在境内。', en: 'Every address lies in the mainland.' },
      },
      disagree: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '服务器所在地查询结果不一致', en: 'The sources disagree on the place' },
        fact: {
          zh: '地址{addresses}，两个来源的结果不同（{places}）。',
          en: 'Two sources disagree on {addresses} ({places}).',
        },
        remedy: {
          zh: '请云服务商出具服务器机房所在地的证明并登记。',
          en: "Have the cloud provider prove the data centre's place, and register it.",
        },
        handler: 'cloud',
        recheck: { zh: '已登记机房所在地证明。', en: 'The proof is registered.' },
      },
      'not-public': {
        verdict: 'not-applicable',
        fact: {
          zh: '网站地址{addresses}是内网或指定地址，不能按公网地址查所在地。',
          en: 'The address {addresses} is private or given by hand; its place cannot be looked up.',
        },
      },
    },
  },
  'third-party-place': {
    obligation: 'A23.2-cloud-place',
    title: { zh: '页面所用外部服务的所在地', en: 'Place of services that pages use' },
    results: {
      none: {
        verdict: 'not-applicable',
        fact: {
          zh: '首页没有使用其他网站提供的脚本、字体、统计、地图、视频等服务。',
          en: 'The home page uses no script, font, statistics, map or video of other sites.',
        },
      },
      mainland: {
        verdict: 'met',
        fact: {
          zh: '首页使用的{count}个外部服务都在境内。',
          en: 'The home page uses {count:outside service|outside services}, each in the mainland.',
        },
      },
      outside: {
        verdict: 'unmet',
        severity: 2,
        effort: 2,
        problem: { zh: '页面使用了境外的服务', en: 'Pages use services outside the mainland' },
        fact: {
          zh: '首页使用的{hosts}，两个来源都查在境外（{places}）。',
          en: 'Two sources place {hosts}, which the home page uses, outside the mainland ({places}).',
        },
        remedy: {
          zh: '请网站运维单位改用境内的同类服务，或把脚本、字体放到本站。',
          en: 'Have the operator use mainland services, or keep scripts and fonts on the own site.',
        },
        handler: 'operator',
        recheck: { zh: '首页不再使用境外服务。', en: 'The home page uses no service outside.' },
      },
      unclear: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '部分外部服务所在地不明', en: 'The place of some services is unclear' },
        fact: {
          zh: '首页使用的{hosts}，所在地没有查到或结果不一致。',
          en: 'The place of {hosts}, which the home page uses, was not found or is disputed.',
        },
        remedy: {
          zh: '请网站运维单位核实这些服务的提供方，登记所在地。',
          en: 'Have the operator find out who provides them and register the place.',
        },
        handler: 'operator',
        recheck: { zh: '这些服务的所在地已明确。', en: 'The places are known.' },
      },
    },
  },
  'cdn-place': {
    obligation: 'A28.2-cdn-nodes',
    title: { zh: '内容分发网络节点所在地', en: 'Place of CDN nodes' },
    results: {
      'no-cdn': {
        verdict: 'not-applicable',
        fact: {
          zh: '从域名解析看，网站没有使用内容分发网络（CDN）。',
          en: 'Name resolution shows no content delivery network.',
        },
      },
      mainland: {
        verdict: 'met',
        fact: {
          zh: '网站使用{cdn}，{asked}个境内解析来源得到的{count}个节点都在境内。',
          en: 'The site uses {cdn}; {asked:mainland view resolves|mainland views resolve} to {count:node|nodes}, each in the mainland.',
        },
      },
      outside: {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '境内用户被解析到境外节点', en: 'Mainland users are sent to nodes outside' },
        fact: {
          zh: '网站使用{cdn}，境内用户得到的地址{addresses}在境外（{places}）。',
          en: 'The site uses {cdn}; mainland users get {addresses}, which lie outside ({places}).',
        },
        remedy: {
          zh: '请云服务商将境内用户的解析指向境内节点，并在合同中写明。',
          en: 'Have the provider point mainland users to mainland nodes, and put that into the contract.',
        },
        handler: 'cloud',
        recheck: {
          zh: '境内各来源解析到的节点都在境内。',
          en: 'Every mainland view resolves to mainland nodes.',
        },
      },
      disagree: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '部分节点所在地不明确', en: 'The place of some nodes is unclear' },
        fact: {
          zh: '网站使用{cdn}，地址{addresses}的所在地两个来源结果不同或没有查到。',
          en: 'The site uses {cdn}; sources disagree on {addresses} or do not know it.',
        },
        remedy: {
          zh: '请云服务商出具节点所在地的说明并登记。',
          en: 'Have the provider state the places of its nodes, and register it.',
        },
        handler: 'cloud',
        recheck: { zh: '已登记节点所在地说明。', en: 'The statement is registered.' },
      },
    },
  },
} as const satisfies RuleTable;
