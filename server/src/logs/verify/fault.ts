import { fillTemplate, type Lang } from '@zhengdun/contract';

/** What may be wrong with kept logs; `segment` counts from 1, `sequence` is that of the first event concerned. */
const FAULT_WORDS = {
  'head-missing': {
    zh: '缺少 {where}，不能证明末尾没有被截断',
    en: '{where} is missing, so nothing shows that the end was not cut off',
  },
  'note-missing': {
    zh: '缺少 {where}，存档没有签名',
    en: '{where} is missing, so nothing of the archive is signed',
  },
  'note-forged': {
    zh: '{where} 被改动，或不是由这些公钥签名',
    en: '{where} was changed, or is not signed by these keys',
  },
  'head-changed': { zh: '{where} 被改动', en: '{where} was changed' },
  'manifest-missing': {
    zh: '第 {segment} 段的清单缺失（{where}）',
    en: 'the manifest of segment {segment} is missing ({where})',
  },
  'manifest-changed': {
    zh: '第 {segment} 段的清单被改动或替换（{where}），与其后一环记载的摘要不符',
    en: 'the manifest of segment {segment} was changed or replaced ({where}): what follows names another digest',
  },
  'manifest-contradicts': {
    zh: '第 {segment} 段的清单与前一段不相接（{where}）',
    en: 'the manifest of segment {segment} does not continue the one before ({where})',
  },
  'segment-missing': {
    zh: '第 {segment} 段缺失（{where}），涉及第 {sequence} 条起',
    en: 'segment {segment} is missing ({where}); it begins with event {sequence}',
  },
  'segment-added': {
    zh: '{where} 不在封存的序列中，是后来放入的',
    en: '{where} is no part of what was sealed; it was put there',
  },
  'compacted-missing': {
    zh: '合并后的文件缺失（{where}），涉及第 {sequence} 条至第 {last} 条',
    en: 'a compacted file is missing ({where}); it holds events {sequence} to {last}',
  },
  'compacted-unreadable': {
    zh: '合并后的文件被改动或截断（{where}），不能读取，涉及第 {sequence} 条至第 {last} 条',
    en: 'a compacted file was changed or cut off ({where}) and cannot be read; it holds events {sequence} to {last}',
  },
  'compacted-rows': {
    zh: '合并后的文件中，原第 {segment} 段有内容被改动、删除或增加（{where}），在第 {sequence} 条至第 {last} 条之间',
    en: 'in a compacted file something of segment {segment} was changed, removed or added ({where}), among events {sequence} to {last}',
  },
  'removed-early': {
    zh: '第 {segment} 份清单删除了留存不满365天的日志（{where}）',
    en: 'entry {segment} deleted logs that were not kept for 365 days ({where})',
  },
  'segment-unreadable': {
    zh: '第 {segment} 段的文件被改动或截断（{where}），从第 {sequence} 条附近起不能读取',
    en: 'the file of segment {segment} was changed or cut off ({where}); it cannot be read from about event {sequence} on',
  },
  'file-changed': {
    zh: '第 {segment} 段的文件与封存时不同（{where}），各条内容未变',
    en: 'the file of segment {segment} is not the one that was sealed ({where}), though its events are',
  },
  'row-missing': {
    zh: '第 {sequence} 条从第 {segment} 段中删除（{where}）',
    en: 'event {sequence} was removed from segment {segment} ({where})',
  },
  'row-misplaced': {
    zh: '第 {segment} 段第 {sequence} 条的位置上是增加或换位的内容（{where}）',
    en: 'in segment {segment} something that was added or moved stands in the place of event {sequence} ({where})',
  },
  'rows-changed': {
    zh: '第 {segment} 段中有内容被改动（{where}），在第 {sequence} 条至第 {last} 条之间',
    en: 'something in segment {segment} was changed ({where}), among events {sequence} to {last}',
  },
  'spool-damaged': {
    zh: '待封存的文件 {where} 从第 {sequence} 条起损坏或不相接',
    en: '{where}, which waits to be sealed, is damaged or does not continue from event {sequence} on',
  },
  'heads-older': {
    zh: '共用存储的 heads.note 早于外部保存的 {where}，或属于另一个存储',
    en: 'heads.note of the common store is older than {where}, which was kept elsewhere, or of another store',
  },
  'collector-missing': {
    zh: '缺少一个接收程序的全部日志（{where}）',
    en: 'all logs of a receiver are missing ({where})',
  },
  'stamp-wrong': {
    zh: '{where} 不是这份检查点的时间戳，或被改动',
    en: '{where} is no time-stamp of its signed head, or was changed',
  },
  'cosignature-wrong': {
    zh: '{where} 不是由上级会签的检查点，或被改动',
    en: '{where} is no signed head that a superior has cosigned, or was changed',
  },
  'cut-off': {
    zh: '末尾被截断：外部保存的 {where} 到第 {last} 条为止，现有存档只到第 {sequence} 条',
    en: 'the end was cut off: {where}, kept elsewhere, goes up to event {last}, and the archive ends with {sequence}',
  },
  rewritten: {
    zh: '第 1 段至第 {segment} 段中有内容与外部保存的 {where} 不符，存档被重写',
    en: 'segments 1 to {segment} are not those of {where}, which was kept elsewhere: the archive was written anew',
  },
} as const;

export interface LogFault {
  readonly code: keyof typeof FAULT_WORDS;
  /** a file */
  readonly where: string;
  readonly segment?: number;
  readonly sequence?: number;
  readonly last?: number;
}

export function faultText(fault: LogFault, lang: Lang): string {
  const { where, segment = 0, sequence = 0, last = 0 } = fault;
  return fillTemplate(FAULT_WORDS[fault.code][lang], { where, segment, sequence, last }, lang);
}
