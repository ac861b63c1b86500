import { type Lang, VERDICT_WORDS, VERDICTS } from '@zhengdun/contract';

/** The style sheet of the report. Colours of verdicts come from their table of words. */
export function reportStyle(lang: Lang): string {
  return [SCREEN, ...VERDICTS.map(verdictStyle), PRINT, pageNumbers(lang)].join('\n');
}

function verdictStyle(verdict: (typeof VERDICTS)[number]): string {
  const { text, background } = VERDICT_WORDS[verdict];
  const name = `.v-${verdict}`;
  return `.tag${name}, .count${name} { color: ${text}; background: ${background}; border-color: ${text}; }
.finding${name} { border-left-color: ${text}; }`;
}

const SCREEN = `
:root { color-scheme: light; --ink: #1f1f1f; --soft: #595959; --line: #d9d9d9; --link: #0958d9; --frame: #cf1322; --label: 3em; }
:root:lang(en) { --label: 5em; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 0 20px; background: #fff; color: var(--ink);
  font: 16px/1.75 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", "Segoe UI", sans-serif;
  overflow-wrap: anywhere;
}
.sheet { max-width: 860px; margin: 0 auto; padding: 40px 0 64px; }
a { color: var(--link); text-underline-offset: 3px; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1, h2, h3, h4, p, dl, dd, ol, ul, figure, table { margin: 0; }
h1 { font-size: 30px; line-height: 1.35; font-weight: 650; }
h2 { font-size: 22px; line-height: 1.4; margin: 56px 0 16px; padding-bottom: 8px; border-bottom: 2px solid var(--ink); }
h2 .n, h3 .n { font-weight: 400; color: var(--soft); font-size: 16px; margin-left: 8px; }
h3 { font-size: 18px; line-height: 1.5; }
h4 { font-size: 15px; color: var(--soft); font-weight: 600; }
.lead { color: var(--soft); margin-bottom: 16px; }
.kicker { color: var(--soft); font-size: 14px; letter-spacing: .04em; margin-bottom: 6px; }
.soft { color: var(--soft); font-size: 14px; }
.mono, code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }

.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 20px; margin-top: 16px; font-size: 15px; }
.facts dt { color: var(--soft); }
.verdict { margin: 36px 0 16px; font-size: 24px; line-height: 1.5; font-weight: 650; }
.counts { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; padding: 0; list-style: none; }
.count { border: 1px solid; border-radius: 6px; }
.count a { display: block; padding: 12px 16px; color: inherit; text-decoration: none; }
.count .word { display: block; font-size: 15px; }
.count .number { display: block; font-size: 32px; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.count a:hover .word { text-decoration: underline; }
.total { margin-top: 12px; }

.first { padding: 0; list-style: none; counter-reset: first; display: grid; gap: 12px; }
.first li { counter-increment: first; display: grid; grid-template-columns: 32px 1fr; column-gap: 12px;
  border: 1px solid var(--line); border-radius: 6px; padding: 14px 16px; }
.first li::before { content: counter(first); grid-row: 1 / span 3; width: 32px; height: 32px; line-height: 32px;
  text-align: center; border-radius: 50%; background: var(--ink); color: #fff; font-weight: 600; }
.first strong { font-size: 17px; }

.tag { display: inline-block; border: 1px solid; border-radius: 4px; padding: 0 8px; font-size: 14px; line-height: 24px;
  white-space: nowrap; font-weight: 600; }
.tag.v-unknown { border-style: dashed; }
.finding { border: 1px solid var(--line); border-left: 5px solid; border-radius: 6px; padding: 18px 20px 20px;
  margin-bottom: 20px; scroll-margin-top: 12px; }
.finding > header { margin-bottom: 12px; }
.finding header p { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; margin-bottom: 6px; }
.finding h3 { font-size: 20px; }
.part { font-size: 16px; font-weight: 400; color: var(--soft); display: inline-block; width: var(--label); margin-right: 12px; }
.rule { margin-top: 14px; }
.six { display: grid; grid-template-columns: var(--label) 1fr; gap: 8px 16px; }
.six dt { color: var(--soft); }
.six .act { font-weight: 600; }
.ops { margin-top: 16px; padding: 12px 16px 14px; background: #f5f5f5; border-radius: 6px; font-size: 15px; }
.ops > * + *, td > * + * { margin-top: 8px; }
pre { margin: 0; white-space: pre-wrap; font-size: 14px; line-height: 1.6; }
.places { padding-left: 28px; }
.places li + li { margin-top: 4px; }

figure { margin-top: 16px; }
.shot { position: relative; display: inline-block; max-width: 100%; border: 1px solid var(--line); line-height: 0; }
.shot img { max-width: 100%; height: auto; }
.shot.tall img { width: auto; max-height: 560px; }
.shot svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.shot rect { fill: none; stroke: var(--frame); stroke-width: 3; vector-effect: non-scaling-stroke; }
figcaption { font-size: 14px; color: var(--soft); margin-top: 6px; }

.group { margin-bottom: 32px; }
.group > h3 { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; }
.cure { margin: 10px 0 12px; }
table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.65; }
caption { text-align: left; font-weight: 600; font-size: 18px; padding: 0 0 8px; }
th, td { text-align: left; vertical-align: top; padding: 8px 12px; border: 1px solid var(--line); font-weight: 400; }
thead th { background: #f5f5f5; font-weight: 600; }
th.item { width: 34%; }
th .name { display: block; font-weight: 600; }
.about th { width: 24%; color: var(--soft); }
section > ul + h3, section > div + h3, section > p + h3, section > div + div, .table + figure, figure + h3, figure + div { margin-top: 28px; }
h3 + .table, h3 + ul, h3 + p, h3 + dl { margin-top: 8px; }
.list { padding-left: 24px; }
.digest { font-size: 13px; line-height: 1.55; overflow-wrap: anywhere; }
.proof th.item { width: 24%; }
footer { margin-top: 48px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 15px; }
footer strong { display: block; }
@media (max-width: 640px) {
  .sheet { padding-top: 24px; }
  h1 { font-size: 24px; } .verdict { font-size: 20px; } h2 { font-size: 20px; margin-top: 44px; }
  .counts { grid-template-columns: repeat(2, 1fr); }
  .facts { grid-template-columns: 1fr; } .facts dd + dt { margin-top: 6px; }
  .finding { padding: 14px; }
  .part { display: block; }
  .six { grid-template-columns: 1fr; gap: 0; } .six dd + dt { margin-top: 10px; }
  th, td { padding: 6px 8px; }
}`;

