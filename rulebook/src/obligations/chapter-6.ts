import type { Obligation } from '@zhengdun/contract';

/** Obligations of 第六章 监测预警和应急处置, Articles 36 to 38. Severities are ours: the Regulation has none. */
export const CHAPTER_6: readonly Obligation[] = [
  {
    id: 'A36.2-regional-monitoring',
    title: { zh: '开展日常监测', en: 'Routine monitoring is done' },
    position: { article: 36, paragraph: 2, sentence: 1, quote: '开展日常监测' },
    binds: ['region'],
    applications: [],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '日常监测：启用日期、覆盖的单位数和应用数、监测方式',
          en: 'routine monitoring: since when, units and applications covered, how',
        },
      },
    ],
    explanation: {
      zh: '各地区、各部门要对本地区、本行业机关事业单位的应用开展日常监测。这一项约束地区和部门。登记覆盖了多少单位、多少应用。',
      en: 'Each region and department monitors the applications of its units as a matter of routine. The item binds regions and departments. How many units and applications are covered is recorded.',
    },
    advice: {
      zh: '请地区或部门的主管机构组织日常监测，登记覆盖范围。请把发现的问题通知有关单位整改。',
      en: "Have the region's or department's authority arrange the monitoring and register its coverage. Send what is found to the units concerned.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A36.3-regional-inspection',
    title: { zh: '开展安全检查', en: 'Inspections are done' },
    position: { article: 36, paragraph: 2, sentence: 1, quote: '安全检查' },
    binds: ['region'],
    applications: [],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '安全检查：检查方案、日期、被检单位、问题数、整改情况',
          en: 'inspections: plan, date, units, number of findings, rectification',
        },
      },
    ],
    explanation: {
      zh: '各地区、各部门还要开展安全检查。检查应有方案、有记录、有整改结果。',
      en: 'Each region and department also carries out inspections, with a plan, a record and the result of rectification.',
    },
    advice: {
      zh: '请地区或部门的主管机构制定检查方案，按方案检查。请登记被检单位和整改结果。',
      en: "Have the region's or department's authority draw up a plan and inspect by it. Register the units and the results.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A36.4-own-capability',
    title: { zh: '建立安全监测能力', en: 'The unit can monitor its applications' },
    position: { article: 36, paragraph: 3, sentence: 1, quote: '应当建立完善互联网政务应用安全监测能力' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '监测手段：名称、覆盖的应用、启用日期',
          en: 'the means of monitoring: name, applications covered, since when',
        },
      },
      {
        means: 'attestation',
        by: {
          zh: '分管负责人；说明监测能力的人员、手段和值守安排，写明有效期',
          en: 'the responsible leader, on people, means and duty hours of monitoring, with an expiry date',
        },
      },
    ],
    explanation: {
      zh: '单位要建立完善应用的安全监测能力。可以自建，也可以使用上级平台的监测，但要知道由谁看、出了问题通知谁。',
      en: "The unit builds up and improves its ability to monitor its applications. It may be its own or a superior platform's, but it is known who watches and who is told.",
    },
    advice: {
      zh: '请分管负责人明确监测人员和通知方式，签署情况说明。请登记监测手段和覆盖的应用。',
      en: 'Have the responsible leader name who watches and who is told, and sign a statement. Register the means and what they cover.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A36.5-realtime-state',
    title: { zh: '实时监测运行状态', en: 'Operation is monitored in real time' },
    position: { article: 36, paragraph: 3, sentence: 1, quote: '实时监测互联网政务应用运行状态' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '运行状态监测：覆盖的应用、启用日期、监测中断的起止时间',
          en: 'monitoring of operation: applications, since when, gaps from when to when',
        },
      },
    ],
    explanation: {
      zh: '要实时监测应用的运行状态。登记监测是否启用、覆盖哪些应用、有没有中断。上级平台已在监测的，登记平台名称。',
      en: "The running state of applications is monitored in real time. Registered are whether it is on, what it covers and whether there were gaps. Where a superior's platform does it, register the platform.",
    },
    advice: {
      zh: '请网站运维单位为每个应用启用状态监测，登记中断情况。',
      en: 'Have the website operator turn monitoring on for each application and register gaps.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A36.6-realtime-incidents',
    title: { zh: '实时监测网络安全事件', en: 'Incidents are monitored in real time' },
    position: { article: 36, paragraph: 3, sentence: 1, quote: '网络安全事件情况' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '网络安全事件监测：覆盖的应用、告警接收人、启用日期',
          en: 'monitoring for incidents: applications, who receives alarms, since when',
        },
      },
    ],
    explanation: {
      zh: '要实时监测网络安全事件情况。篡改、植入、攻击、数据外泄等迹象都应能发现。告警要送到具体的人，节假日也要有人接收。',
      en: 'Incidents are monitored in real time: signs of tampering, planted content, attacks or leaking data are noticed. Alarms reach a named person, on holidays too.',
    },
    advice: {
      zh: '请网站运维单位启用事件监测，设置告警接收人。请本单位办公室安排节假日值守。',
      en: 'Have the website operator turn it on and set who receives alarms. Have the office arrange duty on holidays.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A37.1-report',
    title: { zh: '按规定报告网络安全事件', en: 'Incidents are reported as the rules say' },
    position: { article: 37, paragraph: 1, sentence: 1, quote: '应当按照有关规定向相关部门报告' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['incident'],
    force: 'must',
    severity: 1,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '事件报告：发现时间、事件级别、报告部门、报告时间、回执',
          en: 'the report: time found, grade, to whom, when, receipt',
        },
      },
    ],
    explanation: {
      zh: '应用发生网络安全事件时，单位要按照有关规定向相关部门报告。报告对象和时限由配套规定确定，较大以上事件必须报告。从发现或获知时起算，中央和国家机关最迟2小时，其他单位最迟4小时。列为关键信息基础设施的，最迟1小时。',
      en: 'When an incident happens, the unit reports it to the authorities as the rules say. To whom and by when is set by a companion rule: incidents of the third grade (较大) and above must be reported. The clock runs from finding out: central organs have at most 2 hours, other units 4 hours. For critical information infrastructure it is 1 hour.',
    },
    advice: {
      zh: '请分管负责人研判事件级别，先电话、后书面，按时限报告。中央和国家机关请报本部门网信工作机构，其他单位请报属地省级网信部门。请登记发现时间、报告时间和回执。涉嫌犯罪的，请同时报告公安机关。',
      en: 'Have the responsible leader judge the grade and report in time: call first, write after. Central organs report to their own cyberspace office, other units to the provincial cyberspace administration. Register time found, time reported and receipt. If a crime is suspected, report to the police as well.',
    },
    companions: ['incident-report-2025', 'incident-grading-2025', 'cybersecurity-law'],
    readings: [],
  },
  {
    id: 'A38.2-plan-exists',
    title: { zh: '有网络安全应急预案', en: 'An emergency plan exists' },
    position: { article: 38, paragraph: 2, sentence: 1, quote: '本单位网络安全应急预案' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'derived',
    severity: 2,
    inherited: 'no',
    decidedBy: [
      {
        means: 'attestation',
        by: {
          zh: '分管负责人；附应急预案（文号、日期）和最近一次演练记录，写明有效期',
          en: 'the responsible leader, with the emergency plan (number, date), the latest drill and an expiry date',
        },
      },
    ],
    explanation: {
      zh: '发生事件时要启动应急预案，因此先要有预案。预案应成文印发，并经过演练。这一项由条文推导而来，不是条文原话。',
      en: 'When an incident happens the emergency plan is started, so there must be one. It is a paper, and it has been rehearsed. This item is derived from the text; it is not a sentence of its own.',
    },
    advice: {
      zh: '请分管负责人组织制定应急预案，印发并演练。请登记文号、日期和演练记录。',
      en: 'Have the responsible leader see that a plan is written, issued and rehearsed. Register number, date and drill.',
    },
    companions: ['national-incident-plan-2017', 'public-internet-incident-plan'],
    readings: [],
  },
  {
    id: 'A38.3-plan-started',
    title: { zh: '立即启动应急预案', en: 'The emergency plan is started at once' },
    position: { article: 38, paragraph: 2, sentence: 1, quote: '应当立即启动本单位网络安全应急预案' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['incident-likely'],
    force: 'must',
    severity: 2,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '预案启动记录：时间、启动人、原因、通知的人员',
          en: 'the start of the plan: time, who started it, why, who was told',
        },
      },
    ],
    explanation: {
      zh: '发生或可能发生网络安全事件时，要立即启动本单位应急预案。可能发生也要启动，不必等到事件坐实。',
      en: "When an incident happens or may happen, the unit's emergency plan is started at once. A likely incident is enough; do not wait for certainty.",
    },
    advice: {
      zh: '请分管负责人立即启动预案，通知预案中的人员。请登记启动时间和原因。',
      en: 'Have the responsible leader start the plan at once and tell the people named in it. Register time and reason.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A38.4-handled',
    title: { zh: '及时处置事件', en: 'The incident is handled in time' },
    position: { article: 38, paragraph: 2, sentence: 1, quote: '及时处置网络安全事件' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['incident'],
    force: 'must',
    severity: 2,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: { zh: '处置记录：时间、措施、执行人、效果', en: 'the handling: time, measure, who, effect' },
      },
    ],
    explanation: {
      zh: '要及时处置网络安全事件。处置要有时间、措施和执行人的记录。处置中注意保存现场，便于查明原因。',
      en: 'The incident is handled in time, with a record of when, what and who. Traces are kept, so that the cause can be found.',
    },
    advice: {
      zh: '请网站运维单位按预案处置，先保存现场再恢复服务。请登记每一步的时间和措施。',
      en: 'Have the website operator act by the plan: keep the traces first, then restore service. Register time and measure of each step.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A38.5-hazard-removed',
    title: { zh: '消除隐患，防止扩大', en: 'The hazard is removed' },
    position: { article: 38, paragraph: 2, sentence: 1, quote: '消除安全隐患，防止危害扩大' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['incident'],
    force: 'must',
    severity: 2,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '隐患消除记录：原因、措施、完成日期、复核结果',
          en: 'removal of the cause: cause, measure, date, result of the re-check',
        },
      },
    ],
    explanation: {
      zh: '要消除安全隐患，防止危害扩大。恢复访问不等于隐患已消除，还要查明原因并堵住。复核确认后才算完成。',
      en: 'The hazard is removed and the harm kept from spreading. That the site opens again does not mean the cause is gone: it is found and closed. A re-check confirms it.',
    },
    advice: {
      zh: '请网站运维单位查明原因，堵住进入途径，检查其他应用有无同样问题。请本单位办公室组织复核，登记结果。',
      en: 'Have the website operator find the cause, close the way in and look for the same fault elsewhere. Have the office arrange the re-check and register it.',
    },
    companions: ['incident-report-2025'],
    readings: [],
  },
];
