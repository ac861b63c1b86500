import type { Obligation } from '@zhengdun/contract';

/** Obligations of 第七章 监督管理, Articles 40 to 41. Severities are ours: the Regulation has none. */
export const CHAPTER_7: readonly Obligation[] = [
  {
    id: 'A40.5-regional-duty',
    title: { zh: '承担安全管理责任', en: 'Responsibility is taken' },
    position: {
      article: 40,
      paragraph: 2,
      sentence: 1,
      quote: '承担本地区、本行业机关事业单位互联网政务应用安全管理责任',
    },
    binds: ['region'],
    applications: [],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'no',
    decidedBy: [
      {
        means: 'attestation',
        by: {
          zh: '地区或部门的主要负责人；附组织领导文件（文号、日期）',
          en: 'the head of the region or department, with the paper on leadership (number, date)',
        },
      },
    ],
    explanation: {
      zh: '各地区、各部门承担本地区、本行业机关事业单位应用的安全管理责任，并加强组织领导。这一项约束地区和部门。以明确责任和分工的文件为准。',
      en: "Each region and department is responsible for managing the security of its units' applications and strengthens its leadership of the work. The item binds regions and departments. A paper that sets out responsibilities shows it.",
    },
    advice: {
      zh: '请地区或部门印发文件，明确领导机构和分工。请登记文号和日期。',
      en: 'Have the region or department issue a paper on leadership and tasks. Register number and date.',
    },
    companions: ['responsibility-measures'],
    readings: [],
  },
  {
    id: 'A40.6-named-leader',
    title: { zh: '指定一名负责人分管', en: 'One leader is put in charge' },
    position: { article: 40, paragraph: 2, sentence: 1, quote: '指定一名负责人分管相关工作' },
    binds: ['region'],
    applications: [],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '分管负责人：姓名、职务、指定文件的文号和日期',
          en: 'the leader in charge: name, post, number and date of the paper',
        },
      },
    ],
    explanation: {
      zh: '各地区、各部门要指定一名负责人分管相关工作。这一项约束地区和部门。单位自己的第一责任人和直接责任人，出自网络安全工作责任制实施办法。',
      en: "Each region and department puts one leader in charge of the work. The item binds regions and departments. A unit's own first and directly responsible persons come from the measures on responsibility for cybersecurity.",
    },
    advice: {
      zh: '请地区或部门印发文件指定分管负责人，登记姓名、职务和文号。请在人员变动后及时更新。',
      en: 'Have the region or department name the leader in a paper and register name, post and number. Update it when the person changes.',
    },
    companions: ['responsibility-measures'],
    readings: [],
  },
  {
    id: 'A41.1-accountability',
    title: { zh: '依规依纪追究责任', en: 'Accountability is pursued' },
    position: { article: 41, paragraph: 1, sentence: 1, quote: '依规依纪追究当事人和有关领导的责任' },
    binds: ['region'],
    applications: [],
    conditions: ['breach'],
    force: 'must',
    severity: 3,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '移交记录：案卷名称、移交部门、日期、反馈结果',
          en: 'the hand-over: file, to whom, date, outcome',
        },
      },
    ],
    explanation: {
      zh: '对“违反或者未能正确履行本规定相关要求的”，追究当事人和有关领导的责任。追究责任由有权机关决定。本系统只整理和移交案卷，不对个人打分。',
      en: 'Whoever breaches the Regulation or does not properly carry out its requirements is held responsible under the rules named, together with the leaders concerned. The competent bodies decide. The system puts the file together and hands it over; it never scores persons.',
    },
    advice: {
      zh: '请地区或部门的主管机构移交案卷，登记接收部门和日期。请登记反馈的结果。',
      en: "Have the region's or department's authority hand over the file and register receiver and date. Register the outcome when it comes back.",
    },
    companions: ['responsibility-measures'],
    readings: [],
  },
];
