import {
  ITEM_EVENT_WORDS,
  ITEM_KIND_WORDS,
  type ItemDecision,
  type ItemView,
  stageWords,
} from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { archiveAddress, attachmentAddress, useItem, useItemVersion } from '../../api/publications.ts';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { LifeLine } from '../../components/life-line.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { AttachmentList } from './attachments.tsx';
import { ExitPanel } from './exit-panel.tsx';
import { HitList } from './hit-list.tsx';
import { ItemActs } from './item-acts.tsx';
import { ItemStateText, usePersonName, useTime } from './item-words.tsx';
import { CommentList, MarkedText } from './marked-text.tsx';
import { PagePanel } from './page-panel.tsx';
import styles from './publications.module.css';
import { SourcePanel } from './source-panel.tsx';

/** The file of an item: as it stands, what can be done, its decisions and its history. */
export function ItemPage(): ReactNode {
  return <SignedIn permission="publication.read">{() => <OneItem />}</SignedIn>;
}

function OneItem(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const item = useItem(id);
  if (!item.data)
    return (
      <PageFrame title={tell('item.one')}>
        <Answered answer={item} lines={8}>
          {() => null}
        </Answered>
      </PageFrame>
    );
  return <Answered answer={item}>{(view) => <Item key={view.id} view={view} />}</Answered>;
}

