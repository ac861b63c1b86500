import {
  AGGREGATION_WORDS,
  type Hit,
  type ItemVersion,
  SCREEN_CATEGORY_WORDS,
  SCREEN_PART_WORDS,
  SCREEN_RULE_WORDS,
  type ScreenCategory,
  type ScreenRuleWords,
  SEVERITY_WORDS,
  type Severity,
  screenPartText,
  UNREADABLE_WORDS,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useReleaseHit } from '../../api/publications.ts';
import { GroundForm } from '../../components/forms/plea-forms.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { usePersonName } from './item-words.tsx';
import styles from './publications.module.css';

interface HitListProps {
  readonly id: string;
  readonly version: Pick<ItemVersion, 'title' | 'text' | 'screening'>;
  /** who may let which hits through now */
  readonly releases?: { readonly hits: boolean; readonly secrets: boolean };
  /** goes to a hit in the text, where that stands beside */
  readonly onGo?: (hit: Hit) => void;
}

/** What screening has found, numbered, each with its place, why, and what to write instead. */
export function HitList({ id, version, releases, onGo }: HitListProps): ReactNode {
  const { tell } = useLanguage();
  const { screening } = version;
  if (!screening)
    return (
      <p className={styles.unscreened}>
        <strong>{tell('item.unscreened')}</strong> {tell('item.unscreened.why')}
      </p>
    );
  const { edition, hits } = screening;
  if (hits.length === 0) return <p>{tell('item.hits.none', { edition })}</p>;
  return (
    <>
      <p>{tell('item.hits.edition', { edition, count: hits.length })}</p>
      <ol className={styles.hits}>
        {hits.map((hit) => (
          <li key={hit.id} data-place tabIndex={-1}>
            <OneHit
              id={id}
              hit={hit}
              version={version}
              onGo={onGo}
              mayRelease={releases && (hit.secret ? releases.secrets : releases.hits)}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Characters that are shown around a hit. */
const AROUND = 8;

function OneHit(props: {
  readonly id: string;
  readonly hit: Hit;
  readonly version: HitListProps['version'];
  readonly onGo: HitListProps['onGo'];
  readonly mayRelease: boolean | undefined;
}): ReactNode {
  const { id, hit, version, onGo, mayRelease } = props;
  const { lang, tell } = useLanguage();
  const nameOf = usePersonName();
  const words: Partial<Record<string, { zh: string; en: string }>> = {
    ...(SCREEN_CATEGORY_WORDS satisfies Record<ScreenCategory, unknown>),
    aggregation: AGGREGATION_WORDS,
  };
  const category = (words[hit.category] ?? UNREADABLE_WORDS)[lang];
  const rule = (SCREEN_RULE_WORDS as Partial<Record<string, ScreenRuleWords>>)[hit.rule];
  const nameOfHit = rule ? tell('grammar.note', { text: category, note: rule.title[lang] }) : category;
  const whole = (hit.part === 'title' ? version.title : version.text) ?? '';
  const before = whole.slice(0, hit.start);
  const line = before.split('\n').length;
  const column = hit.start - before.lastIndexOf('\n');
  const place =
    hit.part === 'attachment'
      ? filePlace(hit, { lang, tell })
      : hit.part === 'title'
        ? tell('item.hit.title', { column })
        : tell('item.hit.place', { line, column });
  return (
    <>
      <p>
        <strong>{nameOfHit}</strong>{' '}
        {onGo && hit.part === 'text' && !hit.secret ? (
          <button type="button" className={styles.place} onClick={() => onGo(hit)}>
            {place}
          </button>
        ) : (
          place
        )}{' '}
        <span className={styles.quiet}>{SEVERITY_WORDS[hit.severity as Severity]?.[lang]}</span>
        {hit.blocks && !hit.released && <span className={styles.blocks}> {tell('item.hit.blocks')}</span>}
      </p>
      {hit.secret ? (
        <p className={styles.blocks}>{tell('item.hit.secret')}</p>
      ) : hit.part === 'attachment' ? (
        hit.excerpt && (
          <p className={styles.quote}>
            <mark className={shapeOf(hit)}>{hit.excerpt}</mark>
          </p>
        )
      ) : (
        <p className={styles.quote}>
          {before.slice(before.lastIndexOf('\n') + 1).slice(-AROUND)}
          <mark className={shapeOf(hit)}>{whole.slice(hit.start, hit.end)}</mark>
          {whole.slice(hit.end, hit.end + AROUND).split('\n')[0]}
        </p>
      )}
      <p>
        {hit.why}
        {hit.suggestion && ` ${tell('item.hit.instead', { instead: hit.suggestion })}`}
      </p>
      {hit.released && (
        <p>{tell('item.hit.released', { by: nameOf(hit.released.by), ground: hit.released.ground })}</p>
      )}
      {mayRelease && hit.blocks && !hit.released && <Release id={id} hit={hit} />}
    </>
  );
}

/** Where in an attachment: what could not be read is a page, or something within it, as a whole. */
function filePlace(
  { file, place, category }: Hit,
  { lang, tell }: Pick<ReturnType<typeof useLanguage>, 'lang' | 'tell'>,
): string {
  if (!file || !place) return '';
  const { name, line, column, box } = place;
  if (category === 'unreadable') {
    if (name === undefined) return tell('item.hit.whole', { file });
    const isPages = /^\d+(?:, \d+)*$/.test(name);
    return isPages ? tell('item.hit.pages', { file, pages: name }) : tell('item.hit.inside', { file, name });
  }
  const part = screenPartText(place, lang) || SCREEN_PART_WORDS.body[lang];
  const at = tell('item.hit.file', { file, part, line, column });
  return box ? `${at}${tell('item.hit.box', boxOf(box))}` : at;
}

/** Weight by the shape of the line, not by its colour alone. */
function shapeOf({ severity }: Pick<Hit, 'severity'>): string {
  const [wave = '', double = '', dotted = ''] = [styles.wave, styles.double, styles.dotted];
  return severity === 1 ? wave : severity === 2 ? double : dotted;
}

function Release({ id, hit }: { readonly id: string; readonly hit: Hit }): ReactNode {
  const { tell } = useLanguage();
  const release = useReleaseHit(id, { hit: hit.id, secret: hit.secret });
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button size="small" aria-expanded={false} onClick={() => setOpen(true)}>
        {tell('item.hit.release')}
      </Button>
    );
  return (
    <GroundForm
      act={tell('item.hit.release')}
      lead={tell('item.hit.release.what')}
      isPending={release.isPending}
      error={release.error}
      onSubmit={(ground) => release.mutate(ground)}
    />
  );
}

/** In whole percent: enough to find it with the eye. */
function boxOf({ left, top }: { readonly left: number; readonly top: number }): {
  left: number;
  top: number;
} {
  return { left: Math.round(left), top: Math.round(top) };
}
