import type { ErrorEntry } from './entry.ts';

/** A refusal of a decision: by its constraint in the database, too. */
const refused = (zh: string, en: string) => ({ status: 409, exit: 64, words: { zh, en } }) as const;

/** Errors around the review of what is published. */
export const PUBLICATION_ERRORS = {
  'item-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这份稿件，或者不在您负责的范围内。',
      en: 'There is no such item, or it is outside of your scope.',
    },
  },
  'item-version-unknown': {
    status: 404,
    exit: 64,
    words: { zh: '这份稿件没有第 {version} 版。', en: 'This item has no version {version}.' },
  },
  'item-changed': refused(
    '稿件在您打开之后已改到第 {version} 版，本次操作没有执行，您填写的内容还在页面上。请打开新的一版核对后再办理。',
    'The item was changed to version {version} since you opened it; nothing was done, and what you typed is still on the page. Open the new version first.',
  ),
  'item-text-too-long': {
    status: 400,
    exit: 64,
    words: {
      zh: '正文有 {length} 个字符，最多 {limit} 个。请拆分，或者作为附件上传。没有保存，您填写的内容还在页面上。',
      en: 'The text has {length} characters, at most {limit} are taken. Split it or attach it as a file. Nothing was saved; what you typed is still on the page.',
    },
  },
  'item-text-unprintable': {
    status: 400,
    exit: 64,
    words: {
      zh: '第 {line} 行第 {column} 个字符是不能显示的控制字符（{code}），可能是从其他软件复制时带入的。请删去后再保存。',
      en: 'Character {column} of line {line} is a control character ({code}) that cannot be shown, perhaps copied in by another program. Remove it and save again.',
    },
  },
  'item-secret-stopped': {
    status: 422,
    exit: 64,
    words: {
      zh: '{place}第 {line} 行疑似有国家秘密标志，没有保存，也没有留下内容。请立即停止在互联网上处理这份材料，不要再次上传或者改换方式传递，马上报告本单位保密员；已经通知保密员，24小时内处理。经核实不属于国家秘密的，由保密员登记后再保存。',
      en: 'Line {line} of {place} seems to bear the mark of a state secret. Nothing was saved and nothing of it was kept. Stop working on it on the Internet at once, do not send it in another way, and report to the secrecy officer of your unit, who has been told and has 24 hours. Where it is none, the officer enters that, and it can be saved then.',
    },
  },
  'secret-stop-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这项记录，或者已经处理过。请刷新后查看。',
      en: 'There is no such record, or it was dealt with already. Reload the list.',
    },
  },
  'secret-found-by-another': refused(
    '这份材料是您本人提交的，须由其他保密员核实。',
    'You handed this in yourself; another secrecy officer has to judge it.',
  ),
  'item-text-empty': {
    status: 400,
    exit: 64,
    words: {
      zh: '正文和附件都是空的，不能提交审核。请写正文或者上传附件。',
      en: 'Neither text nor attachment is there, so it cannot be submitted. Write the text or attach a file.',
    },
  },
  'repost-incomplete': refused(
    '转载登记还缺少：{fields}。请补齐后再提交审核。',
    'The record of the repost lacks: {fields}. Complete it before it is submitted.',
  ),
  'repost-link-missing': refused(
    '这份稿件不是转载，或者还没有填写原文链接，没有可以取回的原文。请填写并保存后再试。',
    'This item is no repost, or the link to its original was not entered yet. Enter it, save, and try again.',
  ),
  'item-too-many-versions': refused(
    '这份稿件已有 {limit} 版，不能再改。请另建一份稿件。',
    'This item has {limit} versions and takes no more. Begin another one.',
  ),
  'attachment-broken': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{name}”不完整或者已损坏，没有保存。请用原来的软件打开并另存后，重新上传。',
      en: '"{name}" is incomplete or damaged and was not kept. Open it in its own program, save it anew, and hand it in again.',
    },
  },
  'attachments-being-read': refused(
    '正在识别附件中的图片（“{name}”等 {count} 个），还不能提交审核。一般需要几分钟，可以离开本页，识别完成后再提交；稿件已经保存。',
    'Pictures in {count} attachments ("{name}" first) are still being read, so it cannot be submitted yet. That takes some minutes; you may leave the page and submit it afterwards. The item is saved.',
  ),
  'attachment-stopped': refused(
    '附件“{name}”疑似有国家秘密标志，内容已经销毁，已通知保密员。请从稿件中移去这个附件，停止在互联网上处理这份材料，并马上报告保密员。',
    'The attachment "{name}" seems to bear the mark of a state secret: its content was destroyed, and the secrecy officer was told. Take it off the item, stop working on it on the Internet, and report to that officer at once.',
  ),
  'attachment-given-up': refused(
    '附件“{name}”没有识别完：识别程序每次都被强行中止，通常是内存不足。请点“重新识别”；仍不行的，拆分或者降低分辨率后重新上传，或者请系统管理员查看服务器内存。',
    'The attachment "{name}" was not read: what reads it was killed each time, mostly for want of memory. Have it read again; else split it or scan it less finely and hand it in anew, or have the system administrator look at the memory of the server.',
  ),
  'item-not-draft': refused(
    '稿件目前是“{state}”，只有草稿和被退回的稿件可以提交审核。',
    'The item is "{state}": only a draft or a returned item is submitted.',
  ),
  'item-not-in-review': refused(
    '稿件目前是“{state}”，不在审核中。',
    'The item is "{state}" and not under review.',
  ),
  'item-not-approved': refused(
    '稿件目前是“{state}”。审核全部同意之后才能登记发布。',
    'The item is "{state}". It is published after every review has approved it.',
  ),
  'item-embargoed': refused(
    '未到设定的发布时间，不能登记发布。要提前发布，请修改发布时间，并重新审核。',
    'Its time of publication has not come. To publish it earlier, change that time and have it reviewed again.',
  ),
  'item-published': refused(
    '稿件已经发布。要修改，请先发起更正并写明原因；要停止公开，请撤下。',
    'The item is published. Begin a correction with its reason to change it, or withdraw it.',
  ),
  'item-not-published': refused(
    '稿件目前是“{state}”，没有正在公开的内容。',
    'The item is "{state}": nothing of it is public.',
  ),
  'item-closed': refused(
    '稿件目前是“{state}”，不能再办理。',
    'The item is "{state}": nothing more is done to it.',
  ),
  'publish-time-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '发布时间应当在批准之后，不晚于现在，也不早于设定的发布时间。请核对。',
      en: 'The time of publication lies after the approval, not after now, and not before the time that was set. Check it.',
    },
  },
  'workflow-missing': refused(
    '{unit}还没有设定审核流程，不能提交审核。请主要负责人或分管负责人在“信息发布—审核流程”中设定。',
    '{unit} has no review workflow yet, so nothing can be submitted. Have the responsible leader or the leader in charge set it under "Publishing: review workflow".',
  ),
  'workflow-start-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '启用日期不能早于今天。请改正。',
      en: 'The workflow begins today at the earliest. Correct its day.',
    },
  },
  'workflow-reviewer-unfit': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{name}”目前没有本单位的审核人授权。请先授权，再指定。',
      en: '"{name}" holds no reviewer grant of this unit now. Have it given first.',
    },
  },
  'return-ground-missing': {
    status: 400,
    exit: 64,
    words: { zh: '退回应当写明原因。请填写。', en: 'A return has its ground. Write it.' },
  },
  'comment-beyond-text': {
    status: 400,
    exit: 64,
    words: {
      zh: '批注的位置超出了正文。请重新选择文字。',
      en: 'The place of the comment lies beyond the text. Choose the text again.',
    },
  },
  'comment-unknown': {
    status: 404,
    exit: 64,
    words: { zh: '没有这条批注，或者已经解决。', en: 'There is no such comment, or it is resolved.' },
  },
  'hit-unknown': {
    status: 404,
    exit: 64,
    words: { zh: '没有这处命中，或者已经放行。', en: 'There is no such hit, or it was let through.' },
  },
  'decision-on-submitted': refused(
    '稿件不在审核中，不能作出审核意见。请刷新后查看。',
    'The item is not under review: nothing is decided about it. Load it again.',
  ),
  'decision-on-current-version': refused(
    '稿件内容在您打开之后有改动，先前的内容不再能批准。请打开新的一版审核。',
    'The item was changed since you opened it: what stood there before can no longer be approved. Review the new version.',
  ),
  'decision-in-order': refused(
    '这一级审核已有意见，或者前一级尚未同意。请刷新后查看。',
    'This stage has its decision, or the one before has not approved yet. Load it again.',
  ),
  'decision-not-by-author': refused(
    '撰稿人不能审核自己的稿件。请由其他审核人办理；单位确实人少的，可由负责人在审核流程中设定“发布人可兼审核人”。',
    'Whoever wrote the item does not review it. Have another reviewer do it; in a small unit its leader may allow it in the review workflow.',
  ),
  'decision-by-reviewer': refused(
    '审核人应当是在编人员，身份已经人事确认，并且在作出意见时持有本单位的审核人授权（第十三条）。目前不符合。',
    'A reviewer is on the establishment, confirmed by personnel, and holds the reviewer grant of this unit at that moment (Art. 13). That is not so.',
  ),
  'decision-by-designated': refused(
    '审核流程指定了这一级的审核人，您不在其中。',
    'The review workflow names who reviews at this stage, and that is somebody else.',
  ),
  'decision-stages-by-different': refused(
    '同一人不能审核两级。请由其他审核人办理。',
    'One person does not decide two stages. Have another reviewer do it.',
  ),
  'decision-paper-fits': refused(
    '审签单的签署日期应当在这一版写成之后、不晚于今天，签署人应当是本单位人员。请核对。',
    'A paper is signed after this version was written and not after today, by a person of this unit. Check it.',
  ),
  'decision-hits-decided': refused(
    '还有必须处理的命中没有处理，不能同意。请先修改稿件，或者逐处写明理由放行；疑似国家秘密的由保密员处理。',
    'Hits that stop a publication are undecided. Have the text changed or let each through with its ground; what may be a state secret is for the secrecy officer.',
  ),
  'hit-decided-by-whom-it-concerns': refused(
    '命中由审核人放行，撰稿人不能放行自己的稿件；疑似国家秘密的只能由保密员处理。',
    'A hit is let through by a reviewer and not by the author; what may be a state secret by the secrecy officer alone.',
  ),
  'item-published-as-approved': refused(
    '稿件没有按流程批准，或者批准的不是这一版，不能登记发布。',
    'The item was not approved as its workflow asks, or another version was: it is not published.',
  ),
  'approved-bytes-differ': refused(
    '保存的内容与批准时的摘要不一致，没有发出。请系统管理员核验存证，查明改动。',
    'What is kept does not have the digests that were approved, so nothing was given out. Have the system administrator verify the ledger and find out what was changed.',
  ),
  'idempotency-key-reused': refused(
    '幂等键“{key}”已用于另一份内容。内容有变化的，请换一个键。',
    'The idempotency key "{key}" was used for other content. What has changed takes another key.',
  ),
  'outlet-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个发布去向，或者不在您负责的范围内。',
      en: 'There is no such outlet, or it is outside of your scope.',
    },
  },
  'word-list-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个词库或者这一版，或者不在您负责的范围内。',
      en: 'There is no such list of words, or no such version, or it is outside of your scope.',
    },
  },
  'word-list-untried': refused(
    '这一版词库还没有试用过。请先在近一个月的稿件上试用，再启用。',
    'This version was not tried yet. Try it on the items of the last month first.',
  ),
  'outlet-secret-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '请填写对象存储的访问密钥编号和密钥。',
      en: 'Enter the access key of the object storage and its secret.',
    },
  },
  'outlet-key-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '请填写登录 SFTP 的口令或者私钥，两者填一样。',
      en: 'Enter either the password or the private key that signs in by SFTP.',
    },
  },
  'outlet-there': refused(
    '这个应用已经设有同类的发布去向。请修改原有的，或者先删除。',
    'This application has an outlet of that kind. Change that one, or remove it first.',
  ),
  'outlet-kind-stays': refused(
    '发布去向的种类不能修改。请删除后另设。',
    'The kind of an outlet does not change. Remove it and set up another one.',
  ),
  'delivery-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这条记录，或者它已经送达、正在送。请刷新后查看。',
      en: 'There is no such delivery, or it has arrived or is on its way. Reload the list.',
    },
  },
  'archive-words-short': {
    status: 400,
    exit: 64,
    words: {
      zh: '每个词至少两个字，最多 {most} 个词，用空格分开。',
      en: 'Each word has two characters at least; {most} words at most, with blanks between them.',
    },
  },
  'archive-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{file}”不是审核档案，或者不完整（{detail}）。请重新导出或者复制。',
      en: '"{file}" is no review archive, or incomplete ({detail}). Export or copy it again.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