function Item({ view }: { readonly view: ItemView }): ReactNode {
  const { lang, tell } = useLanguage();
  const nameOf = usePersonName();
  const { id, title, unit, application, current, decisions, history, may, hindrance } = view;
  const reviews = may.includes('approve') || may.includes('return');
  return (
    <PageFrame
      title={title}
      lead={
        <>
          {application.name}
          <br />
          <Link to={`/units/${unit.id}`}>{unit.name}</Link>
        </>
      }
      acts={
        <>
          {reviews && (
            <LinkButton to={`/publications/${id}/review`} primary>
              {tell('item.review')}
            </LinkButton>
          )}
          {may.includes('write') && (
            <LinkButton to={`/publications/${id}/edit`}>{tell('item.edit')}</LinkButton>
          )}
          <Button href={archiveAddress(id)} download title={tell('item.archive.how')}>
            {tell('item.archive')}
          </Button>
        </>
      }
      asOf={view.asOf}
    >
      <Panel title={tell('item.now')}>
        <Now view={view} />
        {hindrance && <p className={styles.blocks}>{hindrance}</p>}
      </Panel>
      <ItemActs view={view} />
      <PagePanel view={view} />
      <SourcePanel view={view} />
      <ExitPanel view={view} />
      <Panel title={tell('item.content', { version: view.version })}>
        <MarkedText version={current} />
        <h3 className={styles.part}>{tell('item.attachments')}</h3>
        <AttachmentList id={id} version={current} />
      </Panel>
      <Panel title={tell('item.hits')}>
        <HitList
          id={id}
          version={current}
          releases={{ hits: reviews, secrets: may.includes('release-secret') }}
        />
      </Panel>
      {current.comments.length > 0 && (
        <Panel title={tell('item.comments')}>
          <CommentList id={id} version={current} mayResolve={may.includes('resolve')} />
        </Panel>
      )}
      <Panel title={tell('item.decisions')}>
        {decisions.length === 0 ? (
          <p>{tell('item.decisions.none')}</p>
        ) : (
          <ul className={styles.comments}>
            {decisions.map((each) => (
              <li key={each.id}>
                <Decision id={id} decision={each} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {view.versions.length > 1 && (
        <Panel title={tell('item.versions')}>
          <Versions view={view} />
        </Panel>
      )}
      <Panel title={tell('item.history')}>
        <LifeLine
          events={history.map(({ by, event, version, stage, ...line }) => ({
            ...line,
            name: ITEM_EVENT_WORDS[event][lang],
            by: by && nameOf(by),
            facts: [
              tell('item.versionOf', { version }),
              ...(stage ? [stageWords(stage, view.stages ?? stage)[lang]] : []),
            ],
          }))}
        />
      </Panel>
    </PageFrame>
  );
}

/** Earlier versions, each by its address. */
function Versions({ view }: { readonly view: ItemView }): ReactNode {
  const { tell } = useLanguage();
  const nameOf = usePersonName();
  const timeOf = useTime();
  const [search] = useSearchParams();
  const chosen = view.versions.find(({ version }) => String(version) === search.get('version'));
  return (
    <>
      <ul className={styles.files}>
        {view.versions.map(({ version, title, writtenBy, writtenAt }) => (
          <li key={version} value={version}>
            <Link to={{ search: `?version=${version}` }} replace>
              {tell('grammar.note', { text: title, note: tell('item.versionOf', { version }) })}
            </Link>{' '}
            <span className={styles.quiet}>
              {tell('grammar.by', { by: nameOf(writtenBy), at: timeOf(writtenAt) })}
            </span>
          </li>
        ))}
      </ul>
      {chosen && <EarlierVersion id={view.id} version={chosen.version} />}
    </>
  );
}

function EarlierVersion(props: { readonly id: string; readonly version: number }): ReactNode {
  const { id, version } = props;
  const { tell } = useLanguage();
  const found = useItemVersion(id, version);
  return (
    <Answered answer={found}>
      {(shown) => (
        <>
          <h3 className={styles.part}>{tell('item.content', { version: shown.version })}</h3>
          <MarkedText version={shown} />
          <AttachmentList id={id} version={shown} />
          <CommentList id={id} version={shown} mayResolve={false} />
        </>
      )}
    </Answered>
  );
}

function Now({ view }: { readonly view: ItemView }): ReactNode {
  const { lang, tell } = useLanguage();
  const timeOf = useTime();
  const { published, publishAt, laterDueOn, current } = view;
  const facts: Fact[] = [
    { key: 'state', label: tell('items.state'), value: <ItemStateText {...view} /> },
    { key: 'kind', label: tell('item.kind'), value: ITEM_KIND_WORDS[view.kind][lang] },
  ];
  if (publishAt)
    facts.push({ key: 'at', label: tell('item.publishAt'), value: <TimeText iso={publishAt} /> });
  if (published)
    facts.push({
      key: 'published',
      label: published.live ? tell('item.published') : tell('item.offline'),
      value: (
        <>
          {tell('item.published.at', { version: published.version, at: timeOf(published.at) })}{' '}
          <a href={published.url} rel="noreferrer noopener" className={styles.digest}>
            {published.url}
          </a>
        </>
      ),
    });
  if (laterDueOn) facts.push({ key: 'later', label: tell('item.later'), value: timeOf(laterDueOn) });
  facts.push({
    key: 'digest',
    label: tell('item.digest'),
    value: <code className={styles.digest}>{current.manifestSha256}</code>,
  });
  return <FactList facts={facts} />;
}

function Decision(props: { readonly id: string; readonly decision: ItemDecision }): ReactNode {
  const { id, decision } = props;
  const { lang, tell } = useLanguage();
  const nameOf = usePersonName();
  const timeOf = useTime();
  const { version, stage, stages, ground, edition, paper } = decision;
  const screened = edition ? tell('item.decision.edition', { edition }) : tell('item.decision.unscreened');
  return (
    <>
      <p>
        <strong>
          {tell('item.decision.about', {
            version,
            stage: stageWords(stage, stages)[lang],
            decision: tell(`item.decision.${decision.decision}`),
          })}
        </strong>
      </p>
      {ground && <p>{ground}</p>}
      <p className={styles.quiet}>
        {tell('grammar.by', { by: nameOf(decision.by), at: timeOf(decision.at) })}
        {tell('grammar.comma')}
        {screened}
      </p>
      {paper && (
        <p>
          <a href={attachmentAddress(id, paper.scan.id)} download>
            {tell('item.decision.paper', {
              number: paper.number,
              day: timeOf(paper.signedOn),
              by: nameOf(paper.registeredBy),
            })}
          </a>
        </p>
      )}
      <p className={styles.quiet}>
        {tell('item.digest')} <code className={styles.digest}>{decision.manifest}</code>
      </p>
    </>
  );
}
