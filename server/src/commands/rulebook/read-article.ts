import { articleName } from '@zhengdun/rulebook';

/** Articles of the Regulation. */
export const ARTICLES = 44;

/**
 * The article that a person names: `15`, 「第15条」, 「第十五条」, 「十五」, or a place in it as reports cite it,
 * 「第十五条第一款」. Undefined for what names none.
 */
export function readArticle(text: string): number | undefined {
  const written =
    /^(?:第|article|art\.)?([\d一二三四五六七八九十]{1,3})条?(?:第[一二三四五六七八九十]+[款项])*$/i;
  const number = written.exec(text.normalize('NFKC').replaceAll(/\s/g, ''))?.[1];
  if (number === undefined) return undefined;
  return Array.from({ length: ARTICLES }, (_, index) => index + 1).find(
    (article) => String(article) === number || articleName(article) === `第${number}条`,
  );
}