const PRINT = `
@page { size: A4; margin: 20mm; }
@media print {
  body { padding: 0; font-size: 10.5pt; line-height: 1.6; }
  .sheet { max-width: none; padding: 0; }
  h1 { font-size: 20pt; } h2 { font-size: 15pt; margin-top: 9mm; } .verdict { font-size: 15pt; margin: 7mm 0 4mm; }
  h1, h2, h3, h4, caption, thead, .cure, .finding > header, .lead { break-after: avoid; break-inside: avoid; }
  .finding header p, .group > h3 { display: block; }
  .finding header p > * { margin-right: 3mm; }
  figure, tr, .first li, .count, .ops pre, .six > * { break-inside: avoid; }
  .counts { grid-template-columns: repeat(4, 1fr); }
  .facts { grid-template-columns: max-content 1fr; } .six { grid-template-columns: var(--label) 1fr; gap: 2mm 4mm; }
  .finding, .ops, table { font-size: 10pt; }
  thead { display: table-header-group; }
  p, li, dd { orphans: 3; widows: 3; }
  /* the only address that leads out is its own text: its target is printed */
  a { color: inherit; text-decoration: none; }
  .digest code { font-size: 8pt; }
  .tag, .count, .finding { background: none; }
  .finding.v-unmet { border-left: 2mm solid; }
  .first li::before { background: none; color: inherit; border: 1px solid; line-height: 30px; }
  .shot img, .shot.tall img { max-height: 150mm; }
}`;

/** 「第 2/9 页」 in the margin, where the browser has margin boxes (Chromium 131 and later). */
function pageNumbers(lang: Lang): string {
  const content =
    lang === 'zh'
      ? '"第 " counter(page) "/" counter(pages) " 页"'
      : '"Page " counter(page) "/" counter(pages)';
  return `@page { @bottom-center { content: ${content}; font: 9pt sans-serif; color: #595959; } }`;
}
