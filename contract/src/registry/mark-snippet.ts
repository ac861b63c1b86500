const RECORD = /(?:^|[?&]id=)([0-9a-f]{32})$/i;

/** The number of a mark's record, from the number itself or the address of its record; undefined for anything else. */
export function markRecordOf(text: string): string | undefined {
  return RECORD.exec(text.trim())?.[1]?.toUpperCase();
}

/**
 * What a site puts at the bottom of its home page, in the middle, once its mark has been issued (Art. 9 ¶2): the picture, which is
 * fetched from whoever issued it, with a link to the record. It needs no script, which a browser or a proxy may keep away.
 *
 * @param record 32 characters
 */
export function markSnippet(record: string): string {
  return `<p style="text-align: center">
  <a href="https://bszs.conac.cn/sitename?method=show&amp;id=${record}" target="_blank" rel="noopener">
    <img src="/images/wangshang-biaoshi.png" alt="网上标识" width="60" height="60">
  </a>
</p>`;
}
